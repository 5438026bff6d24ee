"""Rating alone: taking a seat, saving and taking back an answer."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from people.models import Acceptance

from ..errors import NoSeat, PracticeAlreadyRevealed, RatingIsOff, SeatTaken, StaleRevision
from ..models import Assessment, Rating, Reveal, Seat
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
    Acceptance.objects.get_or_create(notice=assessment.cycle.notice, person=by)
    seat, made = Seat.objects.select_for_update().get_or_create(
        cycle=assessment.cycle,
        person=by,
        defaults={"assessment": assessment, "district_id": assessment.district_id},
    )
    if not made and seat.assessment_id != assessment.pk:
        if seat.ratings.exists():
            raise SeatTaken(seat.assessment.team)
        seat.assessment = assessment
        seat.save(update_fields=["assessment"])
    return seat


@transaction.atomic
def rate_practice(*, assessment, practice, answer, level, note, revision, client_id, by, after=None):
    """Record, or replace, one person's own judgement of a practice.

    ``revision`` is the one the person saw (0 for none) and ``client_id`` names this edit: the same
    one twice is one write. ``after`` names the person's own edit that this one was made upon; an
    edit that follows one's own earlier edit is no conflict. Anything else that does not fit raises
    ``StaleRevision`` with what is stored. ``PracticeAlreadyRevealed`` and ``RatingIsOff`` say why not.
    """
    # The seat's row is what a reveal and a close wait for: nobody's save can slip behind them, and the
    # members of a team still save side by side. What the page knew of the assessment may be older.
    seat = Seat.objects.select_for_update().filter(assessment=assessment, person=by).first()
    revealed = Reveal.objects.filter(assessment=OuterRef("pk"), practice=practice)
    now = Assessment.objects.select_related("cycle__district").annotate(is_revealed=Exists(revealed))
    assessment = now.get(pk=assessment.pk)
    if not assessment.rating_is_on:
        raise RatingIsOff
    if seat is None:
        raise NoSeat
    if assessment.is_revealed:
        raise PracticeAlreadyRevealed
    rating = Rating.objects.filter(seat=seat, practice=practice).first() or Rating(practice=practice, revision=0)
    rating.seat = seat
    if rating.pk and rating.client_id == client_id:
        return rating
    if rating.pk and rating.revision != revision and (after is None or rating.client_id != after):
        raise StaleRevision(rating)
    rating.answer, rating.level, rating.note = answer, level, note
    rating.revision += 1
    rating.client_id, rating.saved_at = client_id, timezone.now()
    rating.save()
    return rating
