"""A person's answers that they can still take back, in every team where they rated, until publication."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from frameworks.framework_cache import levels_of, practices_of

from .models import Rating, Reveal, Seat
from .private import as_its_author_reads_it


@dataclass(frozen=True)
class OwnRatings:
    seat: Seat
    ratings: tuple[Rating, ...]
    revealed: int

    @property
    def assessment(self):
        return self.seat.assessment


def own_ratings_of(person, assessment_pk=None):
    """A person's answers in unpublished cycles, newest first, of every assessment or of one.

    None from a cycle whose ratings have ended.
    """
    reveals = Reveal.objects.filter(assessment=OuterRef("seat__assessment"), practice=OuterRef("practice"))
    answers = Rating.objects.answered().filter(seat__person=person, seat__cycle__published_at__isnull=True)
    if assessment_pk is not None:
        answers = answers.filter(seat__assessment=assessment_pk)
    context = "seat__assessment__team", "seat__assessment__cycle__district", "seat__assessment__cycle__edition"
    answers = answers.select_related(*context).annotate(is_revealed=Exists(reveals))
    by_seat = {}
    for answer in answers.order_by("-seat__cycle__opens_on", "-seat", "pk"):
        by_seat.setdefault(answer.seat, []).append(answer)
    return [
        OwnRatings(seat, in_order(seat, found, person), revealed_among(found))
        for seat, found in by_seat.items()
        if not seat.assessment.cycle.ratings_have_ended
    ]


def in_order(seat, answers, person):
    cycle = seat.assessment.cycle
    levels = {level.pk: level for level in levels_of(cycle.scale_id)}
    found = {answer.practice_id: answer for answer in answers if not answer.is_revealed}
    practices = [practice for practice in practices_of(cycle.edition_id).values() if practice.pk in found]
    for practice in practices:
        answer = found[practice.pk]
        answer.practice, answer.level = practice, levels.get(answer.level_id)
        as_its_author_reads_it(answer, person)
    return tuple(found[practice.pk] for practice in practices)


def revealed_among(answers):
    return sum(answer.is_revealed for answer in answers)
