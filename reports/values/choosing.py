"""What a person chose to look at: a cycle, a family of schools, a measure; what is not there is 404."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Count
from django.http import Http404

from assessments.cycles.models import Assessment, Cycle
from districts.standing import standing_of
from people.prepared import Given, Prepared

from .heatmap import families_in, seen

DISTRICT = Given("district", BigIntegerField())
CYCLES = Prepared(
    lambda: Cycle.objects.filter(district=DISTRICT).select_related("edition").order_by("-opens_on", "-pk")
)
# Counted apart: one query of both would group by every column of cycle and edition.
NUMBERS = Prepared(
    lambda: (
        Assessment.objects.filter(district=DISTRICT)
        .order_by()
        .values("cycle")
        .values_list("cycle", Count("pk"), Count("record"), Count("ended_at"))
    )
)


@dataclass(frozen=True)
class Cycles:
    """A district's cycles, newest first, and the published one that was chosen (the newest, or None)."""

    published: tuple
    open: tuple
    chosen: Cycle | None

    @property
    def query(self):
        """What keeps the choice in an address: nothing for the newest."""
        if self.chosen is None or self.chosen == self.published[0]:
            return {}
        return {"cycle": self.chosen.pk}


def cycles_of(district):
    """All cycles of a district, newest first, each with how many teams, records and ends it has."""
    cycles = CYCLES(district=district.pk)
    numbers = {cycle: counts for cycle, *counts in NUMBERS(district=district.pk)}
    for cycle in cycles:
        cycle.district = district
        cycle.team_count, cycle.record_count, cycle.ended_count = numbers.get(cycle.pk, (0, 0, 0))
    return cycles


def cycles_for(request, district):
    """The district's cycles, and which published one the address names."""
    cycles = cycles_of(district)
    published = tuple(cycle for cycle in cycles if cycle.is_published)
    return Cycles(published, cycles_under_way(district, cycles), named(request, "cycle", published))


def cycles_under_way(district, cycles=None):
    """The cycles that are open or to be published."""
    found = cycles_of(district) if cycles is None else cycles
    return tuple(cycle for cycle in found if not cycle.is_published)


def earlier_than(cycles):
    """The published cycles before the chosen one, newest first: what it can be compared with."""
    return cycles.published[cycles.published.index(cycles.chosen) + 1 :]


def named(request, parameter, among):
    """Of these the one whose key the address names; the first without a name; 404 for any other name."""
    wanted = request.GET.get(parameter, "")
    if not wanted:
        return among[0] if among else None
    for one in among:
        if str(one.pk) == wanted:
            return one
    raise Http404


@dataclass(frozen=True)
class Family:
    """The family of schools that a table is limited to, and those one can choose; ``pk`` None means all."""

    pk: int | None
    choices: tuple


def family_for(request, records, overseen):
    """The family of schools that the address names among those the person reads in this cycle."""
    choices = tuple(families_in(seen(records.schools, overseen)))
    wanted = request.GET.get("family", "")
    if not wanted:
        return Family(None, choices)
    if not wanted.isdecimal() or len(wanted) > 18:  # more than a database, or int(), holds
        raise Http404
    readable = {pk for _name, pk in choices}
    if int(wanted) not in readable:
        # A family without a record in this cycle gives an empty table, not an error.
        pks = records.cycle.district.families.values_list("pk", flat=True)
        readable = {pk for pk in pks if overseen is None or pk in overseen}
    if int(wanted) not in readable:
        raise Http404
    return Family(int(wanted), choices)


# What a bookmark may still name: a measure that there was, and is no more.
FORMER_MEASURES = {"agreement"}


def measure_for(request, known):
    """The measure that the address names; level without a name, and for one that is no more."""
    key = request.GET.get("measure") or "level"
    if key in FORMER_MEASURES:
        return "level"
    if key not in known:
        raise Http404
    return key


def overseen_by(request, district):
    """The families whose schools the person reads: None for all of them."""
    return standing_of(request.user).families_overseen(district.pk)


def query_of(**parameters):
    """An address's parameters, without the empty ones, with their question mark."""
    kept = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(kept)}" if kept else ""
