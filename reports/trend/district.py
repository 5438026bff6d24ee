"""The trend of a district: what rose, fell and stayed between two published cycles, and the cycles before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from frameworks.models.edition import Practice
from reports.figures.records import Column, CycleRecords

from .comparison import Tally, added_up, tally_of
from .course import CharacteristicTrend, Courses, withheld_beside
from .cycles import Compared, JoinedYear, records_seen_from
from .practice_lines import endings, note_of, texts_of


@dataclass(frozen=True)
class PracticeTrend:
    column: Column
    practice: Practice
    note: str
    tally: Tally


@dataclass(frozen=True, kw_only=True)
class Trend(Compared):
    rows: tuple[CharacteristicTrend, ...]
    practices: tuple[PracticeTrend, ...]
    schools: int
    schools_now: int
    not_for_the_board: int

    @property
    def tally(self) -> Tally:
        """How many practices went which way, each counted once a school."""
        return added_up(practice.tally for practice in self.practices)

    @property
    def rising(self) -> tuple[CharacteristicTrend, ...]:
        return tuple(row for row in self.rows if row.tenths > 0)

    @property
    def falling(self) -> tuple[CharacteristicTrend, ...]:
        return tuple(row for row in self.rows if row.tenths < 0)

    @property
    def most(self) -> CharacteristicTrend | None:
        """The characteristic that rose most, the first of equals; None where none rose."""
        return max(self.rising, key=lambda row: row.tenths, default=None)

    @property
    def headline(self) -> str:
        if not self.tally.compared:
            return _("No practice has an agreed level in both cycles.")
        if self.most:
            words = ngettext(
                "%(rose)s of %(all)s characteristics rose, most of all %(name)s (%(change)s).",
                "%(rose)s of %(all)s characteristics rose, most of all %(name)s (%(change)s).",
                len(self.rising),
            )
            name = f"{self.most.column.number} {self.most.column.short_name}"
            named = {"rose": len(self.rising), "name": name, "change": self.most.written.change}
        elif self.falling:
            words = ngettext(
                "No characteristic rose; %(fell)s of %(all)s fell.",
                "No characteristic rose; %(fell)s of %(all)s fell.",
                len(self.falling),
            )
            named = {"fell": len(self.falling)}
        else:
            return _("No characteristic rose or fell.")
        return words % {"all": len(self.rows), **named}


def trend_of(
    records: CycleRecords,
    earlier: Sequence[CycleRecords],
    before: Cycle | None = None,
    *,
    family: int | None = None,
    query: str = "",
) -> Trend:
    """The trend up to a cycle. ``earlier``: records of the cycles before it, oldest first; ``before``: one of those."""
    years = [records_seen_from(records, one) for one in (*earlier, records)]
    chosen = next((year for year in years if before is not None and year.cycle == before), None)
    compared = chosen if isinstance(chosen, JoinedYear) else None
    courses = Courses(records, [year for year in years if isinstance(year, JoinedYear)], family=family, query=query)
    rows = courses.courses(compared)
    return Trend(
        records=records,
        before=chosen,
        years=tuple(courses.years),
        rows=rows,
        practices=tuple(practice_trends(courses, compared)) if compared else (),
        started=endings(records.cycle, compared.mapping.started) if compared else (),
        ended=endings(compared.cycle, compared.mapping.ended) if compared else (),
        schools=len(courses.both(compared, courses.newest)) if compared else 0,
        schools_now=len(courses.teams(courses.newest)),
        not_for_the_board=not_for_the_board(courses, compared, rows) if compared and family is None else 0,
        left_out=tuple(year.cycle for year in years if year.mapping is None),
    )


def not_for_the_board(courses: Courses, compared: JoinedYear, rows: Sequence[CharacteristicTrend]) -> int:
    """How many of these changes the board report leaves out; 0 for cycles that it does not compare."""
    if compared is not courses.years[-2]:
        return 0
    untold = withheld_beside(courses, None, compared)
    return sum(row.change.value is not None and why is not None for row, why in zip(rows, untold, strict=True))


def practice_trends(courses: Courses, before: JoinedYear) -> Iterator[PracticeTrend]:
    then, lines = texts_of(before.cycle), {line.after: line for line in before.mapping.lines}
    moves = courses.moves(before, courses.newest)
    for column, characteristic, (shared, teams) in zip(
        courses.records.columns, courses.characteristics, moves, strict=True
    ):
        ways = dict(zip(shared, zip(*(own.ways for own in teams.values()), strict=True), strict=False))
        for practice in characteristic.practices_kept:
            if practice.pk in lines:
                line = lines[practice.pk]
                note = note_of(line, practice, then[line.before])
                tally = tally_of(ways.get(practice.pk, ()))
                yield PracticeTrend(column, practice, note, tally)
