"""Queries of publication: the number of people in teams, and who may read blocks."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef

from assessments.cycles.models import Assessment, Cycle
from assessments.rating.models import Rating, Reveal, Seat
from people.users import User

# Who saw the spreads of more school teams of a cycle could subtract them from their block.
MOST_TEAMS_SEEN = 2


def may_read_blocks(person: User, cycle: Cycle) -> bool:
    """Whether a reader of rating figures may read this cycle's blocks: not after seeing over two teams' spreads.

    People who were in a team at a reveal saw it, whether they still are in it or not; those who joined later never do.
    """
    seen = Reveal.objects.witnessed_by(person).filter(assessment__cycle=cycle, assessment__school__isnull=False)
    return seen.order_by().values("assessment").distinct().count() <= MOST_TEAMS_SEEN


def people_of_teams(assessments: Collection[Assessment]) -> dict[int, int]:
    """The number of people who answered at least one practice, by assessment key."""
    people: dict[int, int] = dict.fromkeys((assessment.pk for assessment in assessments), 0)
    seats = Seat.objects.readable_in({assessment.cycle for assessment in assessments}).filter(assessment__in=people)
    seats = seats.filter(Exists(Rating.objects.answered().filter(seat=OuterRef("pk"))))
    return people | dict(seats.order_by().values_list("assessment").annotate(Count("pk")))
