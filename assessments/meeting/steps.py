"""Steps shared by meeting actions; the caller has locked the assessment, and bumps the revision for its screens."""

from typing import Any

from django.utils import timezone

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import Assessment, MeetingPlace, State
from assessments.evidence.queries import kinds_linked
from assessments.rating.models import Reveal
from frameworks.models.edition import Practice
from people.errors import StaleRevision
from people.users import User

from .errors import EvidenceLacking, MeetingNotPossible, NothingToShare, NotRevealed
from .models import Outcome, Parked
from .peer_offers import may_be_shared
from .queries import next_to_discuss


def needs_a_meeting(assessment: Assessment) -> None:
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if not assessment.in_meeting:
        raise MeetingNotPossible


def write_outcome(assessment: Assessment, practice: Practice, revision: int, by: User | None, **agreed: Any) -> Outcome:
    """Write the outcome of a practice and unpark it; takes and raises what ``record_outcome`` does."""
    if assessment.is_revealing and not Reveal.objects.filter(assessment=assessment, practice=practice).exists():
        raise NotRevealed
    outcome = Outcome.objects.filter(assessment=assessment, practice=practice).first()
    outcome = outcome or Outcome(assessment=assessment, practice=practice, revision=0)
    if outcome.revision != revision:
        raise StaleRevision(outcome)
    for field, value in {"willing_to_share": False, **agreed}.items():
        setattr(outcome, field, value)
    refuse_without_evidence(outcome)
    refuse_sharing_less(assessment, outcome)
    outcome.revision += 1
    outcome.recorded_by, outcome.recorded_at = by, timezone.now()
    outcome.save()
    Parked.objects.filter(assessment=assessment, practice=practice).delete()
    return outcome


def refuse_sharing_less(assessment: Assessment, outcome: Outcome) -> None:
    if outcome.willing_to_share and not may_be_shared(assessment, outcome):
        raise NothingToShare


def refuse_without_evidence(outcome: Outcome) -> None:
    """Raise without a level's kinds of evidence or a reason; a piece may have gone since the form was read."""
    if outcome.level is None or outcome.unsupported_reason.strip():
        return
    if kinds_linked(outcome.assessment, outcome.practice) < outcome.level.kinds_of_evidence:
        raise EvidenceLacking


def next_practice(assessment: Assessment, place: MeetingPlace | None, practice: Practice) -> int | None:
    """Key of the next practice, or None; after a practice opened aside, the one at which the meeting is."""
    if place and place.practice_id not in (None, practice.pk):
        return place.practice_id
    return next_to_discuss(assessment, practice.pk)
