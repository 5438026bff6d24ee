"""Practices that a school's team could show to others: those it agreed at the highest level of the scale."""

from frameworks.framework_cache import levels_of

from .models import Outcome


def may_be_shared(assessment, outcome):
    """Whether a school's team agreed on the highest level; the district's own team is never asked."""
    return bool(assessment.school_id and outcome and outcome.level_id == highest(assessment).pk)


def shareable(assessment):
    if not assessment.school_id:
        return Outcome.objects.none()
    return Outcome.objects.filter(assessment=assessment, level=highest(assessment))


def highest(assessment):
    return levels_of(assessment.cycle.scale_id)[-1]
