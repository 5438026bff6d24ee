"""Somebody who knows the answers of one team or two, and who answered everywhere, and reads everything outside.

Written from the rules, not from the product: it sorts schools into blocks and counts steps in its own way. What it
knows of the others are the worlds that read the same outside. "Certain" is what is the same in all of these.

It is given more than a colleague has: not only how many practices each person answered, but who answered the very one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import accumulate, chain, combinations, product
from typing import NamedTuple

# -- The rules, once more -------------------------------------------------------------------


def remaining(numbers):
    """The numbers above nothing, without the two largest."""
    return [number for number in sorted(numbers)[:-2] if number > 0]


def safe(numbers, fewest):
    """Whether so many people, from at least two teams, remain beside the two largest."""
    return sum(remaining(numbers)) >= fewest and len(remaining(numbers)) >= 2


def blocks_by_the_rule(place):
    """The blocks of a district as sets of places of its teams."""
    sizes = [team.people for team in place.teams]

    def is_safe(teams):
        return safe([sizes[team] for team in teams], 2 * place.threshold)

    names = sorted({team.family for team in place.teams} - {None})
    families = [{n for n, team in enumerate(place.teams) if team.family == name} for name in names]
    blocks = [family for family in families if is_safe(family)]
    others = set(range(len(sizes))) - set().union(*blocks)
    if not others:
        return blocks
    if is_safe(others):
        return [*blocks, others]
    if not blocks:
        return []
    smallest = min(blocks, key=lambda block: sum(sizes[team] for team in block))  # the first by name of equals
    return [block | others if block is smallest else block for block in blocks]


def in_steps(counts, steps):
    """Counts in so many steps by largest remainders, of equal ones the first."""
    exact = [Fraction(count * steps, sum(counts)) for count in counts]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_remainder[: steps - sum(whole)]:
        whole[place] += 1
    return tuple(whole)


# -- From shares back to people -------------------------------------------------------------


def others_of(steps, known, absent, people) -> Iterator[tuple]:
    """Every way in which a block's others may have answered, from its shares in steps; exactly, one after the other.

    ``steps``: of each answer, and of none, how many steps are shown; ``known``: the counts that the reader knows;
    ``absent``: how many people gave no answer. A share is moved by less than a step, and by largest remainders no two
    shares are moved apart by more than one; what is left is counted out.
    """
    answers, number = len(known), sum(steps)
    ranges = [
        range(max(mine, (shown - 1) * people // number + 1), -(-(shown + 1) * people // number))
        for mine, shown in zip(known, steps[:-1], strict=True)
    ]
    if not all(ranges):
        return
    fewest = [*accumulate((r.start for r in reversed(ranges)), initial=0)][::-1]
    most = [*accumulate((r.stop - 1 for r in reversed(ranges)), initial=0)][::-1]
    counts = [0] * answers

    def choose(place, left, down, up):
        if place == answers:
            if in_steps((*counts, absent), number) == steps:
                yield tuple(count - mine for count, mine in zip(counts, known, strict=True))
            return
        low = max(ranges[place].start, left - most[place + 1])
        high = min(ranges[place].stop - 1, left - fewest[place + 1])
        for count in range(low, high + 1):
            moved = count * number - steps[place] * people  # in (number × people)ths
            if max(up, moved) - min(down, moved) <= people:
                counts[place] = count
                yield from choose(place + 1, left - count, min(down, moved), max(up, moved))

    moved = absent * number - steps[-1] * people
    yield from choose(0, people - absent, moved, moved)


class Concluded(NamedTuple):
    """What a reader knows of a block's others: their counts, that all answered alike, that none gave a level."""

    counts: bool
    alike: bool
    no_level: bool


def concluded(steps, known, absent, people, levels):
    """What a reader of these shares concludes of the others.

    Somebody's answer is the same in all worlds only where these are one, in which all answered alike: in any other
    somebody has another answer, and which of them that is nobody outside their team can say.
    """
    worlds = others_of(steps, known, absent, people)
    first, second = next(worlds), next(worlds, None)
    only = second is None
    no_level = not any(any(world[:levels]) for world in chain((first, second or first), worlds))
    return Concluded(only, only and is_alike(first), no_level)


def is_alike(counts, levels=None):
    """Whether at most one answer was given; with ``levels``, answers without a level are one."""
    if levels is not None:
        counts = (*counts[:levels], sum(counts[levels:]))
    return sum(1 for count in counts if count) <= 1


# -- Any rule at all: every world is published ----------------------------------------------


@cache
def every_count(people, answers):
    """All ways in which so many people may give so many answers, as counts."""
    bars = combinations(range(people + answers - 1), answers - 1)
    edges = ((-1, *bar, people + answers - 1) for bar in bars)
    return [tuple(right - left - 1 for left, right in zip(edge, edge[1:], strict=False)) for edge in edges]


def worlds_of(answered, answers):
    """Every world in which so many people answered in each team."""
    return product(*(every_count(people, answers) for people in answered))


def worlds_told_apart(publish, place, answered, answers) -> Iterator[tuple]:
    """Pairs of worlds that read differently though all counts of the blocks are the same: one team's answers show."""
    blocks, read = blocks_by_the_rule(place), {}
    for world in worlds_of(answered, answers):
        totals = tuple(tuple(map(sum, zip(*(world[team] for team in block), strict=True))) for block in blocks)
        outside = publish(place, world)
        outside_before, before = read.setdefault(totals, (outside, world))
        if outside != outside_before:
            yield before, world


def showings(publish, place, answered, answers):
    """The different sets of blocks that are shown over all worlds in which so many answered; more than one tells."""
    outsides = (publish(place, world) for world in worlds_of(answered, answers))
    return {tuple(block.shares is not None for block in outside.blocks) for outside in outsides}


class Breach(NamedTuple):
    """What a reader knows for certain, of how many people of each other team, and one world in which it is so."""

    what: str
    people: tuple
    known: tuple
    others: tuple


def breaches(publish: Callable, place, answered, mine, answers) -> Iterator[Breach]:
    """What readers in the teams ``mine`` know for certain, over every world in which so many answered in each team.

    Left out is only what the rule names: something of people whose blocks' others all answered alike.
    """
    theirs = [team for team in range(len(answered)) if team not in mine]
    blocks = [[theirs.index(team) for team in block if team in theirs] for block in blocks_by_the_rule(place)]
    alike_outside = defaultdict(list)
    for world in worlds_of(answered, answers):
        known = tuple(world[team] for team in mine)
        alike_outside[known, publish(place, world)].append(tuple(world[team] for team in theirs))
    for (known, _outside), worlds in alike_outside.items():
        for what, people in certain(worlds, place.threshold, place.levels):
            levels = place.levels if what == "sum" else None
            for world in worlds:
                if not all_alike(world, people, blocks, levels):
                    yield Breach(what, people, known, world)
                    break


def all_alike(world, people, blocks, levels):
    """Whether all others of the blocks of these people answered alike; nobody in no block did."""
    touched = [block for block in blocks if any(people[team] for team in block)]
    in_blocks = {team for block in touched for team in block}
    if any(number for team, number in enumerate(people) if team not in in_blocks):
        return False
    together = ([sum(column) for column in zip(*(world[team] for team in block), strict=True)] for block in touched)
    return all(is_alike(counts, levels) for counts in together)


def certain(worlds, threshold, levels) -> Iterator[tuple]:
    """What is the same in all these worlds: somebody's answer, or a sum of levels of fewer than *m* people.

    Nobody outside a team knows which of its people said what: any so many of them may be those with the lowest levels,
    or with the highest. A sum is certain where the least that it can be is the most that it can be.
    """
    sizes = [sum(counts) for counts in worlds[0]]
    for team, size in enumerate(sizes):
        given = {answer for world in worlds for answer, count in enumerate(world[team]) if count}
        if size and len(given) == 1:
            yield "answer", tuple(int(other == team) for other in range(len(sizes)))
    few = [range(min(size, threshold - 1) + 1) for size in sizes]
    bounds = {people: None for people in product(*few) if 0 < sum(people) < threshold}
    for world in worlds:
        ends = [lowest_and_highest(counts, levels) for counts in world]
        for people, before in list(bounds.items()):
            low = sum(ends[team][0][number] for team, number in enumerate(people))
            high = sum(ends[team][1][number] for team, number in enumerate(people))
            if low != high or before not in (None, low):
                del bounds[people]
            else:
                bounds[people] = low
        if not bounds:
            break
    yield from (("sum", people) for people in bounds)


@cache
def lowest_and_highest(counts, levels):
    """Of a team: the sums of levels of its so many lowest, and of its so many highest, from none of them to all."""
    values = sorted(answer + 1 if answer < levels else 0 for answer, n in enumerate(counts) for _ in range(n))
    return tuple(accumulate(values, initial=0)), tuple(accumulate(reversed(values), initial=0))
