"""Which schools are a block, and how its people's answers are written: the rules, worked by hand."""

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.publishing.blocks import (
    Sorted,
    in_quarters,
    is_safe,
    is_shown,
    mean_level,
    rounded_shares,
    shares_of,
    sort_into_blocks,
    step_of,
    weighted_shares,
    within_the_ends,
)


@pytest.mark.parametrize(
    ("numbers", "safe"),
    [
        ((5, 5, 5, 5), True),  # ten of two teams remain
        ((5, 5, 5, 4), False),  # nine of two teams remain
        ((9, 9, 10), False),  # nine of one team remain
        ((20, 20, 10), False),  # ten remain, but of one team
        ((5, 5, 10, 0), False),
        ((12, 11, 9, 1), True),
        ((3, 3), False),
        ((), False),
    ],
)
def test_a_set_of_teams_is_safe_where_ten_of_two_remain_beside_the_two_largest(numbers, safe):
    assert is_safe(numbers, 5) is safe


def test_a_lower_threshold_asks_for_fewer():
    assert is_safe((3, 3, 3, 3), 3)
    assert not is_safe((3, 3, 3, 2), 3)


@pytest.mark.parametrize(
    ("answered", "shown"),
    [((9, 9, 3, 2), True), ((9, 9, 3, 1), False), ((9, 9, 8), False), ((9, 9, 5, 0), False), ((5, 5, 5, 5), True)],
)
def test_a_practice_is_shown_where_five_of_two_teams_answered_beside_the_two_largest(answered, shown):
    assert is_shown(answered, 5) is shown


def blocks_of(families, threshold=5):
    """Blocks of districts written as ``{"North": (5, 5), None: (4,)}``; teams are named after their family."""
    people = {(family, place): n for family, numbers in families.items() for place, n in enumerate(numbers)}
    return sort_into_blocks(people, {team: team[0] for team in people}, threshold)


def described(blocks):
    return [("".join(map(str, block.families)), block.others, len(block.teams)) for block in blocks]


def test_each_safe_family_is_a_block_in_the_order_of_names_and_all_others_are_one():
    families = {"South": (5, 5, 5, 5), "North": (6, 6, 6, 6), "East": (5, 5), "West": (5,), None: (5,)}

    assert described(blocks_of(families)) == [("North", False, 4), ("South", False, 4), ("", True, 4)]


def test_others_that_are_not_safe_join_the_safe_family_with_the_fewest_people():
    families = {"North": (6, 6, 6, 6), "South": (5, 5, 5, 5), "East": (3, 3)}

    assert described(blocks_of(families)) == [("North", False, 4), ("South", True, 6)]


def test_of_safe_families_with_equally_many_people_others_join_the_first_by_name():
    families = {"South": (5, 5, 5, 5), "North": (5, 5, 5, 5), None: (1,)}

    assert described(blocks_of(families)) == [("North", True, 5), ("South", False, 4)]


def test_where_no_family_is_safe_all_schools_are_one_block_or_there_is_none():
    assert described(blocks_of({"North": (5, 5, 5), "South": (5,)})) == [("", True, 4)]
    assert blocks_of({"North": (3, 3), "South": (3,)}) == []
    assert blocks_of({}) == []


def test_no_school_is_in_two_blocks_and_none_is_left_out_beside_one():
    for numbers in combinations_with_replacement((0, 3, 5, 8), 4):
        blocks = blocks_of({"North": numbers, "South": (5, 5, 5, 5), None: (2,)})
        teams = [team for block in blocks for team in block.teams]
        assert len(teams) == len(set(teams)) == 9


def test_what_block_a_school_is_in_depends_on_the_day_s_families_alone():
    people = {1: 5, 2: 5, 3: 5, 4: 5}

    assert sort_into_blocks(people, dict.fromkeys(people, "North"), 5) == [Sorted((1, 2, 3, 4), ("North",))]


@pytest.mark.parametrize(("people", "step"), [(40, 5), (39, 10), (20, 10), (19, 20), (14, 20)])
def test_a_step_holds_at_least_two_people(people, step):
    assert step_of(people) == step
    if people >= 20:
        assert people * step >= 200


@pytest.mark.parametrize(
    ("counts", "step", "shares"),
    [
        ((10, 20, 7, 3), 5, (25, 50, 20, 5)),  # 25, 50, 17.5, 7.5: one step left, of equals to the first
        ((1, 1, 1, 0, 0, 17), 10, (10, 10, 0, 0, 0, 80)),  # 5, 5, 5, 85: two steps left, of equals to the first two
        ((0, 0, 14, 0), 20, (0, 0, 100, 0)),
        ((1, 39), 5, (5, 95)),  # 2.5 and 97.5: equal remainders, the first in the order of answers
        ((7, 7), 20, (60, 40)),
    ],
)
def test_shares_are_written_in_steps_by_largest_remainders(counts, step, shares):
    assert rounded_shares(counts, step) == shares


def test_shares_of_nobody_are_refused():
    with pytest.raises(ValueError, match="nobody"):
        rounded_shares((0, 0), 10)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=7).filter(any), st.sampled_from((5, 10, 20)))
def test_shares_are_whole_steps_that_make_a_hundred_and_none_is_moved_by_a_step(counts, step):
    shares = rounded_shares(counts, step)

    assert sum(shares) == 100
    for share, count in zip(shares, counts, strict=True):
        assert share % step == 0
        assert abs(share - Fraction(100 * count, sum(counts))) < step


def test_a_block_s_shares_are_of_all_its_people_who_did_not_answer_too():
    people = {"a": 6, "b": 6, "c": 5, "d": 5, "e": 0}  # 22 people: steps of 10 per cent
    answers = {"a": (3, 3, 0, 0, 0, 0), "b": (0, 6, 0, 0, 0, 0), "c": (0, 0, 4, 0, 1, 0), "d": (0, 0, 0, 2, 0, 1)}

    # 3, 9, 4, 2, 1, 1 and 2 of 22, in tenths: 1.36, 4.09, 1.82, 0.91, 0.45, 0.45, 0.91
    assert shares_of(Sorted(("a", "b", "c", "d", "e")), people, answers, 5) == (10, 40, 20, 10, 10, 0, 10)


def test_a_practice_that_too_few_answered_beside_the_two_largest_has_no_shares():
    people = dict.fromkeys("abcd", 6)
    answers = dict.fromkeys("ab", (0, 6, 0, 0, 0, 0)) | {"c": (2, 0, 0, 0, 0, 0), "d": (0, 0, 0, 0, 0, 3)}
    block = Sorted(tuple("abcd"))

    assert shares_of(block, people, answers, 5) is not None
    assert shares_of(block, people, answers | {"d": (0, 0, 0, 0, 0, 2)}, 5) is None
    assert shares_of(block, people, {}, 5) is None


def test_all_schools_is_the_mean_of_published_shares_weighted_by_people():
    assert weighted_shares([((50, 50), 40), ((20, 80), 20)]) == (40, 60)
    assert weighted_shares([((5, 95), 41), ((20, 80), 20)]) == (10, 90)  # 9.918…, 90.08…
    assert weighted_shares([((25, 75), 40), ((30, 70), 40)]) == (28, 73)  # 27.5 and 72.5, each half up


def test_a_mean_is_of_the_published_shares_of_levels():
    assert mean_level((10, 40, 30, 0), (1, 2, 3, 4)) == Fraction(18, 8)
    assert mean_level((0, 0, 0, 0), (1, 2, 3, 4)) is None


@pytest.mark.parametrize(
    ("mean", "quarters"), [(Fraction(2), 8), (Fraction(17, 8), 9), (Fraction(16, 8), 8), (Fraction(7, 3), 9)]
)
def test_a_mean_is_written_in_quarters_rounded_half_up(mean, quarters):
    assert in_quarters(mean) == quarters


def test_half_a_level_from_an_end_stands_for_all_beyond_it():
    assert [within_the_ends(q, (1, 2, 3, 4)) for q in (4, 5, 6, 7, 10, 13, 14, 15, 16)] == [
        6,
        6,
        6,
        7,
        10,
        13,
        14,
        14,
        14,
    ]


def test_steps_that_do_not_make_up_a_hundred_are_no_steps():
    with pytest.raises(ValueError, match="do not make up 100"):
        rounded_shares([1, 2], 30)


def test_shares_of_different_answers_are_not_put_together():
    """One answer more or less is a fault of the caller's, and never cut off without a word."""
    with pytest.raises(ValueError, match="zip"):
        mean_level([50, 50], [1, 2, 3])
    with pytest.raises(ValueError, match="zip"):
        weighted_shares([((50, 50), 20), ((50, 30, 20), 20)])
    block = Sorted(("a", "b", "c", "d"), ())
    with pytest.raises(ValueError, match="zip"):
        shares_of(block, dict.fromkeys("abcd", 9), {"a": (9,), "b": (9, 0), "c": (9, 0), "d": (9, 0)}, 5)
