"""Published cycles side by side: what each team agreed, by the practice that continues it in the newest edition."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import BigIntegerField

from assessments.cycles.models import Cycle
from assessments.meeting.models import OutcomeKind
from assessments.record.models import Record, RecordPractice
from districts.structure.models import District
from frameworks.caching import lru_cached
from frameworks.edition_mapping import EditionMapping, MappedLine, mapping_between
from people.prepared import Parameter, Prepared
from reports.figures.records import WHERE, CurrentRow, CycleRecords, records_of

from .practice_lines import Ending

# So many cycles are drawn side by side, the newest of them.
MOST = 6
DOES_NOT_APPLY = "does not apply"
Agreed = int | str | None  # the level, or that it does not apply, or neither
DISTRICT = Parameter("district", BigIntegerField())
CURRENT = Prepared(
    lambda: Record.objects.published().filter(district=DISTRICT).order_by("pk").values_list("cycle", "pk", *WHERE)
)


@dataclass(frozen=True)
class CycleOutcomes:
    """What a cycle's teams agreed, by practices of a newer edition; identified by what it was read from.

    ``by_team`` has for each practice the level, that it does not apply, or None.
    """

    cycle: int
    records: tuple[tuple[int, str], ...]
    lines: tuple[MappedLine, ...]
    by_team: dict[str, dict[int, Agreed]] = field(compare=False)

    @cached_property
    def practices(self) -> frozenset[int]:
        """The practices of the newer edition that continue one of its own."""
        return frozenset(line.after for line in self.lines)


@dataclass(frozen=True)
class Year:
    """A published cycle seen from a newer one; ``mapping`` is None if no level can be compared."""

    records: CycleRecords
    mapping: EditionMapping | None
    said: CycleOutcomes | None

    @property
    def cycle(self) -> Cycle:
        return self.records.cycle


@dataclass(frozen=True)
class JoinedYear(Year):
    """A cycle whose levels can be compared with the newest."""

    mapping: EditionMapping
    said: CycleOutcomes


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two published cycles side by side; ``before`` is None without an earlier one to compare with."""

    records: CycleRecords
    before: Year | None
    years: tuple[JoinedYear, ...]
    started: tuple[Ending, ...]
    ended: tuple[Ending, ...]
    left_out: tuple[Cycle, ...]

    @property
    def cycle(self) -> Cycle:
        return self.records.cycle

    @property
    def steps(self) -> tuple[tuple[JoinedYear, JoinedYear], ...]:
        return tuple(zip(self.years, self.years[1:], strict=False))

    @property
    def is_compared(self) -> bool:
        return self.before is not None and self.before.mapping is not None

    @property
    def other_scale(self) -> bool:
        return self.before is not None and self.before.cycle.scale_id != self.cycle.scale_id


def drawn_with(earlier: tuple[Cycle, ...], before: Cycle | None) -> tuple[Cycle, ...]:
    """The earlier cycles to draw, oldest first: the newest few, and the one to compare with."""
    newest = earlier[: MOST - 1]
    return tuple(reversed(newest if before is None or before in newest else (*newest, before)))


def read_cycles(district: District, cycles: Sequence[Cycle]) -> tuple[CycleRecords, ...]:
    """The records of several published cycles of a district; one query finds which of them are current."""
    current: defaultdict[int, list[CurrentRow]] = defaultdict(list)
    for cycle, *row in CURRENT(district=district.pk):
        current[cycle].append(tuple(row))
    return tuple(records_of(cycle, current[cycle.pk]) for cycle in cycles)


def records_seen_from(newest: CycleRecords, records: CycleRecords) -> Year:
    """A cycle's records seen from the newest; comparable on the same scale and on editions that a crosswalk joins."""
    cycle, last = records.cycle, newest.cycle
    mapping = mapping_between(cycle.edition_id, last.edition_id) if cycle.scale_id == last.scale_id else None
    if mapping is None:
        return Year(records, None, None)
    teams = tuple((entry.pk, entry.key) for entry in (*records.schools, *records.teams))
    return JoinedYear(records, mapping, outcomes_in(cycle.pk, teams, mapping.lines))


@lru_cached(32)
def outcomes_in(cycle_pk: int, teams: tuple[tuple[int, str], ...], lines: tuple[MappedLine, ...]) -> CycleOutcomes:
    """What these records (with the keys of their teams) say, by the practice that continues each line."""
    agreed = agreed_in(cycle_pk, {record for record, _key in teams})
    by_team = {key: {line.after: agreed[record].get(line.before) for line in lines} for record, key in teams}
    return CycleOutcomes(cycle_pk, teams, lines, by_team)


def agreed_in(cycle_pk: int, records: Set[int]) -> dict[int, dict[int, Agreed]]:
    """By record and practice: the level, or that it does not apply, or None."""
    found: dict[int, dict[int, Agreed]] = {record: {} for record in records}
    rows = RecordPractice.objects.filter(cycle=cycle_pk).values_list("record_id", "practice_id", "outcome", "value")
    for record, practice, outcome, value in rows:
        if record in found:  # versions that were replaced stay unread
            found[record][practice] = DOES_NOT_APPLY if outcome == OutcomeKind.DOES_NOT_APPLY else value
    return found
