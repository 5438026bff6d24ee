"""What changed for the district since the cycle before, as the board report says it: the figures of the trend.

None stands where a school could be known by it: not in the change, and not by what it leaves out of a cycle's figures.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from frameworks.comparison import Relation

from .choosing import earlier_than
from .course import Courses, changes_beside
from .years import seen_from


@dataclass(frozen=True)
class Change:
    """A characteristic's level then and now over the schools and practices of both cycles, and how judgements moved."""

    before: Fraction
    after: Fraction
    practices: int
    of: int
    moved: int
    rose: int
    fell: int
    stayed: int

    @property
    def by(self):
        """By how much the level rose."""
        return self.after - self.before


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
        column.pk: Change(change.before, change.after, **reach_of(practices, going_on), **change.tally._asdict())
        for column, practices, change in found
        if change.value is not None
    }


def reach_of(practices, going_on):
    """Of how many of these practices a change speaks, and how many of them stood in another characteristic."""
    relations = Counter(going_on[pk] for pk in practices if pk in going_on)
    return {"practices": relations.total(), "of": len(practices), "moved": relations[Relation.MOVED]}
