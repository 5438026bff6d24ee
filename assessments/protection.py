"""What may leave a team: one place decides for pages, exports and records alike.

A figure that comes from individual ratings is stored, and so shown, only where at least *m*
people stand behind it. Groups are fixed and nested (team in family in all schools); a group is
shown only when it has *m* people or more and what remains of it beside the parts that are
shown is nobody, or *m* people or more: otherwise the remainder could be computed. Somebody who said
"not enough information" is not nobody: the share of such answers would say so.
"""

from dataclasses import dataclass
from itertools import pairwise

from .figures import Spread, median_position, share_within_one


@dataclass(frozen=True)
class Protected:
    """The three figures that may leave; all None where they are withheld."""

    median: int | None = None
    share_within_one: float | None = None
    share_not_enough: float | None = None


WITHHELD = Protected()


def protected(spread, threshold, values):
    """The figures of a team's spread where enough people gave a level, else nothing at all.

    ``values``: the scale's level values, lowest first, so that the median is a level's value.
    """
    if spread is None or spread.people < threshold:
        return WITHHELD
    return Protected(
        median=values[median_position(spread.counts)],
        share_within_one=share_within_one(spread.counts),
        share_not_enough=spread.not_enough / (spread.people + spread.not_enough),
    )


@dataclass(frozen=True)
class Group:
    """A fixed group: its name, its parts, and (for a team) its spread."""

    key: tuple
    parts: tuple = ()
    spread: Spread | None = None


def pooled(group):
    """The spread of a group: that of all its teams together; None where no one rated."""
    if not group.parts:
        return group.spread
    spreads = [part for part in map(pooled, group.parts) if part]
    if not spreads:
        return None
    counts = tuple(map(sum, zip(*(part.counts for part in spreads), strict=True)))
    return Spread(counts, sum(part.not_enough for part in spreads))


def shown(group, threshold):
    """The keys of the groups, in and under this one, whose figures may be shown."""
    keys, _ = _shown(group, threshold)
    return keys


def _shown(group, threshold):
    """As ``shown``; beside it, how many people the largest shown parts cover: with a level, and in all."""
    keys, covered, covered_all = set(), 0, 0
    for part in group.parts:
        part_keys, part_covered = _shown(part, threshold)
        keys |= part_keys
        covered, covered_all = covered + part_covered[0], covered_all + part_covered[1]
    spread = pooled(group) or Spread(())
    people, everybody = spread.people, spread.people + spread.not_enough
    # A remainder in which nobody gave a level is one, too, when somebody in it had not enough information.
    rest = people - covered
    if people >= threshold and (everybody == covered_all or rest >= threshold):
        return keys | {group.key}, (people, everybody)
    return keys, (covered, covered_all)


@dataclass(frozen=True)
class Mirrored:
    """A practice as two groups of people see it: of each how many gave a level, and their levels added up; or nothing."""

    district_total: int | None = None
    district_people: int | None = None
    schools_total: int | None = None
    schools_people: int | None = None


NOT_MIRRORED = Mirrored()


def mirrored(district, schools, threshold, values):
    """The district team's people beside all schools' people for one practice: both groups' sums, or neither's.

    Sums leave only where the groups' other figures do, so that they are of nobody whom those are not of. Means over
    several practices are made of these sums, never person by person: beside these a mean of people's own means would
    say what those answered who skipped a practice. See docs/adr/0005.
    """
    even = len({higher - lower for lower, higher in pairwise(values)}) == 1
    if not even or any(group is None or group.key not in shown(group, threshold) for group in (district, schools)):
        return NOT_MIRRORED
    ours, theirs = pooled(district), pooled(schools)
    return Mirrored(held_total(ours.counts, values), ours.people, held_total(theirs.counts, values), theirs.people)


def held_total(counts, values):
    """The levels of a group added up, held one step off the most and the least that they could be.

    Where everybody chose an end of the scale the sum would name everybody's answer; held, it is the same as where one
    person of them chose the level beside it. Any other sum can come about in more than one way, the levels being
    evenly spaced.
    """
    people, step = sum(counts), values[1] - values[0]
    total = sum(value * count for value, count in zip(values, counts, strict=True))
    return min(max(total, people * values[0] + step), people * values[-1] - step)
