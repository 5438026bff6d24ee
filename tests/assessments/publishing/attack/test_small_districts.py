"""Small districts, attacked in every world.

Exhaustive here: for *m* = 3 every district of one family with at most twelve people in at most eight teams, everybody
answering, over two answers, readers in the two largest teams (who know most); a few of these over three answers, with
people who did not answer. For the districts of *m* = 5 in which there is something to attack, see
``test_every_world.py``; that nothing stands outside in the others is said here whoever answers.
"""

from itertools import combinations_with_replacement, product

import pytest

from tests.assessments.publishing.attack.adversary import (
    blocks_by_the_rule,
    breaches,
    every_count,
    safe,
    showings,
    worlds_told_apart,
)
from tests.assessments.publishing.attack.boards import ANSWERS
from tests.assessments.publishing.attack.published import Outside, blocks_of, district, published
from tests.assessments.publishing.attack.readers import read_by

pytestmark = pytest.mark.once

NOTHING = Outside(())
CASES = {
    "A": [(3, 3)],
    "B": [(6, 2)],
    "C": [(5,), (1,)],
    "D": [(5, 3, 2)],
    "E": [(6,), (5,)],
    "F": [(4, 4, 4), (2, 2, 2)],
    "G": [(9, 3, 3)],
    "H": [(5, 5, 5, 5)],
}


@pytest.mark.parametrize("case", "ABCDEG")
def test_nothing_stands_outside_whoever_answered_and_whatever_they_said(case):
    families = CASES[case]
    seats = [range(size + 1) for sizes in families for size in sizes]
    for people in product(*seats):
        left = iter(people)
        place = district(*[tuple(next(left) for _ in sizes) for sizes in families])
        for answer in range(ANSWERS):
            world = [tuple(number * (answer == given) for given in range(ANSWERS)) for number in people]
            assert published(place, world) == NOTHING


def test_a_block_of_case_f_is_all_schools_and_only_when_everybody_answered_something():
    for large in product(range(5), repeat=3):
        for small in product(range(3), repeat=3):
            blocks = blocks_of(district(large, small))
            assert len(blocks) == ((*large, *small) == (4, 4, 4, 2, 2, 2))


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize("cut", range(7))
def test_schools_are_sorted_as_the_rule_says(cut, threshold):
    for sizes in combinations_with_replacement(range(0, 7, 2), 6):
        place = district(sizes[:cut], sizes[cut:5], loose=sizes[max(cut, 5) :], threshold=threshold)
        keys = list(place.people)
        found = [{keys.index(team) for team in block.teams} for block, _people in blocks_of(place)]
        assert found == blocks_by_the_rule(place)


def smallest_districts():
    """Sizes of the teams of every block of at most twelve people and eight teams for *m* = 3."""
    for teams in range(4, 9):
        for sizes in combinations_with_replacement(range(6, 0, -1), teams):
            if sum(sizes) <= 12 and safe(sizes, 6):
                yield sizes


@pytest.mark.parametrize("sizes", list(smallest_districts()), ids=str)
def test_two_readers_are_certain_of_nothing_in_the_smallest_blocks(sizes):
    place = district(sizes, threshold=3, levels=2)

    assert next(breaches(published, place, sizes, (0, 1), answers=2), None) is None


PLACES = [
    ((2, 2, 2, 2, 2), (2, 2, 2, 2, 2), (0, 1)),
    ((2, 2, 2, 2, 2), (2, 2, 2, 2, 2), (0,)),
    ((3, 3, 3, 3), (3, 3, 3, 3), (0, 3)),
    ((3, 3, 3, 3), (3, 3, 2, 1), (0, 1)),
    ((3, 3, 3, 3), (3, 1, 2, 2), (0, 2)),
    ((1, 1, 1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1, 1, 1), (0, 1)),
    ((4, 4, 3, 3), (4, 0, 3, 3), (0, 1)),
]


@pytest.mark.parametrize(("sizes", "answered", "mine"), PLACES, ids=str)
def test_readers_are_certain_of_nothing_about_fewer_than_m_others(sizes, answered, mine):
    """Two levels and *not enough information*; of one reader's team or two, largest or not."""
    place = district(sizes, threshold=3, levels=2)

    assert next(breaches(published, place, answered, mine, answers=3), None) is None


@pytest.mark.parametrize("sizes", [(2, 2, 2, 2, 2), (3, 3, 3, 3)], ids=str)
def test_nothing_that_is_made_of_one_team_stands_outside(sizes):
    """Worlds in which a block's people gave the same answers, in whichever teams, read the same."""
    place = district(sizes, threshold=3, levels=2)

    assert next(worlds_told_apart(published, place, sizes, answers=3), None) is None


@pytest.mark.parametrize("case", CASES)
def test_no_team_is_named_outside(case):
    place = district(*CASES[case])
    world = [(team.people, 0, 0, 0, 0, 0) for team in place.teams]

    assert not any(team in repr(published(place, world)) for team in place.people)


def test_what_is_shown_is_the_same_whatever_anybody_says():
    place = district((3, 3, 3, 3), threshold=3, levels=2)
    shown = {answered: showings(published, place, answered, answers=2) for answered in product(range(4), repeat=4)}

    assert shown == {answered: {(safe(answered, 3),)} for answered in shown}


@pytest.mark.parametrize("answer", range(ANSWERS))
def test_where_a_team_answers_alike_readers_conclude_it_only_when_all_others_do(answer):
    """Case H; 5 is *does not apply*. One team says one thing; the readers of two others differ among themselves."""
    place = district(*CASES["H"])
    alike = tuple(5 * (given == answer) for given in range(ANSWERS))
    for mine in ((2, 1, 0, 1, 1, 0), (0, 5, 0, 0, 0, 0), (1, 1, 1, 1, 0, 1)):
        for fourth in every_count(5, ANSWERS):
            [others] = read_by(place, [alike, mine, mine, fourth], (1, 2))
            assert others.people == 10
            if others.conclusion.alike:
                assert fourth == alike
