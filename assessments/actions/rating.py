"""Rating alone: taking a seat, saving and taking back an answer."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from people.actions import accept_notice

from .. import saving
from ..errors import NoSeat, PracticeAlreadyRevealed, RatingIsOff, SeatTaken, StaleRevision
from ..models import Cycle, Rating, Seat
from .meeting import locked


@transaction.atomic
def take_seat(*, assessment, by):
    """Accept the cycle's notice and take the one seat in which a person rates in this cycle.

    A seat in another team without any answer in it is given up for this one.
    Raises ``RatingIsOff`` outside the dates and ``SeatTaken`` where answers bind the person elsewhere.
    """
    # Nobody sits down while a reveal or a close looks whose saves it has to wait for.
    assessment = locked(assessment)
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


def rate_practice(*, assessment, practice, answer, level, note, revision, client_id, by, after=None):
    """Record, or replace, one person's own judgement of a practice.

    ``revision`` is the one the person saw (0 for none) and ``client_id`` names this edit: the same
    one twice is one write. ``after`` names the person's own edit that this one was made upon; an
    edit that follows one's own earlier edit is no conflict. Anything else that does not fit raises
    ``StaleRevision`` with what is stored. ``PracticeAlreadyRevealed`` and ``RatingIsOff`` say why not.
    The first answer of the cycle fixes the day from which the end of its ratings is counted.
    """
    rating = Rating(practice=practice, answer=answer, level=level, note=note, revision=revision + 1)
    rating.client_id, rating.saved_at = client_id, timezone.now()
    if assessment.cycle.ratings_counted_from is None:
        return _rate_first(assessment, rating, revision, after, by)
    return _save(assessment, rating, revision, after, by)


def _save(assessment, rating, revision, after, by):
    """Save a rating: at once where nothing stands in the way."""
    if saving.write_at_once(rating, assessment, by):
        return rating
    return _rate_under_lock(assessment, rating, revision, after, by)


@transaction.atomic
def _rate_first(assessment, rating, revision, after, by):
    """Save what may be the first answer of its cycle, and with it the last day as it stands now."""
    rating = _save(assessment, rating, revision, after, by)
    # Of several who are first at once one sets it, and nobody waits for another's save. No history names who it was.
    unset = Cycle.objects.filter(pk=assessment.cycle_id, ratings_counted_from__isnull=True)
    if unset.select_for_update(skip_locked=True, no_key=True).values_list("pk").first():
        unset.update(ratings_counted_from=F("closes_on"))
    return rating


@transaction.atomic
def _rate_under_lock(assessment, rating, revision, after, by):
    """Save a rating after looking at what is stored, or say why not."""
    # The seat's row is what a reveal and a close wait for: nobody's save can slip behind them, and the
    # members of a team still save side by side. What the page knew of the assessment may be older.
    seat_id = saving.lock_seat(assessment, by)
    stored = saving.read_stored(assessment, rating.practice, seat_id)
    if not stored.assessment.rating_is_on:
        raise RatingIsOff
    if seat_id is None:
        raise NoSeat
    if stored.is_revealed:
        raise PracticeAlreadyRevealed
    if stored.rating_id and stored.client_id == rating.client_id:
        return Rating.objects.select_related("level").get(pk=stored.rating_id)
    if stored.rating_id and stored.revision != revision and (after is None or stored.client_id != after):
        raise StaleRevision(Rating.objects.select_related("level").get(pk=stored.rating_id))
    rating.seat_id, rating.revision = seat_id, stored.revision + 1
    saving.write(rating)
    return rating
