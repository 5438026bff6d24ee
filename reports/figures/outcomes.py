"""Every figure that comes from agreed outcomes, computed here once, exactly, from whole numbers.

A figure is a ``Fraction`` or None (an empty denominator gives None, never 0). Pages, downloads and
charts draw these values; rounding, half up, happens once at the end in ``tenths`` and ``percent``.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import attrgetter
from typing import NamedTuple, Protocol

# Beside the figure of one school a range of others is shown only over at least so many of them.
FEWEST_OTHERS = 5
# A family's figure, and a district's where no school may be known by it, need so many schools.
FEWEST_SCHOOLS = 2


class Counts(NamedTuple):
    """A record's counts for one characteristic, or added up for all of them."""

    practices: int = 0
    applicable: int = 0
    agreed: int = 0
    level_total: int = 0
    at_target: int = 0
    with_evidence: int = 0
    with_changing: int = 0
    locally_different: int = 0
    unsupported: int = 0

    @property
    def is_thin(self) -> bool:
        """Whether fewer than half of the applicable practices have an agreed level."""
        return 2 * self.agreed < self.applicable


NOTHING = Counts()


def added(many: Sequence[Counts]) -> Counts:
    """Add counts up, field by field: those of all characteristics give the record's own."""
    return Counts._make(map(sum, zip(*many, strict=True))) if many else NOTHING


class CountsOfPractices(Protocol):
    """The counts that every figure needs, whatever else is counted."""

    @property
    def applicable(self) -> int: ...

    @property
    def agreed(self) -> int: ...


@dataclass(frozen=True)
class Figure:
    """A figure of a team: one count divided by another, None if the denominator is 0."""

    key: str
    parts: Callable[[CountsOfPractices], tuple[int, int]]
    is_share: bool = True

    def of(self, counts: CountsOfPractices) -> Fraction | None:
        numerator, denominator = self.parts(counts)
        return Fraction(numerator, denominator) if denominator else None

    def counts_in_a_group(self, counts: CountsOfPractices) -> bool:
        """Whether a school counts in its group's figure: it has one, and half of its practices are agreed.

        Coverage counts every school, since leaving out the thin ones would hide what it is to show.
        """
        if self is not COVERAGE and 2 * counts.agreed < counts.applicable:
            return False
        return bool(self.parts(counts)[1])

    def parts_that_count(self, schools: Sequence[CountsOfPractices]) -> list[tuple[int, int]]:
        """Numerator and denominator of each school that counts in its group's figure."""
        if self is COVERAGE:
            return [parts for parts in map(self.parts, schools) if parts[1]]
        # Looked up here and not in ``is_thin``: a page asks this of 3,000 counts.
        found = [self.parts(counts) for counts in schools if 2 * counts.agreed >= counts.applicable]
        return [parts for parts in found if parts[1]]


# Level: mean of the agreed levels of the applicable practices.
LEVEL = Figure("level", attrgetter("level_total", "agreed"), is_share=False)
# At or above target: agreed levels at or above the scale's target level ÷ agreed levels.
TARGET = Figure("target", attrgetter("at_target", "agreed"))
# Coverage: practices with an agreed level ÷ applicable practices (all but those that do not apply).
COVERAGE = Figure("coverage", attrgetter("agreed", "applicable"))
# Evidence coverage: practices with at least one linked piece of evidence ÷ applicable practices.
EVIDENCE = Figure("evidence", attrgetter("with_evidence", "applicable"))
# … and the share with a piece of evidence that shows changed outcomes.
CHANGING = Figure("changing", attrgetter("with_changing", "applicable"))
# Unsupported: agreed at a level that asks for more kinds of evidence than are linked ÷ agreed levels.
UNSUPPORTED = Figure("unsupported", attrgetter("unsupported", "agreed"))


@dataclass(frozen=True)
class GroupFigure:
    """A figure of several schools: the mean of theirs, each school once, and how many are left out."""

    value: Fraction | None
    schools: int
    left_out: int


def group_figure(figure: Figure, schools: Sequence[CountsOfPractices], fewest: int = 1) -> GroupFigure:
    """The mean of the schools' figures, each school once, over schools with half of their practices agreed.

    ``schools`` has one ``Counts`` a school. None if fewer than ``fewest`` schools, at least one, count.
    """
    counted = figure.parts_that_count(schools)
    by_denominator: defaultdict[int, int] = defaultdict(int)
    for numerator, denominator in counted:
        by_denominator[denominator] += numerator
    value = mean_of_sums(by_denominator, len(counted)) if len(counted) >= fewest else None
    return GroupFigure(value, len(counted), len(schools) - len(counted))


def mean_of_sums(by_denominator: Mapping[int, int], schools: int) -> Fraction:
    """The exact mean of fractions, from their numerators added up by denominator, and their number.

    Adding whole numbers over one common denominator is many times faster than adding the fractions one by one.
    """
    common = lcm(*by_denominator)
    total = sum(numerator * (common // denominator) for denominator, numerator in by_denominator.items())
    return Fraction(total, common * schools)


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of at least five other schools."""

    low: Fraction
    high: Fraction
    schools: int


def range_of_others(figure: Figure, others: Sequence[CountsOfPractices]) -> Range | None:
    """The lowest and highest figure of the other schools; None if fewer than five count."""
    counted = figure.parts_that_count(others)
    if len(counted) < FEWEST_OTHERS:
        return None
    values = [Fraction(*parts) for parts in set(counted)]  # comparing fractions costs, and few of them differ
    return Range(min(values), max(values), len(counted))


def half_up_of(numerator: int, denominator: int, steps: int) -> int:
    """A fraction in whole steps of 1 ÷ ``steps``, rounded half up, with whole numbers so that no half is lost."""
    return (2 * steps * numerator + denominator) // (2 * denominator)


def tenths(value: Fraction | int) -> int:
    """A level in whole tenths, rounded half up: 2.25 becomes 23."""
    return half_up_of(value.numerator, value.denominator, 10)


def percent(value: Fraction | int) -> int:
    """A share in whole hundredths, rounded half up: 0.545 becomes 55."""
    return half_up_of(value.numerator, value.denominator, 100)
