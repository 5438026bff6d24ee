"""What may leave a team. The function is not trusted: what its answer determines is computed from equations."""

import functools
import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.figures import Spread
from assessments.protection import (
    NOT_MIRRORED,
    WITHHELD,
    Group,
    Mirrored,
    Protected,
    figures_of,
    held,
    mirrored,
    pooled,
    protected,
    shown,
)

VALUES = [1, 2, 3, 4]
pytestmark = pytest.mark.once


def team(key, people, lacking=0):
    """A team in which so many gave a level and so many had not enough information; None: nobody answered."""
    return Group(("team", key), spread=Spread((people, 0, 0, 0), lacking) if people or lacking else None)


def district(families, loose=()):
    """All schools: families of teams, and teams of no family."""
    parts = tuple(Group(("family", i), tuple(teams)) for i, teams in enumerate(families) if teams)
    return Group(("all", None), (*parts, *loose))


def district_team(*counts, lacking=0):
    """The district's team with so many people at each level."""
    return Group(("district_team", None), (Group(("team", "d"), spread=Spread(counts, lacking)),))


# -- One team -------------------------------------------------------------------------------


def test_a_team_at_the_threshold_shows_median_and_shares():
    assert protected(Spread((1, 0, 3, 1), 0), 5, VALUES) == Protected(3, 0.8, 0.0)
    assert protected(Spread((2, 0, 0, 3), 5), 5, VALUES) == Protected(4, 0.6, 0.5)


@pytest.mark.parametrize("spread", [None, Spread((0, 0, 0, 0), 9), Spread((4, 0, 0, 0)), Spread((2, 2, 0, 0), 7)])
def test_fewer_levels_than_the_threshold_show_nothing_however_many_lacked_information(spread):
    assert protected(spread, 5, VALUES) == WITHHELD == Protected(None, None, None)


def test_the_median_is_a_value_of_the_scale_not_a_position():
    assert protected(Spread((0, 5, 0)), 5, [0, 1, 2]).median == 1


# -- Groups, by hand --------------------------------------------------------------------------


def test_a_group_pools_the_people_of_all_its_teams():
    whole = district([[team(1, 3, 1), team(2, 0)], [team(3, 2, 2)]], [team(4, 1)])
    assert pooled(whole) == Spread((6, 0, 0, 0), 3)
    assert pooled(district([[team(1, 0)]])) is None


def test_a_family_of_small_teams_is_shown_when_together_they_are_enough():
    keys = shown(district([[team(1, 3), team(2, 3)]]), 5)
    assert keys == {("family", 0), ("all", None)}


def test_a_family_is_withheld_when_its_shown_team_would_betray_the_small_one():
    keys = shown(district([[team(1, 6), team(2, 2)]]), 5)
    assert keys == {("team", 1)}


def test_all_schools_are_withheld_when_what_the_families_leave_is_small():
    keys = shown(district([[team(1, 6)], [team(2, 7)]], [team(3, 4)]), 5)
    assert keys == {("team", 1), ("team", 2), ("family", 0), ("family", 1)}


def test_remainders_of_two_families_hide_each_other():
    keys = shown(district([[team(1, 6), team(2, 2)], [team(3, 5), team(4, 3)]]), 5)
    assert keys == {("team", 1), ("team", 3), ("all", None)}


def test_a_remainder_of_people_who_lacked_information_is_a_remainder():
    """Nobody in the second team gave a level; the family's share would still say what its one person answered."""
    keys = shown(district([[team(1, 6), team(2, 0, 1)]]), 5)
    assert keys == {("team", 1)}


# -- The mirror -----------------------------------------------------------------------------------


def test_the_mirror_holds_both_groups_sums():
    schools = district([[team(1, 5), team(2, 6)]])
    schools = Group(schools.key, (*schools.parts, Group(("team", 3), spread=Spread((0, 0, 4, 1)))))

    # Two teams in which everybody chose 1 count 6 and 7.
    assert mirrored(district_team(1, 1, 3, 1), schools, 5, VALUES) == Mirrored(16, 6, 6 + 7 + 16, 16)


@pytest.mark.parametrize(
    ("ours", "schools"),
    [
        (None, district([[team(1, 6)]])),
        (district_team(2, 2, 0, 0), district([[team(1, 6)]])),
        (district_team(2, 2, 2, 0), None),
        (district_team(2, 2, 2, 0), district([[team(1, 4)]])),
        # Eight people, but beside the team that is shown stand two.
        (district_team(2, 2, 2, 0), district([[team(1, 6), team(2, 2)]])),
    ],
)
def test_the_mirror_shows_both_groups_or_neither(ours, schools):
    assert mirrored(ours, schools, 5, VALUES) == NOT_MIRRORED


# -- Where all chose one level --------------------------------------------------------------------


def rated(key, *counts, lacking=0):
    """A team with so many people at each level."""
    return Group(("team", key), spread=Spread(counts, lacking))


@pytest.mark.parametrize(
    ("counts", "stepped"),
    [
        ((5, 0, 0, 0), (4, 1, 0, 0)),
        ((0, 5, 0, 0), (0, 4, 1, 0)),
        ((0, 0, 5, 0), (0, 1, 4, 0)),
        ((0, 0, 0, 5), (0, 0, 1, 4)),
        ((0, 5, 0), (1, 4, 0)),
        ((0, 5), (1, 4)),
        ((4, 1, 0, 0), (4, 1, 0, 0)),
    ],
)
def test_where_all_chose_one_level_one_is_counted_a_step_towards_the_middle(counts, stepped):
    team = rated(1, *counts, lacking=2)

    assert held(team, {team.key}) == Spread(stepped, 2)
    # What is shown of the team itself is the same either way.
    values = list(range(len(counts)))
    assert protected(Spread(stepped, 2), 5, values) == protected(Spread(counts, 2), 5, values)


def test_each_set_that_is_told_apart_is_held_by_itself():
    """Two teams that are shown, and two that are not: these are one set."""
    family = Group(("family", 0), (rated(1, 5, 0, 0, 0), rated(2, 0, 0, 3, 0)))
    whole = Group(("all", None), (family, rated(3, 0, 0, 0, 6), rated(4, 0, 0, 2, 0, lacking=1)))
    keys = shown(whole, 5)

    assert keys == {("team", 1), ("team", 3), ("all", None)}
    assert held(whole, keys) == Spread((4, 1 + 1, 4 + 1, 5), 1)
    assert held(family, keys) is None


def test_a_groups_figures_are_those_of_the_people_as_held():
    """4 4 4 4 4 and 1 1 1 1 1 beside 3: counted as 1 1 1 1 2 3 4 4 4 4 and 3."""
    whole = Group(("all", None), (rated(1, 0, 0, 0, 5), rated(2, 5, 0, 0, 0), rated(3, 0, 0, 5, 1)))

    figures = figures_of(whole, 5, VALUES)

    assert figures["all", None] == Protected(3, (1 + 1 + 5 + 5) / 16, 0.0)
    assert figures["team", 1] == Protected(4, 1.0, 0.0)


def test_the_mirrors_sums_are_those_of_the_people_as_held():
    ours, schools = district_team(0, 0, 0, 5), Group(("all", None), (rated(1, 5, 0, 0, 0), rated(2, 0, 3, 2, 0)))

    assert mirrored(ours, schools, 5, VALUES) == Mirrored(19, 5, 6 + 12, 10)
    # Of levels that stand unevenly, a sum says no more.
    assert mirrored(district_team(0, 5, 0), Group(("all", None), (rated(1, 0, 5, 0),)), 5, [0, 1, 10]) == Mirrored(
        4, 5, 4, 5
    )


# -- Groups, by equations -----------------------------------------------------------------------


def reduced(rows, width):
    """The rows of a system in reduced echelon form, over the rational numbers."""
    rows = [[Fraction(value) for value in row] for row in rows]
    done = 0
    for column in range(width):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [value / head for value in rows[done]]
        for r in range(len(rows)):
            if r != done and (factor := rows[r][column]):
                rows[r] = [value - factor * base for value, base in zip(rows[r], rows[done], strict=True)]
        done += 1
    return rows[:done]


@functools.cache
def determined(known, width):
    """Which unions of teams have their pooled counts determined by those of the known unions."""
    basis = reduced([[member in union for member in range(width)] for union in sorted(known, key=sorted)], width)
    found = []
    for size in range(1, width + 1):
        for union in itertools.combinations(range(width), size):
            rest = [Fraction(member in union) for member in range(width)]
            for row in basis:
                pivot = next(column for column, value in enumerate(row) if value)
                if factor := rest[pivot]:
                    rest = [value - factor * base for value, base in zip(rest, row, strict=True)]
            if not any(rest):
                found.append(union)
    return found


def leaks(groups, threshold):
    """The unions of teams of whom too few people stand behind what the shown groups and the mirror determine.

    ``groups``: three lists of teams as (gave a level, lacked information): two families, and no family.
    """
    numbered = itertools.count()
    members = [[(next(numbered), *of) for of in teams] for teams in groups]
    as_teams = [[team(*of) for of in teams] for teams in members]
    whole = district(as_teams[:-1], as_teams[-1])
    keys = shown(whole, threshold)
    everybody = [of for teams in members for of in teams]
    # Teams in which nobody answered are known to hold nothing: they are no unknowns.
    answered = {of[0]: place for place, of in enumerate(of for of in everybody if of[1] or of[2])}
    unions = {("team", of[0]): [of[0]] for of in everybody}
    families = [(i, teams) for i, teams in enumerate(members[:-1]) if teams]
    unions |= {("family", i): [of[0] for of in teams] for i, teams in families}
    unions[("all", None)] = [of[0] for of in everybody]
    known = {frozenset(answered[t] for t in unions[key] if t in answered) for key in keys}
    if mirrored(district_team(0, threshold, 0, 0), whole, threshold, VALUES) != NOT_MIRRORED:
        known.add(frozenset(answered.values()))
    people = {answered[t]: (n, k) for t, n, k in everybody if t in answered}
    return [
        union
        for union in determined(frozenset(known), len(answered))
        if 0 < sum(people[t][0] for t in union) < threshold or 0 < sum(sum(people[t]) for t in union) < threshold
    ]


def every_district(kinds, teams):
    """Every way to put up to so many teams of these kinds into two families or none, each once."""
    for sizes in itertools.product(range(teams + 1), repeat=3):
        if 0 < sum(sizes) <= teams and sizes[0] >= sizes[1]:
            yield from itertools.product(*(itertools.combinations_with_replacement(kinds, size) for size in sizes))


@pytest.mark.parametrize("threshold", [3, 5])
def test_no_small_district_betrays_fewer_than_the_threshold(threshold):
    """Exhaustively: up to four teams of 0 to 7 people, in up to two families, or in none."""
    betrayed = [d for d in every_district([(n, 0) for n in range(8)], 4) if leaks(d, threshold)]
    assert betrayed == []


def test_no_small_district_betrays_who_lacked_information():
    kinds = [(n, k) for n in (0, 1, 4, 5, 6) for k in (0, 1, 5)]
    betrayed = [d for d in every_district(kinds, 3) if leaks(d, 5)]
    assert betrayed == []


teams_of = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), max_size=3)


@given(st.lists(teams_of, min_size=2, max_size=4), st.integers(3, 8))
@settings(max_examples=60)
def test_no_district_betrays_fewer_than_the_threshold(groups, threshold):
    assert leaks(groups, threshold) == []


@given(st.lists(st.lists(st.integers(0, 12), max_size=5), min_size=1, max_size=5), st.integers(3, 8))
def test_every_shown_group_has_at_least_the_threshold(families, threshold):
    numbered = itertools.count()
    whole = district([[team(next(numbered), n) for n in sizes] for sizes in families])
    keys = shown(whole, threshold)
    for group in (whole, *whole.parts, *(t for family in whole.parts for t in family.parts)):
        if group.key in keys:
            assert pooled(group).people >= threshold
