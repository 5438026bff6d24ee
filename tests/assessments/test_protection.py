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
    held_total,
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

    assert mirrored(district_team(1, 1, 3, 1), schools, 5, VALUES) == Mirrored(16, 6, 27, 16)


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


def test_there_is_no_mirror_on_a_scale_whose_levels_stand_unevenly():
    """With levels 0, 1 and 10 a sum of 5 over five people would say that all of them chose 1."""
    assert mirrored(district_team(0, 5, 0), Group(("all", None), (team(1, 5),)), 5, [0, 1, 10]) == NOT_MIRRORED


def test_a_sum_at_an_end_of_the_scale_is_held_one_step_off():
    assert [held_total(counts, VALUES) for counts in ((5, 0, 0, 0), (4, 1, 0, 0), (3, 2, 0, 0))] == [6, 6, 7]
    assert [held_total(counts, VALUES) for counts in ((0, 0, 0, 5), (0, 0, 1, 4), (0, 0, 2, 3))] == [19, 19, 18]
    assert held_total((7, 0, 0), [-2, 0, 2]) == -12


@pytest.mark.parametrize("values", [[1, 2, 3, 4], [0, 1, 2], [-2, -1, 0, 1, 2], [0, 1]])
def test_what_is_stored_of_a_group_never_says_what_everybody_answered(values):
    """Exhaustively, for three to seven people: median, share and sum together fit one answer of all, and another."""
    for people in range(3, 8):
        fitting = {}
        for levels in itertools.combinations_with_replacement(range(len(values)), people):
            spread = Spread(tuple(levels.count(level) for level in range(len(values))))
            stored = protected(spread, 3, values), held_total(spread.counts, values)
            fitting.setdefault(stored, []).append(levels)
        for levels in fitting.values():
            assert len(levels) > 1 or len(set(levels[0])) > 1, (people, levels)


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
