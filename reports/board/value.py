"""The board report: nine characteristics for the district, their change, and the superintendent's words.

It names no school and no person, and has no figure made from fewer than two schools.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.cycles.models import Cycle
from reports.figures import outcomes
from reports.figures.records import Column, read_cycle
from reports.figures.scales import ReadScale

from .change import BoardChange, changes_since


@dataclass(frozen=True)
class BoardRow:
    number: int
    name: str
    title: str
    level: Fraction | None
    at_target: Fraction | None
    coverage: Fraction | None
    schools: int
    left_out: int
    change: BoardChange | None


@dataclass(frozen=True)
class BoardWords:
    """What was learned and what comes next; only its writers read a draft."""

    learned: str = ""
    next_steps: str = ""
    is_draft: bool = False

    def __bool__(self) -> bool:
        return bool(self.learned or self.next_steps)


@dataclass(frozen=True)
class BoardReport:
    district: str
    cycle: str
    published: datetime.date
    edition: str
    edition_language: str
    scale: ReadScale
    rows: tuple[BoardRow, ...]
    schools: int
    before: str
    words: BoardWords

    @property
    def compares(self) -> bool:
        return any(row.change and row.change.by is not None for row in self.rows)


def board_of(cycle: Cycle, before: Cycle | None = None, words: BoardWords | None = None) -> BoardReport:
    """The board report of a published cycle; ``before`` is the published cycle to compare with, or None."""
    records = read_cycle(cycle)
    changes = changes_since(records, read_cycle(before) if before else None)
    return BoardReport(
        district=cycle.district.name,
        cycle=cycle.name,
        published=cycle.published_on,
        edition=cycle.edition.title,
        edition_language=cycle.edition.language,
        scale=records.scale,
        rows=tuple(
            row_of(column, [entry.counts[i] for entry in records.schools], records.scale, changes.get(column.pk))
            for i, column in enumerate(records.columns)
        ),
        schools=len(records.schools),
        before=before.name if before else "",
        words=words or BoardWords(),
    )


def row_of(column: Column, counts: Sequence[outcomes.Counts], scale: ReadScale, change: BoardChange | None) -> BoardRow:
    """A characteristic's row; a figure made from fewer than two schools is None."""
    level, target, coverage = (
        outcomes.group_figure(figure, counts, outcomes.FEWEST_SCHOOLS)
        for figure in (outcomes.LEVEL, outcomes.TARGET, outcomes.COVERAGE)
    )
    return BoardRow(
        number=column.number,
        name=column.short_name,
        title=column.title,
        level=level.value,
        at_target=target.value if scale.target else None,
        coverage=coverage.value,
        schools=level.schools,
        left_out=level.left_out,
        change=change,
    )
