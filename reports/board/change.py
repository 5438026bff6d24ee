"""The change in the district since the cycle before, for the board report: the figures of the trend.

A change is None if it could identify a school, alone or by subtraction from the two cycles' figures.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from assessments.cycles.models import Cycle
from frameworks.comparison import Relation
from reports.figures.cycles import Cycles, earlier_than
from reports.figures.records import CycleRecords
from reports.trend.course import Courses, changes_beside
from reports.trend.cycles import JoinedYear, records_seen_from


@dataclass(frozen=True)
class BoardChange:
    """The change of a characteristic's level over the schools and practices of both cycles, and the counts of levels.

    The two levels themselves are left out: they are of other schools than the level printed beside the change.
    ``by`` is None if there is no change to show, and ``missing`` says why; ``schools`` is None in older copies.
    """

    by: Fraction | None
    missing: str
    schools: int | None
    practices: int
    of: int
    moved: int
    rose: int
    fell: int
    stayed: int


def cycle_before(cycles: Cycles) -> Cycle | None:
    return next(iter(earlier_than(cycles)), None)


def changes_since(records: CycleRecords, before: CycleRecords | None) -> dict[int, BoardChange]:
    """The changes since an earlier cycle's records, by characteristic's key; empty if the scales differ."""
    then = None if before is None else records_seen_from(records, before)
    if not isinstance(then, JoinedYear):
        return {}
    courses = Courses(records, [then, cast(JoinedYear, records_seen_from(records, records))])
    going_on = {line.after: line.relation for line in then.mapping.lines}
    found = zip(records.columns, courses.practices, changes_beside(courses, None, then, True), strict=True)
    return {
        column.pk: BoardChange(
            by=change.value,
            missing=str(change.missing or ""),
            schools=change.teams,
            **reach_of(practices, going_on),
            **change.tally._asdict(),
        )
        for column, practices, change in found
    }


def reach_of(practices: Sequence[int], going_on: Mapping[int, Relation]) -> dict[str, int]:
    relations = Counter(going_on[pk] for pk in practices if pk in going_on)
    return {"practices": relations.total(), "of": len(practices), "moved": relations[Relation.MOVED]}
