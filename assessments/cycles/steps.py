"""Steps that the actions of an assessment share; none of them is an action."""

from typing import Any

from django.db.models import F

from .models import Assessment, MeetingPlace


def locked(assessment: Assessment) -> Assessment:
    """The assessment's row, locked for the length of the transaction, with what its state rests on."""
    assessments = Assessment.objects.select_for_update(of=("self",)).select_related("cycle__district", "team")
    return assessments.get(pk=assessment.pk)


def bump_revision(assessment: Assessment, **moved: Any) -> None:
    """Count a change that the screens show; the caller holds the assessment. ``moved``: where the meeting is now."""
    if not MeetingPlace.objects.filter(assessment=assessment).update(revision=F("revision") + 1, **moved):
        MeetingPlace.objects.create(assessment=assessment, revision=1, **moved)
