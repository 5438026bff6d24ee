"""What may leave a team: one place decides for pages, exports and records alike.

A figure that comes from individual ratings is stored, and so shown, only where at least *m*
people stand behind it. Groups are fixed and nested (team in family in all schools); a group is
shown only when it has *m* people or more and what remains of it beside the parts that are
shown is nobody, or *m* people or more: otherwise the remainder could be computed. Somebody who said
"not enough information" is not nobody: the share of such answers would say so.

Numbers of people are not all. What is shown of a group and of its parts can come together so that only one answer of
everybody in a part is left (docs/adr/0007). So where all of them chose one level, a group's figures count one of them a
step beside it: they are the same as if that one had, and never say that all did.
"""

from dataclasses import dataclass

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
    return _together(map(pooled, group.parts))


def _together(spreads):
    """Several spreads as one; None where there is none."""
    spreads = [spread for spread in spreads if spread]
    if not spreads:
        return None
    counts = tuple(map(sum, zip(*(spread.counts for spread in spreads), strict=True)))
    return Spread(counts, sum(spread.not_enough for spread in spreads))


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


def figures_of(group, threshold, values):
    """The figures of a fixed group and of all groups in it, by key, as they may be shown."""
    keys = shown(group, threshold)
    return {one.key: protected(held(one, keys), threshold, values) for one in _with_parts(group)}


def _with_parts(group):
    """A group, and all groups in it."""
    return [group, *(one for part in group.parts for one in _with_parts(part))]


def held(group, keys):
    """The spread that a group's figures are made of; None where the group is not among the ``keys`` of the shown ones.

    Of each set of people that the shown groups tell apart, one is held a step off where all of them chose one level.
    The parts' own medians and shares stay what they are: they are the same with one person a step off.
    """
    return _together(_told_apart(group, keys)[0]) if group.key in keys else None


def _told_apart(group, keys):
    """Within a group: the spreads of the sets that what is shown tells apart, and of those who are in none of them."""
    sets, rest = [], group.spread
    if group.parts:
        within = [_told_apart(part, keys) for part in group.parts]
        sets = [spread for part_sets, _rest in within for spread in part_sets]
        rest = _together(part_rest for _sets, part_rest in within)
    if group.key not in keys:
        return sets, rest
    return [*sets, _never_all_one(rest)], None


def _never_all_one(spread):
    """The spread, with one person a step towards the middle of the scale where all chose one level."""
    if spread is None or not spread.people or max(spread.counts) < spread.people:
        return spread
    counts, level = list(spread.counts), spread.counts.index(spread.people)
    counts[level] -= 1
    counts[level + (1 if 2 * level < len(counts) - 1 else -1)] += 1
    return Spread(tuple(counts), spread.not_enough)


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
    if any(group is None or group.key not in shown(group, threshold) for group in (district, schools)):
        return NOT_MIRRORED
    ours, theirs = (held(group, shown(group, threshold)) for group in (district, schools))
    return Mirrored(_total(ours, values), ours.people, _total(theirs, values), theirs.people)


def _total(spread, values):
    """The levels of a spread added up."""
    return sum(value * count for value, count in zip(values, spread.counts, strict=True))
