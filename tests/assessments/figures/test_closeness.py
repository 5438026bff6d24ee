"""The words for how close together answers stand, on tables worked by hand."""

from itertools import product

import pytest

from assessments.figures.closeness import Closeness, closeness_of_block, closeness_of_team, is_mostly_close

EVERYBODY, HIGHER, LOWER, CLOSE, MOSTLY, CAMPS, SPREAD = Closeness


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 0, 5, 0), EVERYBODY),
        ((4, 0, 0, 0), EVERYBODY),
        ((0, 1, 0, 0), EVERYBODY),
        ((0, 4, 1, 0), HIGHER),
        ((0, 2, 1, 0), HIGHER),
        ((1, 4, 0, 0), LOWER),
        ((0, 0, 1, 2), LOWER),
        ((1, 1, 0, 0), CLOSE),  # of two nobody is nearly everybody
        ((0, 2, 2, 0), CLOSE),
        ((1, 3, 1, 0), CLOSE),  # three levels, all within one of the middle one
        ((2, 1, 0, 0), HIGHER),
        ((2, 2, 1, 0), CLOSE),  # median: the second of five, at the second level
        ((3, 2, 1, 0), MOSTLY),  # median: the third of six, at the lowest level; 5 of 6 within one
        ((3, 0, 1, 0), MOSTLY),  # exactly three quarters
        ((0, 1, 0, 3), MOSTLY),
        ((1, 0, 2, 0), SPREAD),  # two thirds, and one person is no camp
        ((1, 5, 1, 1), SPREAD),  # 7 of 8 within one, but both ends were chosen
        ((1, 0, 0, 9), SPREAD),
        ((2, 0, 2, 0), CAMPS),
        ((2, 0, 0, 4), CAMPS),  # exactly a third
        ((2, 0, 0, 5), SPREAD),  # less than a third
        ((3, 0, 1, 3), SPREAD),  # somebody between
        ((3, 0, 3, 1), SPREAD),  # somebody beyond
        ((1, 1, 0, 2), SPREAD),
        ((0, 0, 0, 0), None),
    ],
)
def test_the_word_for_a_team_is_the_first_that_fits(counts, word):
    assert closeness_of_team(counts) is word


@pytest.mark.parametrize(
    ("counts", "word"),
    [((2, 3), CLOSE), ((2, 1, 0), HIGHER), ((2, 0, 2), CAMPS), ((0, 3, 0, 3, 0), CAMPS), ((0, 1, 3, 0, 1), MOSTLY)],
)
def test_scales_have_any_number_of_levels(counts, word):
    assert closeness_of_team(counts) is word


def test_the_word_for_a_team_read_from_the_other_end_is_the_same_or_its_mirror():
    mirror = {HIGHER: LOWER, LOWER: HIGHER}
    for counts in product(range(4), repeat=4):
        people = sum(counts)
        if people % 2:  # of an even number the median is the lower of two, which has no mirror
            word = closeness_of_team(counts)
            assert closeness_of_team(counts[::-1]) is mirror.get(word, word)


@pytest.mark.parametrize(
    ("counts", "close"),
    [
        ((3, 0, 1, 0), True),
        ((2, 0, 1, 0), False),
        ((1, 5, 1, 1), False),  # both ends of the scale
        ((0, 6, 1, 1), True),
        ((0, 0, 4, 0), True),
        ((1, 1), False),  # of two levels any difference is both ends
    ],
)
def test_mostly_close_is_three_quarters_within_one_level_and_not_both_ends(counts, close):
    assert is_mostly_close(counts) is close


@pytest.mark.parametrize(
    ("shares", "word"),
    [
        ((0, 100, 0, 0), CLOSE),
        ((10, 60, 20, 10), CLOSE),  # median: the second; 90 of 100
        ((10, 55, 20, 15), SPREAD),  # 85 of 100
        ((5, 25, 10, 5), SPREAD),  # 40 of 45, a little less than 90 per cent
        ((0, 60, 20, 0), CLOSE),  # of the levels given alone: 80 of 80
        ((50, 10, 40, 0), CAMPS),  # somebody between them is no matter
        ((40, 20, 40, 0), CLOSE),  # the first that fits: all are within one level of a median between two camps
        ((35, 30, 0, 35), CAMPS),
        ((30, 0, 0, 60), CAMPS),  # exactly a third of the levels given
        ((25, 0, 0, 55), SPREAD),
        ((40, 40, 0, 20), SPREAD),  # two large groups side by side
        ((55, 25, 20, 0), SPREAD),  # median: the lowest; 80 of 100
        ((0, 0, 0, 0), None),
    ],
)
def test_the_word_for_a_block_is_made_of_its_shares_of_the_levels_given(shares, word):
    assert closeness_of_block(shares) is word
