"""Figures from individual ratings, on tables worked by hand and by properties that hold for every table."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.figures.spread import Spread, dispersion, krippendorff_alpha, median_position, spread, within_one

pytestmark = pytest.mark.once

# People at each level of a scale, lowest first.
tables = st.lists(st.integers(0, 12), min_size=2, max_size=7).map(tuple)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # K = 4: 4/3 · Σ F(1 − F) over the first three levels.
        ((6, 0, 0, 0), 0.0),
        ((0, 0, 0, 9), 0.0),
        ((3, 0, 0, 3), 1.0),  # F = ½, ½, ½: 4/3 · 3/4
        ((1, 1, 1, 1), 5 / 6),  # F = ¼, ½, ¾: 4/3 · (3 + 4 + 3)/16
        ((0, 2, 2, 0), 1 / 3),  # F = 0, ½, 1
        ((1, 0, 0, 2), 8 / 9),  # F = ⅓, ⅓, ⅓: 4/3 · 3 · 2/9
        ((0, 1, 2, 2), 4 / 3 * (4 / 25 + 6 / 25)),  # F = 0, ⅕, ⅗
        # K = 3: 4/2 · Σ over two.
        ((1, 0, 1), 1.0),
        ((1, 1, 1), 2 * (2 / 9 + 2 / 9)),
        # K = 2: four times the variance of a coin.
        ((1, 3), 0.75),
    ],
)
def test_dispersion_is_that_of_blair_and_lacy_worked_by_hand(counts, expected):
    assert dispersion(counts) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 1, 0, 0)])
def test_there_is_no_dispersion_of_fewer_than_two(counts):
    assert dispersion(counts) is None


@given(tables)
def test_dispersion_lies_between_zero_and_one(counts):
    assume(sum(counts) >= 2)
    assert -1e-12 <= dispersion(counts) <= 1 + 1e-12


@given(tables)
def test_dispersion_is_zero_exactly_when_all_agree(counts):
    assume(sum(counts) >= 2)
    assert (dispersion(counts) == 0) == (sum(1 for count in counts if count) == 1)


@given(st.integers(1, 20), st.integers(2, 7))
def test_dispersion_is_one_when_half_stand_at_each_end(half, levels):
    assert dispersion((half, *[0] * (levels - 2), half)) == pytest.approx(1)


@given(tables)
def test_dispersion_is_the_same_read_from_the_other_end(counts):
    assume(sum(counts) >= 2)
    assert dispersion(counts) == pytest.approx(dispersion(counts[::-1]))


@given(st.lists(st.integers(0, 3), max_size=20), st.randoms())
def test_a_spread_does_not_know_who_came_first(positions, chance):
    shuffled = positions[:]
    chance.shuffle(shuffled)
    assert spread(shuffled, 4, 2) == spread(positions, 4, 2)


def test_a_spread_counts_people_at_each_level_and_not_enough_information_apart():
    counted = spread([0, 3, 3, 1], levels=4, not_enough=2)
    assert counted == Spread((1, 1, 0, 2), 2)
    assert counted.people == 4


@pytest.mark.parametrize(
    ("counts", "middle"),
    [
        ((0, 0, 0, 0), None),
        ((0, 0, 1, 0), 2),
        ((1, 1, 0, 0), 0),  # of two the lower
        ((2, 0, 0, 2), 0),  # of two the lower: a level somebody chose
        ((1, 0, 0, 2), 3),
        ((0, 2, 1, 2), 2),
        ((1, 2, 2, 1), 1),
        ((0, 0, 3, 3), 2),
    ],
)
def test_the_median_is_the_middle_level_and_of_two_the_lower(counts, middle):
    assert median_position(counts) == middle


@given(tables)
def test_the_median_is_a_level_that_somebody_chose_with_no_majority_on_either_side(counts):
    assume(sum(counts))
    middle = median_position(counts)
    assert counts[middle] > 0
    assert 2 * sum(counts[:middle]) < sum(counts)
    assert 2 * sum(counts[middle + 1 :]) <= sum(counts)


@pytest.mark.parametrize(
    ("counts", "people"),
    [
        ((0, 0, 0, 0), None),
        ((0, 5, 0, 0), 5),
        ((2, 0, 0, 2), 2),  # median: the lowest
        ((1, 0, 0, 4), 4),
        ((0, 2, 1, 2), 5),
        ((1, 1, 3, 0), 4),
        ((1, 0, 1, 3), 4),
    ],
)
def test_how_many_are_within_one_level_of_the_median_worked_by_hand(counts, people):
    assert within_one(counts) == people


# -- Krippendorff's alpha -------------------------------------------------------------------------------


def units_of(*observers, levels):
    """People at each level of each unit, from what each observer said of all of them; a dot is a missing answer."""
    return [
        tuple(sum(said == str(level) for said in unit) for level in levels)
        for unit in zip(*(observer.split() for observer in observers), strict=True)
    ]


def test_alpha_is_as_published_for_many_observers_with_missing_data():
    """Krippendorff (2011), example C with the ordinal metric of section E: four observers, twelve units, 0.815."""
    units = units_of(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
        levels=range(1, 6),
    )

    assert round(krippendorff_alpha(units), 3) == Fraction(815, 1000)


def test_alpha_is_as_published_for_two_observers_of_two_levels():
    """Krippendorff (2011), example A: two levels, for which every metric gives the same, 0.095."""
    units = units_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", levels=(0, 1))

    assert round(krippendorff_alpha(units), 3) == Fraction(95, 1000)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([(2, 0, 0), (0, 0, 2)], 1),
        # Two levels, one of each twice: pairs differ in 4 of the 6 that chance would draw, and in all that there are.
        ([(1, 1), (1, 1)], Fraction(-1, 2)),
        # By hand, three levels: n = 2, 1, 1. Apart: 1–2: (3 − 3/2)² = 9/4, 2–3: (2 − 1)² = 1, 1–3: (4 − 3/2)² = 25/4.
        # Expected 2·9/4 + 1 + 2·25/4 = 18; observed in the second unit alone: 1; 1 − 3 · 1/18.
        ([(2, 0, 0), (0, 1, 1)], Fraction(5, 6)),
        # A single answer pairs with nobody's, so it changes nothing.
        ([(2, 0, 0), (0, 1, 1), (0, 0, 1)], Fraction(5, 6)),
    ],
)
def test_alpha_worked_by_hand(units, alpha):
    assert krippendorff_alpha(units) == alpha


@pytest.mark.parametrize("units", [[], [(1, 0), (0, 1)], [(3, 0, 0), (5, 0, 0)], [(0, 0)]])
def test_there_is_no_alpha_where_nothing_can_be_paired_or_all_answers_are_the_same(units):
    assert krippendorff_alpha(units) is None


def test_there_is_no_alpha_of_things_that_were_rated_on_different_scales():
    with pytest.raises(ValueError, match="zip"):
        krippendorff_alpha([(2, 0, 0), (0, 2)])


def pairwise_alpha(units):
    """Alpha from its other end: disagreement of every pair of answers, one by one."""
    answers = [[level for level, count in enumerate(unit) for _person in range(count)] for unit in units]
    answers = [unit for unit in answers if len(unit) > 1]
    everything = sorted(itertools.chain(*answers))

    def apart(one, other):
        low, high = sorted((one, other))
        ends = sum(level in (low, high) for level in everything)
        return 0 if low == high else (sum(low <= level <= high for level in everything) - Fraction(ends, 2)) ** 2

    def mean(pairs):
        pairs = list(pairs)
        return Fraction(sum(apart(*pair) for pair in pairs), len(pairs))

    weighed = sum(len(unit) * mean(itertools.permutations(unit, 2)) for unit in answers)
    return 1 - weighed / len(everything) / mean(itertools.permutations(everything, 2))


@given(st.lists(st.lists(st.integers(0, 2), min_size=4, max_size=4).map(tuple), min_size=1, max_size=4))
@settings(deadline=None, max_examples=30)
def test_alpha_is_the_same_pair_by_pair(units):
    alpha = krippendorff_alpha(units)
    assume(alpha is not None)

    assert alpha == pairwise_alpha(units)
    assert alpha == krippendorff_alpha([unit[::-1] for unit in units])


def test_how_many_are_within_one_level_of_the_median():
    assert [within_one(counts) for counts in ((0, 0, 0), (3, 0, 2), (1, 1, 1), (1, 0, 0, 2))] == [None, 3, 3, 2]
