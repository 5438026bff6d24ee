"""Every figure that comes from agreed outcomes, computed here once, exactly, from whole numbers.

A figure is a ``Fraction`` or None (an empty denominator gives None, never 0). Pages, downloads and
charts draw these values; rounding, half up, happens once at the end in ``tenths`` and ``percent``.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

# Beside the figure of one school a range of others is shown only over at least so many of them.
FEWEST_OTHERS = 5
# A family's figure, and a district's where no school may be known by it, need so many schools.
FEWEST_SCHOOLS = 2


class Counts(NamedTuple):
    """What a record holds of one characteristic, or, added up, of all of them."""

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
    def is_thin(self):
        """Whether fewer than half of the applicable practices have an agreed level."""
        return 2 * self.agreed < self.applicable


NOTHING = Counts()


def added(many):
    """Counts added up, column by column: a record's characteristics make the record's own counts."""
    return Counts(*(sum(column) for column in zip(*many, strict=True))) if many else NOTHING


@dataclass(frozen=True)
class Figure:
    """A figure of a team: one count over another. None where the denominator is empty."""

    key: str
    parts: attrgetter
    is_share: bool = True

    def of(self, counts):
        """Its value for these counts, exactly."""
        numerator, denominator = self.parts(counts)
        return Fraction(numerator, denominator) if denominator else None

    def counts_in_a_group(self, counts):
        """Whether a school's figure is part of its group's: there is one, and half of its practices are agreed.

        Coverage itself is a mean over every school: leaving out the thin ones would hide what it is to show.
        """
        return self.parts(counts)[1] > 0 and (2 * counts.agreed >= counts.applicable or self is COVERAGE)


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


@dataclass(frozen=True)
class GroupFigure:
    """A figure of several schools: the mean of theirs, each once, and how many it does not count."""

    value: Fraction | None
    schools: int
    left_out: int


def group_figure(figure, schools, fewest=1):
    """The mean of the schools' figures, each school once, over schools with half of their practices agreed.

    ``schools`` is one ``Counts`` a school. None where fewer than ``fewest`` schools remain.
    """
    by_denominator, counted = Counter(), 0
    for counts in schools:
        if figure.counts_in_a_group(counts):
            numerator, denominator = figure.parts(counts)
            by_denominator[denominator] += numerator
            counted += 1
    value = mean_of_sums(by_denominator, counted) if counted >= max(fewest, 1) else None
    return GroupFigure(value, counted, len(schools) - counted)


def mean_of_sums(by_denominator, schools):
    """The exact mean of fractions from their numerators added up by denominator, and how many they are.

    Adding whole numbers first is many times faster than adding the fractions one by one.
    """
    total = sum((Fraction(numerator, denominator) for denominator, numerator in by_denominator.items()), Fraction())
    return total / schools


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of at least five other schools."""

    low: Fraction
    high: Fraction
    schools: int


def range_of_others(figure, others):
    """From the lowest to the highest of the other schools; None for fewer than five that count."""
    values = [figure.of(counts) for counts in others if figure.counts_in_a_group(counts)]
    if len(values) < FEWEST_OTHERS:
        return None
    return Range(min(values), max(values), len(values))


def half_up(value, steps):
    """A value in whole steps of 1 ÷ ``steps``, rounded half up, in whole numbers so that no half is ever lost."""
    return (2 * steps * value.numerator + value.denominator) // (2 * value.denominator)


def tenths(value):
    """A level in whole tenths, rounded half up: 2.25 becomes 23."""
    return half_up(value, 10)


def percent(value):
    """A share in whole hundredths, rounded half up: 0.545 becomes 55."""
    return half_up(value, 100)
