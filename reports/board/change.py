"""What changed for the district since the cycle before, as the board report says it: the figures of the trend.

None stands where a school could be known by it: not in the change, and not by what it leaves out of a cycle's figures.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from frameworks.comparison import Relation
from reports.figures.cycles import earlier_than
from reports.trend.course import Courses, changes_beside
from reports.trend.cycles import seen_from


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


def cycle_before(cycles):
    """The published cycle before the chosen one, or None."""
    return next(iter(earlier_than(cycles)), None)


def changes_since(records, before):
    """By characteristic's key what changed since the records of an earlier cycle; nothing across two scales."""
    then = None if before is None else seen_from(records, before)
    if then is None or then.mapping is None:
        return {}
    courses = Courses(records, [then, seen_from(records, records)])
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


def reach_of(practices, going_on):
    """Of how many of these practices a change speaks, and how many of them stood in another characteristic."""
    relations = Counter(going_on[pk] for pk in practices if pk in going_on)
    return {"practices": relations.total(), "of": len(practices), "moved": relations[Relation.MOVED]}
