"""Closing with an offer to others: of what a school does at the highest level, what its team is willing to share."""

from django.db import transaction

from ..willing import shareable
from .closing import close_assessment
from .meeting import locked


@transaction.atomic
def close_and_share(*, assessment, willing, shown, by):
    """Close, after taking over for which of the practices that a page has ``shown`` the team is ``willing`` to be asked.

    Both are keys of practices. What was recorded meanwhile, and so was not shown, stays as it was recorded.
    """
    assessment = locked(assessment)
    agreements = shareable(assessment).filter(practice__in=shown)
    agreements.filter(practice__in=willing).update(willing_to_share=True)
    agreements.exclude(practice__in=willing).update(willing_to_share=False)
    return close_assessment(assessment=assessment, by=by)
