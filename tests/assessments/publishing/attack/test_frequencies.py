"""How often two readers conclude more than shares: that all others answered alike, and how many gave each answer.

Sampled with fixed seeds: in each look a district, a practice's answers (``boards``) and two readers of two teams of
one block are drawn; the readers know who answered this practice in every team.
"""

import random

import pytest

from tests.assessments.publishing.attack.adversary import blocks_by_the_rule
from tests.assessments.publishing.attack.boards import at_one_level, board, realistic
from tests.assessments.publishing.attack.published import District, Team, district
from tests.assessments.publishing.attack.readers import how_often, pair_that_knows_most

pytestmark = pytest.mark.once


def boards(schools, families):
    """Thirty boards with so many schools, as far as they have blocks."""
    drawn = (board(random.Random(seed), schools, families) for seed in range(30))
    return [place for place in drawn if blocks_by_the_rule(place)]


# Forty teams, of which many have left: twenty people answered.
TWENTY_LEFT = [District(tuple(Team(f"family {n % 5}", 1 if n % 2 else 0) for n in range(40)))]
BOARDS = {
    "72 schools": (72, 5),
    "40 schools": (40, 5),
    "20 schools": (20, 4),
    "12 schools": (12, 3),
    "6 schools": (6, 2),
}
PLACES = {name: boards(*board) for name, board in BOARDS.items()} | {"twenty people left": TWENTY_LEFT}


@pytest.mark.parametrize("name", PLACES)
def test_in_boards_with_realistic_answers_little_is_concluded(name):
    found = how_often(random.Random(1), PLACES[name], realistic, looks=600)

    assert found.alike == 0
    assert found.counts < 0.02


@pytest.mark.parametrize("name", PLACES)
def test_in_boards_where_93_of_100_stand_at_one_level_all_alike_is_concluded_by_one_pair_in_ten_at_most(name):
    assert how_often(random.Random(2), PLACES[name], at_one_level, looks=600).alike <= 0.1


# The blocks in which two readers know most: no more than ten others remain. Named by the sizes of their teams.
SMALLEST = {
    "twelve teams of one": [(1,) * 12],
    "F": [(4, 4, 4), (2, 2, 2)],
    "H": [(5, 5, 5, 5)],
    "9, 9, 9, 1": [(9, 9, 9, 1)],
    "15, 15, 9, 1": [(15, 15, 9, 1)],
}


@pytest.mark.parametrize("name", SMALLEST)
def test_in_the_smallest_blocks_the_two_who_know_most_conclude_more_and_so_much_at_most(name):
    """What no board with ten others in a block can count on: the limits of the two tests above do not hold here.

    Where nearly everybody stands at one level, all ten others do in every second world.
    """
    places = [district(*SMALLEST[name])]
    found = how_often(random.Random(1), places, realistic, 1000, pair_of=pair_that_knows_most)
    at_one = how_often(random.Random(2), places, at_one_level, 500, pair_of=pair_that_knows_most)

    assert found.alike <= 0.003
    assert found.counts <= 0.05
    assert at_one.alike <= 0.25
