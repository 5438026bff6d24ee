"""The practices of a meeting in their order, what is revealed, and what to discuss next."""

from django.db.models import BigIntegerField, Value

from assessments.cycles.models import Assessment
from assessments.rating.models import Reveal
from assessments.rating.queries import ASSESSMENT
from frameworks.framework_cache import levels_of, practices_of
from frameworks.models.edition import Practice
from people.prepared import Parameter, Prepared
from people.users import User

from .models import Outcome, Parked

READER = Parameter("reader", BigIntegerField())
REVEALED_TO = Prepared(
    lambda: Reveal.objects.filter(assessment=ASSESSMENT).for_reader(READER).values_list("practice_id", "was_there")
)


def first_band_of(assessment: Assessment) -> set[int]:
    """Keys of the practices to talk about first; empty once ratings have ended, as they come from them."""
    return set() if assessment.cycle.ratings_have_ended else set(assessment.talk_first)


def order_of(assessment: Assessment) -> list[Practice]:
    first = first_band_of(assessment)
    practices = practices_of(assessment.cycle.edition_id).values()
    return sorted(practices, key=lambda practice: practice.pk not in first)


def meeting_of(assessment: Assessment, reader: User) -> tuple[list[Practice], dict[int, bool], dict[int, Outcome]]:
    """A tuple: the practices in the meeting's order; by id whether the reader saw each reveal; outcomes by id."""
    revealed = {
        practice: bool(was_there) for practice, was_there in REVEALED_TO(assessment=assessment.pk, reader=reader.pk)
    }
    outcomes = {a.practice_id: a for a in Outcome.objects.filter(assessment=assessment)}
    levels = {level.pk: level for level in levels_of(assessment.cycle.scale_id)}
    for outcome in outcomes.values():
        outcome.level = levels.get(outcome.level_id)
    return order_of(assessment), revealed, outcomes


def next_to_discuss(assessment: Assessment, after: int) -> int | None:
    """Key of the practice after ``after`` without an outcome, parked ones last; or None."""
    order = [practice.pk for practice in order_of(assessment)]
    place = order.index(after) if after in order else 0
    agreed = Outcome.objects.filter(assessment=assessment).values_list("practice", Value("agreed"))
    parked = Parked.objects.filter(assessment=assessment).values_list("practice", Value("parked"))
    found = set(agreed.union(parked))
    done, later = ({pk for pk, what in found if what == kind} for kind in ("agreed", "parked"))
    coming = [pk for pk in (*order[place:], *order[:place]) if pk != after and pk not in done]
    return next(iter(sorted(coming, key=lambda pk: pk in later)), None)
