"""What publication counts of ratings for blocks of schools, and who reads blocks.

Beside ``spreads`` and ``reading`` the only place that asks the rating table for more than the author's own rows.
"""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef

from .models import Answer, Rating, Reveal, Seat
from .texts import levels_of

# Who saw the spreads of more school teams of a cycle could subtract them from their block.
MOST_TEAMS_SEEN = 2


def may_read_blocks(person, cycle):
    """Whether a reader of rating figures reads the blocks of this cycle: not who saw more than two teams' spreads.

    Who was in a team at a reveal saw it, whether they still are or not; who joined later never does.
    """
    seen = Reveal.objects.witnessed_by(person).filter(assessment__cycle=cycle, assessment__school__isnull=False)
    return seen.order_by().values("assessment").distinct().count() <= MOST_TEAMS_SEEN


def people_of_teams(assessments):
    """How many people of each of these assessments answered at least one practice, by the assessment's key."""
    people = dict.fromkeys((assessment.pk for assessment in assessments), 0)
    seats = Seat.objects.readable_in({assessment.cycle for assessment in assessments}).filter(assessment__in=people)
    seats = seats.filter(Exists(Rating.objects.answered().filter(seat=OuterRef("pk"))))
    return people | dict(seats.order_by().values_list("assessment").annotate(Count("pk")))


def answers_of_teams(assessments, practice=None):
    """How many people gave each answer, by (assessment id, practice id), in the order in which answers are written.

    Of assessments of one cycle. A level each, lowest first, then not enough information, then does not apply. All that
    stand count, revealed or not; for publication, which writes shares of many teams together, and for
    ``band_queries``. Of one ``practice`` or of all.
    """
    one = next(iter(assessments), None)
    if one is None:
        return {}
    levels = levels_of(one.cycle.scale_id)
    place = {level.pk: index for index, level in enumerate(levels)}
    apart = {Answer.NOT_ENOUGH_INFORMATION: len(levels), Answer.DOES_NOT_APPLY: len(levels) + 1}
    given = Rating.objects.readable_in(one.cycle).answered()
    given = given.filter(seat__assessment__in=[assessment.pk for assessment in assessments])
    if practice is not None:
        given = given.filter(practice=practice)
    found = defaultdict(lambda: [0] * (len(levels) + 2))
    rows = given.order_by().values_list("seat__assessment", "practice", "answer", "level").annotate(Count("pk"))
    for assessment, practice, answer, level, number in rows:
        found[assessment, practice][apart[answer] if level is None else place[level]] += number
    return {key: tuple(counts) for key, counts in found.items()}
