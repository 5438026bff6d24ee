"""Each figure against a table worked by hand."""

from fractions import Fraction

import pytest

from reports.figures.outcomes import (
    CHANGING,
    COVERAGE,
    EVIDENCE,
    LEVEL,
    TARGET,
    Counts,
    Range,
    added,
    group_figure,
    percent,
    range_of_others,
    tenths,
)

pytestmark = pytest.mark.once

# Eight practices, one does not apply, five agreed: 4, 3, 3, 2, 1 (target 3); four with evidence, one changing outcomes.
WORKED = Counts(8, 7, 5, 13, 3, 4, 1, 1, 0)


def school(level_total, agreed, applicable=10, **fields):
    return Counts(practices=applicable, applicable=applicable, agreed=agreed, level_total=level_total, **fields)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (LEVEL, Fraction(13, 5)),
        (TARGET, Fraction(3, 5)),
        (COVERAGE, Fraction(5, 7)),
        (EVIDENCE, Fraction(4, 7)),
        (CHANGING, Fraction(1, 7)),
    ],
)
def test_a_figure_is_one_count_over_another(figure, expected):
    assert figure.of(WORKED) == expected


@pytest.mark.parametrize("figure", [LEVEL, TARGET])
def test_nothing_agreed_gives_none_and_never_zero(figure):
    assert figure.of(Counts(practices=7, applicable=7)) is None


@pytest.mark.parametrize("figure", [LEVEL, TARGET, COVERAGE, EVIDENCE, CHANGING])
def test_nothing_applicable_gives_none_and_never_zero(figure):
    assert figure.of(Counts(practices=7)) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(9, 4), 23),  # 2.25
        (Fraction(47, 20), 24),  # 2.35, which a float holds as a little less
        (Fraction(49, 20), 25),  # 2.45
        (Fraction(224, 100), 22),
        (3, 30),
        (Fraction(-1, 4), -2),  # half up, towards the higher
    ],
)
def test_a_level_is_rounded_half_up_to_one_decimal(value, expected):
    assert tenths(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(Fraction(1, 8), 13), (Fraction(109, 200), 55), (Fraction(1, 3), 33)])
def test_a_share_is_rounded_half_up_to_whole_per_cent(value, expected):
    assert percent(value) == expected


def test_the_district_is_the_mean_of_its_schools_each_once():
    # 2.0 of ten practices and 4.0 of five: the mean of the schools is 3.0, that of the practices would be 2.67.
    mean = group_figure(LEVEL, [school(20, 10), school(20, 5)])

    assert (mean.value, mean.schools, mean.left_out) == (3, 2, 0)


def test_a_school_with_half_of_its_practices_agreed_counts_and_with_fewer_it_is_left_out():
    mean = group_figure(LEVEL, [school(10, 5), school(16, 4), school(0, 0)])

    assert (mean.value, mean.schools, mean.left_out) == (2, 1, 2)


@pytest.mark.parametrize(
    ("agreed", "applicable", "enough"),
    [(5, 10, True), (4, 10, False), (4, 7, True), (3, 7, False), (1, 2, True), (1, 3, False)],
)
def test_half_is_enough_wherever_it_is_asked_and_coverage_asks_for_none(agreed, applicable, enough):
    counts = school(3 * agreed, agreed, applicable)

    assert counts.is_thin is not enough
    assert (LEVEL.counts_in_a_group(counts), COVERAGE.counts_in_a_group(counts)) == (enough, True)
    assert [group_figure(figure, [counts]).schools for figure in (LEVEL, COVERAGE)] == [enough, 1]


def test_coverage_is_a_mean_over_every_school():
    mean = group_figure(COVERAGE, [school(20, 10), school(4, 2), Counts(practices=10)])

    assert (mean.value, mean.schools, mean.left_out) == (Fraction(3, 5), 2, 1)


def test_rounding_happens_once_at_the_end():
    # 2.25 and 2.25 have the mean 2.25, shown 2.3; means of means that were rounded first would drift.
    mean = group_figure(LEVEL, [school(9, 4, 4), school(9, 4, 4), school(9, 4, 4)])

    assert tenths(mean.value) == 23


def test_a_group_without_a_school_that_counts_has_no_figure():
    assert group_figure(LEVEL, [school(2, 1)]).value is None


def test_a_family_needs_two_schools_that_count():
    assert group_figure(LEVEL, [school(20, 10), school(2, 1)], fewest=2).value is None
    assert group_figure(LEVEL, [school(20, 10), school(30, 10)], fewest=2).value == Fraction(5, 2)


def test_a_range_needs_five_other_schools_that_count():
    others = [school(total, 10) for total in (20, 25, 30, 35)]

    assert range_of_others(LEVEL, [*others, school(2, 1)]) is None

    shown = range_of_others(LEVEL, [*others, school(40, 10)])
    assert (shown.low, shown.high, shown.schools) == (2, 4, 5)
    assert range_of_others(LEVEL, [*others, school(40, 10), school(10, 10)]) == Range(Fraction(1), Fraction(4), 6)


def test_counts_are_added_up_column_by_column():
    assert added([WORKED, WORKED]) == Counts(16, 14, 10, 26, 6, 8, 2, 2, 0)
    assert added([]) == Counts() == (0,) * len(WORKED)
