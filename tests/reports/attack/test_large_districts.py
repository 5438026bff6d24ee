"""Districts of any shape: whoever a few people are, another world reads the same outside, and their answers differ there.

A sum, and so each answer, of fewer than *m* people is determined only if no such world exists. It is looked for
among the worlds in which one person chose the level beside, or in which two people changed places.
"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .adversary import Shape, read_outside

pytestmark = pytest.mark.once
LEVELS = 4
# Who sits together often thinks alike: all of one level, or of two neighbouring ones, more often than chance would have it.
LACKS = LEVELS
answer = st.integers(0, LEVELS)
alike = st.integers(0, LEVELS - 1).flatmap(
    lambda level: st.sampled_from([level, level, level, min(level + 1, 3), LACKS])
)
unanimous = st.integers(0, LEVELS - 1).flatmap(lambda level: st.lists(st.just(level), min_size=1, max_size=9))
teams = st.one_of(unanimous, st.lists(alike, min_size=1, max_size=9), st.lists(answer, min_size=1, max_size=9))


@st.composite
def districts(draw):
    """The answers of each team's people, the last one the district's; which teams are families; a threshold."""
    people = draw(st.lists(teams, min_size=2, max_size=7))
    family_of = draw(st.lists(st.sampled_from([0, 1, None]), min_size=len(people) - 1, max_size=len(people) - 1))
    families = tuple(tuple(i for i, own in enumerate(family_of) if own == number) for number in (0, 1))
    shape = Shape(tuple(map(len, people)), tuple(family for family in families if family), has_district_team=True)
    return shape, people, draw(st.integers(3, 6))


def outside(shape, people, threshold):
    """What is read of what these people answered."""
    return read_outside(shape, [tuple(team.count(said) for said in range(LEVELS + 1)) for team in people], threshold)


def answering(people, changes):
    """The same people, some of whom answered something else: by team and place."""
    return [[changes.get((t, p), said) for p, said in enumerate(team)] for t, team in enumerate(people)]


def other_worlds(people, few):
    """Worlds in which these few answered something else, together: one of them a level beside, or one for another."""
    others = [(t, p) for t, team in enumerate(people) for p in range(len(team)) if (t, p) not in few]
    for one in few:
        said = people[one[0]][one[1]]
        # In the same team it looks the same outside for certain; so these come first.
        for other in sorted(others, key=lambda other: other[0] != one[0]):
            theirs = people[other[0]][other[1]]
            if theirs != said:
                yield {one: theirs, other: said}
        if said != LACKS:
            yield from ({one: level} for level in (said - 1, said + 1) if 0 <= level < LEVELS)


@given(districts(), st.data())
@settings(max_examples=150, deadline=None)
def test_of_a_few_people_no_sum_is_determined(district, data):
    shape, people, threshold = district
    everybody = [(t, p) for t, team in enumerate(people) for p in range(len(team))]
    few = data.draw(st.lists(st.sampled_from(everybody), min_size=1, max_size=threshold - 1, unique=True))
    read = outside(shape, people, threshold)

    assert any(
        outside(shape, answering(people, changes), threshold) == read for changes in other_worlds(people, few)
    ) or all(people[t][p] == LACKS for t, p in few)


@given(districts())
@settings(max_examples=150, deadline=None)
def test_nothing_is_shown_of_fewer_than_the_threshold_nor_of_what_remains(district):
    """By sets, not by the rule's own recursion: each group less any of the groups within it that are shown."""
    shape, people, threshold = district
    figures = dict(outside(shape, people, threshold)[0])
    schools = range(len(people) - 1)
    unions = {("team", t): {t} for t in range(len(people))}
    unions |= {("family", number): set(family) for number, family in enumerate(shape.families)}
    unions |= {("all_schools", None): set(schools), ("district_team", None): {len(people) - 1}}
    shown = [unions[key] for key, found in figures.items() if found.median is not None]

    for group in shown:
        within = [part for part in shown if part < group]
        for size in range(min(len(within), 3) + 1):
            for parts in itertools.combinations(within, size):
                left = [said for t in group - set().union(*parts) for said in people[t]]
                rated = sum(said != LACKS for said in left)
                assert rated >= threshold or not left, (group, parts)
