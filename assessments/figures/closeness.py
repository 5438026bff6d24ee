"""How close together people's answers are, as one word, for a team's spread or a block's shares. Pure functions.

As in ``spread``, ``counts`` is the number of people at each level, lowest first.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

from .spread import within_one

FEWEST_IN_A_CAMP = 2


class Closeness(StrEnum):
    """How close answers are, from the closest to the furthest apart."""

    EVERYBODY = "everybody"
    ONE_HIGHER = "one higher"  # nearly everybody, and one person a level above
    ONE_LOWER = "one lower"
    CLOSE = "close"
    MOSTLY_CLOSE = "mostly close"
    TWO_CAMPS = "two camps"
    SPREAD = "spread"


def is_mostly_close(counts: Sequence[int]) -> bool:
    """Whether three quarters are within one level of the median and not both ends of the scale were chosen."""
    return 4 * cast(int, within_one(counts)) >= 3 * sum(counts) and not (counts[0] and counts[-1])


def closeness_of_team(counts: Sequence[int]) -> Closeness | None:
    """The first word that fits a team's spread; None where nobody gave a level."""
    people = sum(counts)
    if not people:
        return None
    chosen = [position for position, count in enumerate(counts) if count]
    low, high = chosen[0], chosen[-1]
    if low == high:
        return Closeness.EVERYBODY
    if high - low == 1 and people > 2 and 1 in (counts[low], counts[high]):
        return Closeness.ONE_HIGHER if counts[high] == 1 else Closeness.ONE_LOWER
    if within_one(counts) == people:
        return Closeness.CLOSE
    if is_mostly_close(counts):
        return Closeness.MOSTLY_CLOSE
    smaller = min(counts[low], counts[high])
    if len(chosen) == 2 and smaller >= FEWEST_IN_A_CAMP and 3 * smaller >= people:
        return Closeness.TWO_CAMPS
    return Closeness.SPREAD


def closeness_of_block(shares: Sequence[int]) -> Closeness | None:
    """The word for a block's shares of the levels: close, two camps or spread; None where no level is shown.

    ``shares``: the published ones, in per cent. Levels between the two camps may have been chosen too.
    """
    given = sum(shares)
    if not given:
        return None
    if 10 * cast(int, within_one(shares)) >= 9 * given:
        return Closeness.CLOSE
    camps = [position for position, share in enumerate(shares) if 3 * share >= given]
    if camps and camps[-1] - camps[0] >= 2:
        return Closeness.TWO_CAMPS
    return Closeness.SPREAD
