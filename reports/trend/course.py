"""The course of each characteristic through the cycles: its level in each, and the changes between them."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from frameworks.framework_cache import characteristics_of
from reports.figures import outcomes
from reports.figures.cells import links_for
from reports.figures.records import Column, CycleRecords
from reports.figures.scales import ReadScale, Writing, place
from reports.figures.sparkline import Sparkline, Step, sparkline_of

from .comparison import NO_CHANGE, Change, Missing, Moves, change_of, counted, moved, own_change, withheld_reason
from .cycles import JoinedYear


@dataclass(frozen=True)
class Written:
    before: str
    before_css: str
    after: str
    after_css: str
    change: str
    change_css: str


class Shift(NamedTuple):
    change: Change
    written: Written


@dataclass(frozen=True)
class CharacteristicTrend:
    column: Column
    href: str
    continuing: int
    practices: int
    change: Change
    written: Written
    shifts: tuple[Shift, ...]
    picture: Sparkline | None
    of_team: bool = False

    @property
    def is_thin(self) -> bool:
        """Whether fewer than half of a team's practices are compared."""
        return self.of_team and 0 < 2 * self.change.tally.compared < self.practices

    @property
    def tenths(self) -> int:
        """The change in whole tenths, as it is printed; 0 without a change."""
        return self.change.tenths or 0


class Courses:
    """Computes the courses of all schools, of a family as on the day of each cycle, or of one team (``key``)."""

    def __init__(
        self,
        records: CycleRecords,
        years: Sequence[JoinedYear],
        *,
        family: int | None = None,
        key: str | None = None,
        query: str = "",
    ) -> None:
        self.records, self.years, self.newest = records, years, years[-1]
        self.family, self.key = family, key
        self.fewest = 1 if family is None else outcomes.FEWEST_SCHOOLS
        self.writing, self.links = Writing(), links_for(records.cycle.district, query)
        self.characteristics = characteristics_of(records.cycle.edition_id)
        self.practices = tuple(tuple(p.pk for p in c.practices_kept) for c in self.characteristics)

    def teams(self, year: JoinedYear) -> list[str]:
        if self.key is not None:
            return [self.key] if year.records.entry(self.key) else []
        return [e.key for e in year.records.schools if self.family is None or e.family_pk == self.family]

    def both(self, before: JoinedYear, after: JoinedYear) -> list[str]:
        """The keys of the later cycle's teams that have a record in the earlier one too."""
        return [key for key in self.teams(after) if key in before.said.by_team]

    def moves(self, before: JoinedYear, after: JoinedYear) -> list[tuple[tuple[int, ...], dict[str, Moves]]]:
        keys = self.both(before, after)
        return [
            (shared, {key: teams[key] for key in keys})
            for shared, teams in moved(before.said, after.said, self.practices)
        ]

    def changes(self, before: JoinedYear, after: JoinedYear) -> list[Change]:
        return [self.change(shared, list(teams.values())) for shared, teams in self.moves(before, after)]

    def change(self, practices: Sequence[int], found: Sequence[Moves]) -> Change:
        if self.key is None:
            return change_of(found, practices, self.fewest)
        return own_change(found[0], practices) if found else withheld_reason(Missing.NO_LEVELS)

    def counting(self, year: JoinedYear) -> Iterator[set[str]]:
        """For each characteristic, the keys of the teams that count in its figure for a cycle."""
        keys = set(self.teams(year))
        for teams in counted(year.said, self.practices):
            yield {key for key in keys if outcomes.LEVEL.counts_in_a_group(teams[key])}

    def courses(self, before: JoinedYear | None) -> tuple[CharacteristicTrend, ...]:
        columns = self.records.columns
        steps = [self.changes(b, a) for b, a in zip(self.years, self.years[1:], strict=False)]
        changes = self.changes(before, self.newest) if before else [NO_CHANGE] * len(columns)
        going_on = before.said.practices if before else ()
        return tuple(
            CharacteristicTrend(
                column=column,
                href=self.links.practices(column.number),
                continuing=sum(pk in going_on for pk in self.practices[i]),
                practices=len(self.practices[i]),
                change=changes[i],
                written=self.written(changes[i]),
                shifts=tuple(Shift(step[i], self.written(step[i])) for step in steps),
                picture=self.picture(column, [step[i] for step in steps]),
                of_team=self.key is not None,
            )
            for i, column in enumerate(columns)
        )

    def picture(self, column: Column, steps: Sequence[Change]) -> Sparkline | None:
        names = [year.cycle.name for year in self.years]
        drawn = [Step(change.before, change.after) for change in steps]
        return sparkline_of(f"{column.number} {column.short_name}", names, drawn, self.records.scale, self.writing)

    def written(self, change: Change) -> Written:
        return Written(
            self.writing.level(change.before),
            self.colour(change.before),
            self.writing.level(change.after),
            self.colour(change.after),
            self.writing.change(change.value),
            change_css(change.value),
        )

    def colour(self, value: Fraction | None) -> str:
        return "" if value is None else f"lvl-{place(value, self.records.scale.low, self.records.scale.high)}"


def change_css(value: Fraction | None) -> str:
    """The class of a change's colour: three steps each way around a neutral middle, full from one whole level."""
    if value is None:
        return ""
    tenths = outcomes.tenths(value)
    step = sum(abs(tenths) >= limit for limit in (1, 4, 10))
    return f"chg {'up' if tenths > 0 else 'down'}-{step}" if step else "chg same"


def changes_beside(courses: Courses, key: str | None, before: JoinedYear, discreet: bool) -> list[Change]:
    """The district's change of each characteristic; if ``discreet``, none that could identify another school.

    ``key`` is the readers' own team, whose figures they know; None for people of no school.
    """
    changes = courses.changes(before, courses.newest)
    if not discreet:
        return changes
    untold = withheld_beside(courses, key, before)
    return [withheld_reason(missing) if missing else change for change, missing in zip(changes, untold, strict=True)]


def withheld_beside(courses: Courses, key: str | None, before: JoinedYear) -> Iterator[Missing | None]:
    """For each characteristic, why its change is not shown to people of no other school; None if it is shown."""
    now, scale = courses.newest, courses.records.scale
    counting = zip(courses.counting(before), courses.counting(now), strict=True)
    for (practices, schools), figures_of in zip(courses.moves(before, now), counting, strict=True):
        compared = {other for other, own in schools.items() if outcomes.LEVEL.counts_in_a_group(own.before)}
        yield missing_beside(compared, figures_of, key, scale) if practices else Missing.NO_PRACTICE


def missing_beside(
    compared: Set[str], figures_of: Sequence[Set[str]], key: str | None, scale: ReadScale
) -> Missing | None:
    """Why a change is not shown to people of no other school; None if it is shown.

    At least two other schools are in it, and no single school is in one cycle's figure but not in the change: a reader
    of both cycles' figures could otherwise compute the figure of that school.
    """
    others = len(compared - {key})
    if others < outcomes.FEWEST_SCHOOLS:
        return Missing.FEW_SCHOOLS
    alone = any(len(schools - compared - {key}) == 1 for schools in figures_of)
    return Missing.ONE_SCHOOL if alone and not is_hidden_by_rounding(others, scale) else None


def is_hidden_by_rounding(schools: int, scale: ReadScale) -> bool:
    """Whether rounding alone leaves the level of one more school open over the whole scale.

    The means of N and of N + 1 schools are each known to half a tenth, and the change to a tenth: the computed level of
    the one school is known to half a tenth of (N + 1) + N + 2 N.
    """
    return 4 * schools + 1 >= 20 * (scale.high - scale.low)
