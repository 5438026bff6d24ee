"""Steps that the actions of a meeting share; their caller holds the assessment, and counts the change for its screens."""

from django.utils import timezone

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import State
from assessments.evidence.queries import kinds_linked
from assessments.rating.models import Reveal
from people.errors import StaleRevision

from .errors import EvidenceLacking, MeetingNotPossible, NothingToShare, NotRevealed
from .models import Agreement, Parked
from .peer_offers import may_be_shared
from .queries import next_to_discuss


def needs_a_meeting(assessment):
    """Raise unless the team may agree outcomes now."""
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if not assessment.in_meeting:
        raise MeetingNotPossible


def write_outcome(assessment, practice, revision, by, **agreed):
    """Write what the team agreed for a practice, which is then parked no more; takes and raises what ``record_outcome`` does."""
    if assessment.is_revealing and not Reveal.objects.filter(assessment=assessment, practice=practice).exists():
        raise NotRevealed
    agreement = Agreement.objects.filter(assessment=assessment, practice=practice).first()
    agreement = agreement or Agreement(assessment=assessment, practice=practice, revision=0)
    if agreement.revision != revision:
        raise StaleRevision(agreement)
    for field, value in {"willing_to_share": False, **agreed}.items():
        setattr(agreement, field, value)
    refuse_without_evidence(agreement)
    refuse_sharing_less(assessment, agreement)
    agreement.revision += 1
    agreement.recorded_by, agreement.recorded_at = by, timezone.now()
    agreement.save()
    Parked.objects.filter(assessment=assessment, practice=practice).delete()
    return agreement


def refuse_sharing_less(assessment, agreement):
    """What a team offers to others is what its school does at the highest level."""
    if agreement.willing_to_share and not may_be_shared(assessment, agreement):
        raise NothingToShare


def refuse_without_evidence(agreement):
    """A level has its kinds of evidence linked now, or a reason: a piece may have gone since the form was read."""
    if agreement.level is None or agreement.unsupported_reason.strip():
        return
    if kinds_linked(agreement.assessment, agreement.practice) < agreement.level.kinds_of_evidence:
        raise EvidenceLacking


def next_practice(assessment, place, practice):
    """The key of the practice to go on with, or None; a practice looked at aside leads back to where the meeting is."""
    if place and place.practice_id not in (None, practice.pk):
        return place.practice_id
    return next_to_discuss(assessment, practice.pk)
