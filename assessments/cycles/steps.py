"""Steps shared by the actions of an assessment; none is an action by itself."""

from typing import Any

from django.db.models import F

from .models import Assessment, MeetingPlace


def locked(assessment: Assessment) -> Assessment:
    """The assessment's row with what its state depends on, locked until the transaction ends."""
    assessments = Assessment.objects.select_for_update(of=("self",)).select_related("cycle__district", "team")
    return assessments.get(pk=assessment.pk)


def bump_revision(assessment: Assessment, **moved: Any) -> None:
    """Count a change that screens show; the caller has locked the assessment. ``moved``: the meeting's new place."""
    if not MeetingPlace.objects.filter(assessment=assessment).update(revision=F("revision") + 1, **moved):
        MeetingPlace.objects.create(assessment=assessment, revision=1, **moved)
