"""The meeting: start it, reveal a practice, record an outcome, park a practice, move on."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import Assessment, MeetingPlace, State
from assessments.cycles.steps import bump_revision, locked
from assessments.evidence.models import Evidence
from assessments.evidence.steps import link_pieces, lock_pieces, store_piece
from assessments.history import record_assessment_change
from assessments.rating.models import Reveal
from assessments.rating.steps import wait_for_saves
from frameworks.framework_cache import practices_of
from frameworks.models.edition import Practice
from people.users import User

from .band_queries import bands_of, somebody_has_answered, with_a_spread
from .errors import AnsweredAlone, MeetingNotPossible, RevealingIsOver
from .models import Outcome, Parked
from .queries import order_of
from .steps import needs_a_meeting, next_practice, write_outcome


@transaction.atomic
def start_meeting(*, assessment: Assessment, by: User | None, in_the_room: bool = False) -> Assessment:
    """Start the meeting and set its two bands for good; a second start changes nothing.

    ``in_the_room``: the team rates together, so every practice is revealed at once; raises ``AnsweredAlone`` where
    somebody has rated already.
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
    set_current_practice(assessment, practices[0].pk if practices else None, by)
    record_assessment_change(assessment, "meeting_started", by)
    return assessment


@transaction.atomic
def reveal_practice(*, assessment: Assessment, practice: Practice, by: User | None) -> Reveal:
    """Show the team how it rated a practice, on every screen; its ratings can no longer change.

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
    set_current_practice(assessment, practice.pk, by)
    return reveal


@transaction.atomic
def record_outcome(
    *, assessment: Assessment, practice: Practice, revision: int, by: User | None, **agreed: Any
) -> Outcome:
    """Record, or replace, the outcome of a revealed practice; once reopened, also of one never revealed.

    ``agreed``: kind, level, reason, dissent, locally_different, unsupported_reason, willing_to_share (False if left
    out). ``revision`` is the one the facilitator saw, 0 for none; raises ``StaleRevision`` with what somebody else
    recorded. A level without the kinds of evidence it requires needs ``unsupported_reason``.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    outcome = write_outcome(assessment, practice, revision, by, **agreed)
    bump_revision(assessment)
    return outcome


@transaction.atomic
def move_meeting(
    *, assessment: Assessment, practice: Practice, by: User, seen: Practice | None = None
) -> MeetingPlace | None:
    """Move everybody to a practice; of two facilitators who move at once, the last one wins and is told.

    ``seen``: the practice at which ``by`` saw the meeting. Returns the ``MeetingPlace`` of another facilitator that
    this move overrides, or None.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    place = MeetingPlace.objects.filter(assessment=assessment).select_related("practice", "moved_by").first()
    set_current_practice(assessment, practice.pk, by)
    if seen is None or place is None or place.practice_id in (None, seen.pk, practice.pk):
        return None
    return place


@transaction.atomic
def park_practice(
    *, assessment: Assessment, practice: Practice, by: User, reason: str = "", dissent: str = ""
) -> Practice | None:
    """Park a practice with what is already written, and go on; return the next practice, or None."""
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    written = {"reason": reason, "dissent": dissent}
    Parked.objects.update_or_create(
        assessment=assessment, practice=practice, defaults=written, create_defaults={"parked_by": by, **written}
    )
    return go_on(assessment, practice, by)


@transaction.atomic
def unpark_practice(*, assessment: Assessment, practice: Practice, by: User) -> None:
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    Parked.objects.filter(assessment=assessment, practice=practice).delete()
    bump_revision(assessment)


@transaction.atomic
def record_and_go_on(
    *,
    assessment: Assessment,
    practice: Practice,
    by: User,
    pieces: Sequence[Evidence] = (),
    described: dict[str, Any] | None = None,
    **agreed: Any,
) -> Practice | None:
    """Record an outcome, add the evidence named with it, and go on, in one transaction.

    ``pieces`` of the team's evidence are linked beside existing ones; ``described`` has the fields of a new one.
    ``agreed`` is what ``record_outcome`` takes. Returns the next practice, or None.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    named = lock_pieces(assessment, pieces) if pieces else []
    if described:
        named.append(store_piece(assessment, by, **described))
    link_pieces(assessment, practice, named)
    write_outcome(assessment, practice, by=by, **agreed)
    return go_on(assessment, practice, by)


def go_on(assessment: Assessment, practice: Practice, by: User) -> Practice | None:
    """Move the meeting from its practice to the next one; recording another practice moves nobody."""
    place = MeetingPlace.objects.filter(assessment=assessment).first()
    next_pk = next_practice(assessment, place, practice)
    if next_pk is None or (place and next_pk == place.practice_id):
        bump_revision(assessment)
    else:
        bump_revision(assessment, practice_id=next_pk, moved_at=timezone.now(), moved_by=by)
    practices = practices_of(assessment.cycle.edition_id).values()
    return next((one for one in practices if one.pk == next_pk), None)


def set_current_practice(assessment: Assessment, practice_id: int | None, by: User | None) -> None:
    """Move the meeting to a practice; where it is there already, its timer runs on."""
    there = MeetingPlace.objects.filter(assessment=assessment, practice=practice_id)
    if not there.update(revision=F("revision") + 1):
        bump_revision(assessment, practice_id=practice_id, moved_at=timezone.now(), moved_by=by)
