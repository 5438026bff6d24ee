"""Steps that the actions of a meeting share; their caller holds the assessment."""

from django.utils import timezone

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import MeetingPlace, State
from assessments.cycles.steps import stir

from .errors import MeetingNotPossible


def needs_a_meeting(assessment):
    """Raise unless the team may agree outcomes now."""
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if not assessment.in_meeting:
        raise MeetingNotPossible


def stand_at(assessment, practice_id, by):
    """Let the meeting stand at a practice, from now on; where it stands there already, its time runs on."""
    if MeetingPlace.objects.filter(assessment=assessment, practice=practice_id).exists():
        stir(assessment)
    else:
        stir(assessment, practice=practice_id, moved_at=timezone.now(), moved_by=by)
