"""What every screen of a meeting goes by: where it stands, and a number that grows with each change in the room."""

from django.db.models import F
from django.utils import timezone

from ..models import MeetingPlace


def stir(assessment, **moved):
    """Count a change that the screens show; the caller holds the assessment. ``moved``: where the meeting is now."""
    MeetingPlace.objects.get_or_create(assessment=assessment)
    MeetingPlace.objects.filter(assessment=assessment).update(revision=F("revision") + 1, **moved)


def stand_at(assessment, practice_id, by):
    """Let the meeting stand at a practice, from now on; where it stands there already, its time runs on."""
    if MeetingPlace.objects.filter(assessment=assessment, practice=practice_id).exists():
        stir(assessment)
    else:
        stir(assessment, practice=practice_id, moved_at=timezone.now(), moved_by=by)
