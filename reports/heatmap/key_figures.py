"""The key figures: four numbers that a superintendent reads before any table."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import outcomes
from reports.figures.cells import CellLinks
from reports.figures.records import Column, CycleRecords
from reports.figures.scales import Writing


@dataclass(frozen=True)
class TalkFirst:
    number: int
    name: str
    schools_below: int
    href: str


@dataclass(frozen=True)
class Strip:
    """Key figures: records and teams, share at or above target, evidence of changed outcomes, what to discuss first."""

    records: int
    teams: int
    ended: int
    target_label: str
    at_target: str
    at_target_schools: int
    changing: str
    changing_in: tuple[Column, ...]
    talk_first: TalkFirst | None


def strip_of(records: CycleRecords, links: CellLinks) -> Strip:
    writing = Writing()
    totals = [entry.total for entry in records.schools]
    target = outcomes.group_figure(outcomes.TARGET, totals)
    changing = outcomes.group_figure(outcomes.CHANGING, totals)
    return Strip(
        records=len(records.schools) + len(records.teams),
        teams=getattr(records.cycle, "team_count", 0),
        ended=getattr(records.cycle, "ended_count", 0),
        target_label=records.scale.target.label if records.scale.target else "",
        at_target=writing.share(target.value),
        at_target_schools=target.schools,
        changing=writing.share(changing.value),
        changing_in=tuple(most_changing(records)),
        talk_first=talk_first(records, links),
    )


def column_counts(records: CycleRecords, index: int) -> list[outcomes.Counts]:
    return [entry.counts[index] for entry in records.schools]


def talk_first(records: CycleRecords, links: CellLinks) -> TalkFirst | None:
    """The district's lowest level as it is shown, the first of equals: where the board sees most room to grow.

    A single school's level stands for the district only if no characteristic has two schools that count.
    """
    levels = [outcomes.group_figure(outcomes.LEVEL, column_counts(records, i)) for i in range(len(records.columns))]
    known = {i: level.value for i, level in enumerate(levels) if level.value is not None}
    shared = [i for i in known if levels[i].schools >= outcomes.FEWEST_SCHOOLS]
    lowest = min(shared or known, key=lambda i: outcomes.tenths(known[i]), default=None)
    if lowest is None:
        return None
    column = records.columns[lowest]
    return TalkFirst(column.number, column.short_name, below_target(records, lowest), links.practices(column.number))


def below_target(records: CycleRecords, index: int) -> int:
    """How many of the schools that count have a level below the scale's target."""
    if records.scale.target is None:
        return 0
    target, counted = records.scale.target.value, outcomes.LEVEL.counts_in_a_group
    return sum(c.level_total < target * c.agreed for c in column_counts(records, index) if counted(c))


def most_changing(records: CycleRecords) -> Iterator[Column]:
    """The one or two characteristics in which most practices have evidence of changed outcomes."""
    shares = []
    for i, column in enumerate(records.columns):
        value = outcomes.group_figure(outcomes.CHANGING, column_counts(records, i)).value
        if value:
            shares.append((value, column))
    shares.sort(key=lambda found: (-found[0], found[1].number))
    return (column for value, column in shares[:2] if value >= shares[0][0] * Fraction(1, 2))
