"""What changed for the district since the cycle before, as the board report says it: the figures of the trend.

None stands where a school could be known by it: not in the change, and not by what it leaves out of a cycle's figures.
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
from reports.trend.cycles import JoinedYear, seen_from


@dataclass(frozen=True)
class BoardChange:
    """By how much a characteristic's level changed over the schools and practices of both cycles, and how judgements moved.

    Neither end is here: they are of other schools than the level beside which this is printed. ``by`` is None where
    there is nothing to tell, and ``missing`` says why; ``schools`` is None in copies made before it was counted.
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
    """By characteristic's key what changed since the records of an earlier cycle; nothing across two scales."""
    then = None if before is None else seen_from(records, before)
    if not isinstance(then, JoinedYear):
        return {}
    courses = Courses(records, [then, cast(JoinedYear, seen_from(records, records))])
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
    """Of how many of these practices a change speaks, and how many of them stood in another characteristic."""
    relations = Counter(going_on[pk] for pk in practices if pk in going_on)
    return {"practices": relations.total(), "of": len(practices), "moved": relations[Relation.MOVED]}
