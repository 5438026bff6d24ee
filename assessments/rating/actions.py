"""Rate alone: take a seat, save an answer, and take answers back until the cycle is published."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.errors import CyclePublished
from assessments.cycles.models import Assessment, Cycle
from assessments.cycles.steps import locked
from frameworks.models.edition import Practice
from frameworks.models.scale import Level
from people.actions import accept_notice
from people.errors import StaleRevision
from people.users import User

from . import rating_sql
from .errors import NoSeat, PracticeAlreadyRevealed, RatedInTheRoom, RatingIsOff, SeatTaken
from .models import Answer, Rating, Reveal, Seat
from .private import as_its_author_reads_it
from .rating_sql import Stored


@transaction.atomic
def take_seat(*, assessment: Assessment, by: User) -> Seat:
    """Accept the cycle's notice and take the one seat in which a person rates in this cycle.

    A seat in another team is given up for this one if it has no answers. Raises ``RatingIsOff`` outside the dates,
    ``RatedInTheRoom`` where the team rates together, and ``SeatTaken`` where the person has answers in another team.
    """
    # Nobody sits down while a reveal or a close looks whose saves it has to wait for.
    assessment = locked(assessment)
    if assessment.is_rated_in_the_room:
        raise RatedInTheRoom(_("Nobody rates alone there. Take part in the meeting instead."))
    if not assessment.rating_is_on:
        raise RatingIsOff
    accept_notice(notice=assessment.cycle.notice, by=by)
    seat, made = Seat.objects.select_for_update().get_or_create(
        cycle=assessment.cycle,
        person=by,
        defaults={"assessment": assessment, "district_id": assessment.district_id},
    )
    if not made and seat.assessment_id != assessment.pk:
        if Rating.objects.readable_in(assessment.cycle).by(seat).answered().exists():
            raise SeatTaken(seat.assessment.team)
        seat.assessment = assessment
        seat.save(update_fields=["assessment"])
    return seat


def rate_practice(
    *,
    assessment: Assessment,
    practice: Practice,
    answer: str,
    level: Level | None,
    note: str,
    revision: int,
    client_id: uuid.UUID,
    by: User,
    after: uuid.UUID | None = None,
) -> Rating:
    """Record, or replace, one person's own rating of a practice.

    ``revision`` is the one the person saw (0 for none) and ``client_id`` names this edit: the same one twice is one
    write. ``after`` names the person's own edit on which this one is based; an edit after one's own is no conflict.
    Any other mismatch raises ``StaleRevision`` with what is stored. Raises ``PracticeAlreadyRevealed``,
    ``RatedInTheRoom`` or ``RatingIsOff``; an answer may be taken back while rating is off, until its cycle is
    published. The first answer of the cycle fixes the day from which the months its ratings are kept count.
    """
    rating = Rating(practice=practice, answer=answer, level=level, note=note, revision=revision + 1)
    rating.client_id, rating.saved_at = client_id, timezone.now()
    if assessment.cycle.ratings_counted_from is None:
        return _rate_first(assessment, rating, revision, after, by)
    return _save(assessment, rating, revision, after, by)


def _save(assessment: Assessment, rating: Rating, revision: int, after: uuid.UUID | None, by: User) -> Rating:
    if rating_sql.write_at_once(rating, assessment, by):
        return rating
    return _rate_under_lock(assessment, rating, revision, after, by)


@transaction.atomic
def _rate_first(assessment: Assessment, rating: Rating, revision: int, after: uuid.UUID | None, by: User) -> Rating:
    """Save a rating, and if it is the cycle's first, fix the day from which its months of keeping count."""
    rating = _save(assessment, rating, revision, after, by)
    # Of several who are first at once one sets it, and nobody waits for another's save. No history names who it was.
    unset = Cycle.objects.filter(pk=assessment.cycle_id, ratings_counted_from__isnull=True)
    if unset.select_for_update(skip_locked=True, no_key=True).values_list("pk").first():
        unset.update(ratings_counted_from=F("closes_on"))
    return rating


@transaction.atomic
def _rate_under_lock(
    assessment: Assessment, rating: Rating, revision: int, after: uuid.UUID | None, by: User
) -> Rating:
    if rating.answer == Answer.WITHDRAWN:
        lock_unpublished(assessment.cycle_id)
    # The seat's row is what a reveal and a close wait for: nobody's save can slip behind them, and the
    # members of a team still save side by side. What the page knew of the assessment may be older.
    seat_id = rating_sql.lock_seat(assessment, by)
    stored = rating_sql.read_stored(assessment, rating.practice, seat_id)
    if stored.rating_id and stored.client_id == rating.client_id:
        # Sent again, since its acknowledgement was lost: it was saved, whatever has happened since.
        return stored_rating(stored, by)
    refuse_late(stored, rating)
    if seat_id is None:
        raise NoSeat
    if stored.is_revealed:
        raise PracticeAlreadyRevealed
    if stored.rating_id and stored.revision != revision and (after is None or stored.client_id != after):
        raise StaleRevision(stored_rating(stored, by))
    rating.seat_id, rating.revision = seat_id, stored.revision + 1
    rating_sql.write(rating)
    return rating


def refuse_late(stored: Stored, rating: Rating) -> None:
    """Raise where the team no longer rates alone; taking an answer back with its note is still allowed."""
    if stored.assessment.rating_is_on:
        return
    if rating.answer == Answer.WITHDRAWN and stored.rating_id:
        rating.note = ""
    elif stored.assessment.is_rated_in_the_room:
        raise RatedInTheRoom
    else:
        raise RatingIsOff


def lock_unpublished(cycle_id: int) -> None:
    """Lock the cycle, so that a publication, which counts answers, comes before or after; raise once published."""
    cycle = Cycle.objects.select_for_update(no_key=True).only("published_at").get(pk=cycle_id)
    if cycle.is_published:
        raise CyclePublished


@transaction.atomic
def take_answers_back(*, seat: Seat, practices: Collection[Practice], by: User) -> int:
    """Take back one's own unrevealed answers to these practices, with their notes; return how many.

    Allowed in every state, and after leaving the team, until the cycle is published (``CyclePublished``). It takes no
    revision: whatever an answer is by now, it is taken back.
    """
    lock_unpublished(seat.cycle_id)
    seats = Seat.objects.select_for_update(of=("self",)).select_related("assessment__cycle__district")
    seat = seats.get(pk=seat.pk, person=by)
    revealed = Reveal.objects.filter(assessment=seat.assessment_id).values("practice")
    own = Rating.objects.readable_in(seat.assessment.cycle).by(seat)
    taken = own.answered().filter(practice__in=practices).exclude(practice__in=revealed)
    # A name of its own: no edit that still waits in a browser follows it unseen.
    return taken.update(
        answer=Answer.WITHDRAWN,
        level=None,
        note="",
        revision=F("revision") + 1,
        client_id=uuid.uuid4(),
        saved_at=timezone.now(),
    )


def stored_rating(stored: Stored, by: User) -> Rating:
    return as_its_author_reads_it(Rating.objects.select_related("level").get(pk=stored.rating_id), by)
