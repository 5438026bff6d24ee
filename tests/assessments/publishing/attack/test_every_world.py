"""Blocks with too many worlds to publish one by one, attacked by counts; what is exhaustive stands at each test.

That a block's shares are made of its counts and of nothing else is held in ``test_small_districts.py`` in every world
and in ``test_large_districts.py`` by examples.
"""

import pytest

from assessments.publishing.blocks import rounded_shares, step_of
from tests.assessments.publishing.attack.every_world import conclude_everything

pytestmark = pytest.mark.once


def everything_concluded(people, mine, theirs, threshold=5, levels=4, without=2):
    """What is certain in a block with so many people, of whom so many of the readers' and of the others answered."""
    absent, step = people - mine - theirs, step_of(people)
    assert absent >= 0

    def write(counts):
        return rounded_shares((*counts, absent), step)

    return conclude_everything(write, mine, theirs, threshold, levels + without, levels)


@pytest.mark.parametrize(
    ("people", "mine", "theirs"),
    [
        (18, 8, 10),  # F: the readers are in two teams of four
        (18, 6, 12),  # in a team of four and one of two
        (18, 4, 14),  # in two teams of two, or in one of four
        (18, 8, 5),  # five others answered, the fewest that are shown
        (20, 10, 10),  # H: the readers are in two teams of five
        (20, 10, 5),
        (20, 5, 5),
    ],
)
def test_of_fewer_than_five_others_nothing_is_certain_in_the_cases_f_and_h(people, mine, theirs):
    """Every world: four levels, *not enough information*, *does not apply*; who answered is known to the readers."""
    found = everything_concluded(people, mine, theirs)

    assert found.breaches == 0
    assert found.alike  # the residue that the rule names


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize("people", range(8, 23))
def test_of_fewer_than_m_others_nothing_is_certain_in_any_block(people, threshold):
    """Every block of 8 to 22 people with two levels and one answer without a level, however many answered.

    ``mine``: how many answered in the readers' teams; 2 *m* others are in the block, and *m* of them answered.
    """
    for mine in range(max(0, people - 2 * threshold) + 1):
        for theirs in range(threshold, people - mine + 1):
            found = everything_concluded(people, mine, theirs, threshold, levels=2, without=1)
            assert found.breaches == 0


@pytest.mark.parametrize("levels", [3, 5])
def test_of_fewer_than_five_others_nothing_is_certain_on_other_scales(levels):
    """Every world of twelve teams of one person, the smallest block there is, seen from two of them."""
    assert everything_concluded(12, 2, 10, levels=levels).breaches == 0


def test_the_attack_by_counts_finds_exact_shares():
    """Shares that are not rounded say how many of the others gave each answer, in every world."""
    found = conclude_everything(lambda counts: counts, 4, 6, 3, 4, 3)

    assert found.counts == found.number
    assert found.alike == 35 * 4
