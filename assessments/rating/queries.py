"""Queries about ratings: a person's own, and numbers of answers."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import BigIntegerField, Count

from assessments.cycles.models import Assessment, Cycle
from frameworks.framework_cache import levels_of, practices_of
from frameworks.models.edition import Characteristic, Practice
from people.prepared import Parameter, Prepared
from people.users import User

from .models import UNSCORED, Rating, Reveal, Seat
from .private import as_its_author_reads_it

# What every page of the rate screen asks.
SEAT, ASSESSMENT, CHARACTERISTIC = (
    Parameter(name, BigIntegerField()) for name in ("seat", "assessment", "characteristic")
)
RATINGS = Prepared(lambda: Rating.objects.by(SEAT))
RATINGS_HERE = Prepared(lambda: Rating.objects.by(SEAT).filter(practice__characteristic=CHARACTERISTIC))
ANSWERED = Prepared(lambda: Rating.objects.by(SEAT).answered().values_list("practice_id"))
REVEALED = Prepared(lambda: Reveal.objects.filter(assessment=ASSESSMENT).values_list("practice_id"))


def seat_of(assessment: Assessment, user: User) -> Seat | None:
    return Seat.objects.filter(cycle=assessment.cycle_id, person=user).select_related("assessment__team").first()


def answered_count(assessment: Assessment, seat: Seat) -> int:
    """The number of practices a seat has answered: the one definition of progress."""
    return 0 if assessment.cycle.ratings_have_ended else len(ANSWERED(seat=seat.pk))


def binds_elsewhere(seat: Seat | None, assessment: Assessment) -> bool:
    """Whether the person has answers in another team of the cycle and so cannot rate here."""
    return bool(seat and seat.assessment_id != assessment.pk and answered_count(assessment, seat))


def practice_count(cycle: Cycle) -> int:
    return len(practices_of(cycle.edition_id))


def next_unanswered(assessment: Assessment, seat: Seat) -> Practice | None:
    """The first practice in the edition's order that the seat can still rate and has not answered; or None."""
    done = answers_of(seat) | revealed_in(assessment)
    return next((p for p in practices_of(assessment.cycle.edition_id).values() if p.pk not in done), None)


def own_ratings(
    seat: Seat, practice_ids: Collection[int] | None = None, characteristic: Characteristic | None = None
) -> dict[int, Rating]:
    if seat.assessment.cycle.ratings_have_ended:
        return {}
    if characteristic is not None:
        ratings = RATINGS_HERE(seat=seat.pk, characteristic=characteristic.pk)
    else:
        ratings = RATINGS(seat=seat.pk)
    if practice_ids is not None:
        ratings = [rating for rating in ratings if rating.practice_id in practice_ids]
    levels = {level.pk: level for level in levels_of(seat.assessment.cycle.scale_id)}
    found = {rating.practice_id: rating for rating in ratings}
    for rating in found.values():
        rating.level = levels.get(rating.level_id)
        as_its_author_reads_it(rating, seat.person)
    return found


def answers_of(seat: Seat) -> set[int]:
    if seat.assessment.cycle.ratings_have_ended:
        return set()
    return {practice for (practice,) in ANSWERED(seat=seat.pk)}


def revealed_in(assessment: Assessment) -> set[int]:
    return {practice for (practice,) in REVEALED(assessment=assessment.pk)}


def answers_of_teams(
    assessments: Collection[Assessment], practice: Practice | None = None
) -> dict[tuple[int, int], tuple[int, ...]]:
    """The number of people by answer, by (assessment id, practice id), for assessments of one cycle.

    One number for each level, lowest first, then for each of ``UNSCORED``. All current answers count, revealed or not:
    publication writes shares of many teams together, and ``band_queries`` uses it. Of one ``practice`` or all.
    """
    one = next(iter(assessments), None)
    if one is None:
        return {}
    levels = levels_of(one.cycle.scale_id)
    place = {level.pk: index for index, level in enumerate(levels)}
    apart = {answer: position for position, answer in enumerate(UNSCORED, start=len(levels))}
    given = Rating.objects.readable_in(one.cycle).answered()
    # By seat, not by a join: SQLite would read every rating of a practice in the installation.
    given = given.filter(seat__in=Seat.objects.filter(assessment__in=assessments).values("pk"))
    if practice is not None:
        given = given.filter(practice=practice)
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * (len(levels) + len(apart)))
    rows = given.order_by().values_list("seat__assessment", "practice", "answer", "level").annotate(Count("pk"))
    for assessment, key, answer, level, number in rows:
        found[assessment, key][apart[answer] if level is None else place[level]] += number
    return {key: tuple(counts) for key, counts in found.items()}
