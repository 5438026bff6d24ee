"""Figures computed from individual ratings. Pure functions; ``publishing.blocks`` decides what may leave a team.

A level is its position in the scale, from 0. ``counts`` is the number of people at each position; people who said
"not enough information" are counted separately.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True)
class Spread:
    """A team's ratings of one practice, without names.

    ``counts``: people at each level, lowest first; ``not_enough``: people with not enough information.
    """

    counts: tuple[int, ...]
    not_enough: int

    @property
    def people(self) -> int:
        """The number of people who gave a level (*n*)."""
        return sum(self.counts)


def spread(positions: Iterable[int], levels: int, not_enough: int) -> Spread:
    """Count the people at each of the scale's ``levels``, from ``positions``: one for each person who gave one."""
    counts = [0] * levels
    for position in positions:
        counts[position] += 1
    return Spread(tuple(counts), not_enough)


def dispersion(counts: Sequence[int]) -> float | None:
    """How far apart people are: 0 when all agree, 1 when half are at each end; None for fewer than two.

    Blair and Lacy's ordinal variation: 4 / (K − 1) · Σ F_j (1 − F_j) over the first K − 1 levels,
    F_j being the share at or below level j.
    Source: Blair, J. and Lacy, M. G. (2000), Statistics of Ordinal Variation, Sociological Methods
    & Research 28 (3), 251–280.
    """
    people = sum(counts)
    if people < 2:
        return None
    below = 0
    total = 0.0
    for count in counts[:-1]:
        below += count
        total += (below / people) * (1 - below / people)
    return 4 * total / (len(counts) - 1)


def median_position(counts: Sequence[int]) -> int | None:
    """The median level; of two middle ones the lower, as somebody chose it. None for nobody."""
    people = sum(counts)
    if not people:
        return None
    middle = (people + 1) // 2
    reached = 0
    for position, count in enumerate(counts):
        reached += count
        if reached >= middle:
            return position
    raise AssertionError("a median lies within its counts")


def within_one(counts: Sequence[int]) -> int | None:
    """The number of people within one level of the median; None for nobody."""
    middle = median_position(counts)
    if middle is None:
        return None
    return sum(count for position, count in enumerate(counts) if abs(position - middle) <= 1)


def krippendorff_alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """Krippendorff's alpha with its ordinal metric, exactly: 1 when all agree, 0 as by chance, below 0 when worse.

    ``units``: for each thing rated, the number of people at each level, lowest first; missing answers are not counted.
    None where no unit has two ratings to compare, or all ratings are the same.
    Source: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
    """
    paired = [counts for counts in units if sum(counts) > 1]
    totals = [sum(column) for column in zip(*paired, strict=True)]
    # How far two levels are apart: everybody who stands between them, and half of those who stand at either.
    apart = {
        (low, high): (sum(totals[low : high + 1]) - Fraction(totals[low] + totals[high], 2)) ** 2
        for low, high in combinations(range(len(totals)), 2)
    }

    def disagreement(counts: Sequence[int]) -> Fraction | int:
        return sum(counts[low] * counts[high] * distance for (low, high), distance in apart.items())

    expected = disagreement(totals)
    if not expected:
        return None
    observed = sum(disagreement(counts) / (sum(counts) - 1) for counts in paired)
    return 1 - (sum(totals) - 1) * observed / expected
