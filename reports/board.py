"""The district at a glance, for trustees: nine characteristics, the district's figures, no school and no person."""

from dataclasses import dataclass

from . import figures
from .scales import Writing, place


@dataclass(frozen=True)
class BoardRow:
    """A characteristic with the district's figures."""

    column: object
    level: object
    place: int | None
    level_text: str
    at_target: object
    at_target_text: str
    coverage: object
    coverage_text: str
    schools: int
    left_out: int


@dataclass(frozen=True)
class Board:
    """The page of a published cycle."""

    cycle: object
    scale: object
    rows: tuple
    schools: int


def board_of(records):
    """The district's figures; none where fewer than two schools stand behind one, so that no school is known by it."""
    writing = Writing()
    rows = []
    for i, column in enumerate(records.columns):
        counts = [entry.counts[i] for entry in records.schools]
        level, target, coverage = (
            figures.group_figure(figure, counts, figures.FEWEST_SCHOOLS)
            for figure in (figures.LEVEL, figures.TARGET, figures.COVERAGE)
        )
        at_target = target.value if records.scale.target else None
        rows.append(
            BoardRow(
                column=column,
                level=level.value,
                place=None if level.value is None else place(level.value, records.scale.low, records.scale.high),
                level_text=writing.level(level.value),
                at_target=at_target,
                at_target_text=writing.share(at_target),
                coverage=coverage.value,
                coverage_text=writing.share(coverage.value),
                schools=level.schools,
                left_out=level.left_out,
            )
        )
    return Board(records.cycle, records.scale, tuple(rows), len(records.schools))
