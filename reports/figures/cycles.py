"""The published cycles of a district, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count

from assessments.cycles.models import Assessment, Cycle
from districts.structure.models import District
from people.prepared import Parameter, Prepared

DISTRICT = Parameter("district", BigIntegerField())
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
    """A district's cycles, newest first, and the chosen published one: by default the newest, or None."""

    published: tuple[Cycle, ...]
    open: tuple[Cycle, ...]
    chosen: Cycle | None

    @property
    def query(self) -> dict[str, int]:
        """URL parameters that keep the chosen cycle; empty for the newest."""
        if self.chosen is None or self.chosen == self.published[0]:
            return {}
        return {"cycle": self.chosen.pk}


def cycles_of(district: District) -> list[Cycle]:
    """All cycles of a district, newest first, each with its numbers of teams, records and ended assessments."""
    cycles = CYCLES(district=district.pk)
    numbers = {cycle: counts for cycle, *counts in NUMBERS(district=district.pk)}
    for cycle in cycles:
        cycle.district = district
        cycle.team_count, cycle.record_count, cycle.ended_count = numbers.get(cycle.pk, (0, 0, 0))
    return cycles


def cycles_under_way(district: District, cycles: Sequence[Cycle] | None = None) -> tuple[Cycle, ...]:
    found = cycles_of(district) if cycles is None else cycles
    return tuple(cycle for cycle in found if not cycle.is_published)


def earlier_than(cycles: Cycles) -> tuple[Cycle, ...]:
    """The published cycles before the chosen one, newest first, with which it can be compared."""
    return cycles.published[cycles.published.index(cycles.chosen) + 1 :]
