"""Somebody outside who reads everything, knows the rule and how many sit in each team, and counts what is left.

A practice is a list of teams, each the number of its people at each level and, last, of those who had not enough
information. A shape says which teams make which family. The adversary trusts nothing about the rule: each way in which
people could have answered is published, and what looks alike outside is kept together.
"""

import itertools
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from assessments.figures import Spread
from assessments.protection import Group, figures_of, mirrored, protected


class Shape(NamedTuple):
    """The people of each team, which teams are a family, and whether the last team is the district's."""

    sizes: tuple
    families: tuple = ()
    has_district_team: bool = False


def groups_of(shape, teams):
    """The fixed groups as publication makes them: all schools, and the district's team; and each team."""
    spreads = [Spread(tuple(counts), lacking) if any((*counts, lacking)) else None for *counts, lacking in teams]
    made = [Group(("team", place), spread=spread) for place, spread in enumerate(spreads)]
    *schools, last = made
    ours = Group(("district_team", None), (last,)) if shape.has_district_team else None
    schools = schools if ours else made
    in_families = {place for family in shape.families for place in family}
    families = [
        Group(("family", number), tuple(made[place] for place in family))
        for number, family in enumerate(shape.families)
    ]
    loose = [team for place, team in enumerate(schools) if place not in in_families]
    return Group(("all_schools", None), (*families, *loose)), ours, made


def read_outside(shape, teams, threshold):
    """All that leaves of a practice: medians and shares of teams and groups, both sums and numbers of the mirror."""
    values = list(range(1, len(teams[0])))
    schools, ours, made = groups_of(shape, teams)
    figures = {}
    for group in (schools, ours):
        if group is not None:
            figures |= figures_of(group, threshold, values)
    # A team's own are written when it closes, of its people as they are.
    figures |= {team.key: protected(team.spread, threshold, values) for team in made}
    return frozenset(figures.items()), mirrored(ours, schools, threshold, values)


@cache
def ways(people, levels, may_lack):
    """Every way in which so many people can answer, as numbers at each level and of those who lack information."""
    columns = levels + may_lack
    found = (counts for counts in itertools.product(range(people + 1), repeat=columns) if sum(counts) == people)
    return [counts if may_lack else (*counts, 0) for counts in found]


def alike_outside(shape, levels, threshold, may_lack=False):
    """All ways in which the teams can answer, in sets that nobody outside can tell apart."""
    found = defaultdict(list)
    for teams in itertools.product(*(ways(people, levels, may_lack) for people in shape.sizes)):
        found[read_outside(shape, teams, threshold)].append(teams)
    return found.values()


def few_of(sizes, threshold):
    """Every set of fewer people than the threshold, as how many of each team: within a team nobody knows who is who."""
    every = itertools.product(*(range(min(people, threshold - 1) + 1) for people in sizes))
    return [few for few in every if 0 < sum(few) < threshold]


@cache
def answers_of(counts, few):
    """What so many people of a team can have answered, as numbers at each level and of those lacking information."""
    every = itertools.product(*(range(min(count, few) + 1) for count in counts))
    return [chosen for chosen in every if sum(chosen) == few]


def possible(few, alike, figure):
    """The values that a figure of these few people can have, for all that is read; it stops at the second."""
    found = set()
    for teams in alike:
        for chosen in itertools.product(*map(answers_of, teams, few)):
            found.add(figure(tuple(map(sum, zip(*chosen, strict=True)))))
            if len(found) > 1:
                return found
    return found


def total(counts):
    """The levels of some people added up, those who lack information apart."""
    return sum(level * count for level, count in enumerate(counts[:-1], start=1)), counts[-1]


def middle(counts):
    """Their median, with both middle levels where there are two."""
    levels = [level for level, count in enumerate(counts[:-1]) for _person in range(count)]
    return (levels[(len(levels) - 1) // 2], levels[len(levels) // 2]) if levels else None


def lacking(counts):
    """How many of them had not enough information."""
    return counts[-1]


def betrayed(shape, levels, threshold, figure, may_lack=False, most=None):
    """The sets of fewer than the threshold of whom a figure is determined, each with one way in which it is."""
    return [
        (few, alike[0], value)
        for alike in alike_outside(shape, levels, threshold, may_lack)
        for few in few_of(shape.sizes, (most or threshold - 1) + 1)
        if len(values := possible(few, alike, figure)) == 1
        for value in values
    ]


def lower_middle(counts):
    """Their median as it is published: a level somebody chose."""
    found = middle(counts)
    return found and found[0]
