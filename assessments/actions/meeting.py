"""The meeting: start it, reveal a practice, record what the team agreed."""

from django.db import transaction
from django.utils import timezone

from ..band_queries import bands_of, somebody_has_answered, with_a_spread
from ..errors import (
    AlreadyClosed,
    AnsweredAlone,
    EvidenceLacking,
    MeetingNotPossible,
    NothingToShare,
    NotRevealed,
    RevealingIsOver,
    StaleRevision,
)
from ..history import tell_of
from ..models import Agreement, Assessment, Parked, Reveal, Seat, State
from ..reading import kinds_linked, order_of
from ..willing import may_be_shared
from .room import stand_at, stir


def locked(assessment):
    """The assessment's row, locked for the length of the transaction, with what its state rests on."""
    found = Assessment.objects.select_for_update(of=("self",)).select_related("cycle__district", "team")
    return found.get(pk=assessment.pk)


def needs_a_meeting(assessment):
    """Raise unless the team may agree outcomes now."""
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if not assessment.in_meeting:
        raise MeetingNotPossible


@transaction.atomic
def start_meeting(*, assessment, by, in_the_room=False):
    """Start the meeting and set its two bands, once for good; a second start changes nothing.

    ``in_the_room``: the team rates together, so every practice is revealed at once; raises ``AnsweredAlone``
    where somebody has rated already.
    """
    assessment = locked(assessment)
    if assessment.meeting_started_at:
        return assessment
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if assessment.state not in (State.RATING, State.OVERDUE):
        raise MeetingNotPossible
    wait_for_saves(assessment)
    if in_the_room and somebody_has_answered(assessment):
        raise AnsweredAlone
    assessment.meeting_started_at = timezone.now()
    assessment.in_the_room = in_the_room
    assessment.talk_first = list(bands_of(assessment).first)
    assessment.save(update_fields=["meeting_started_at", "in_the_room", "talk_first"])
    if in_the_room:
        Reveal.objects.bulk_create(
            Reveal(assessment=assessment, practice=practice, revealed_by=by) for practice in assessment.practices
        )
    practices = order_of(assessment)
    stand_at(assessment, practices[0].pk if practices else None, by)
    tell_of(assessment, "meeting_started", by)
    return assessment


def wait_for_saves(assessment):
    """Hold every seat's row: ratings being saved finish first, later ones see what happens here."""
    list(Seat.objects.select_for_update().filter(assessment=assessment).order_by("pk").values_list("pk"))


@transaction.atomic
def reveal_practice(*, assessment, practice, by):
    """Show the team how it rated a practice, on every screen; from now on nobody's rating of it changes.

    Whether enough have answered for a spread is decided here, once. Raises ``RevealingIsOver`` after a first close.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    reveal = Reveal.objects.filter(assessment=assessment, practice=practice).first()
    if reveal is None:
        if not assessment.is_revealing:
            raise RevealingIsOver
        wait_for_saves(assessment)
        shows = practice.pk in with_a_spread(assessment, practice)
        reveal = Reveal.objects.create(assessment=assessment, practice=practice, revealed_by=by, shows_spread=shows)
    stand_at(assessment, practice.pk, by)
    return reveal


@transaction.atomic
def record_outcome(*, assessment, practice, revision, by, **agreed):
    """Record, or replace, what the team agreed for a revealed practice; once reopened, also for one never revealed.

    ``agreed``: outcome, level, reason, dissent, locally_different, unsupported_reason, willing_to_share (not
    named: no longer). ``revision`` is the one the facilitator saw, 0 for none; raises ``StaleRevision`` with what
    another one recorded. A level without the kinds of evidence that it asks for is agreed with the reason why.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
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
    stir(assessment)
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
