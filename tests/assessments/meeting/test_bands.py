"""Which practices a meeting talks about first, and when a spread is shown: the rules, worked by hand."""

import pytest

from assessments.meeting.bands import Answered, Bands, in_bands, is_talked_about_first, spread_is_shown


@pytest.mark.parametrize(
    ("counts", "people", "who_rate", "shown"),
    [
        ((0, 2, 1, 0), 3, 3, True),
        ((0, 2, 0, 0), 6, 6, False),  # two gave a level, however many answered
        ((0, 2, 1, 0), 3, 6, True),  # exactly half of those who rate
        ((0, 2, 1, 0), 3, 7, False),
        ((0, 2, 1, 0), 4, 7, True),  # the fourth had not enough information
        ((0, 0, 0, 0), 0, 0, False),
    ],
)
def test_a_spread_is_shown_where_three_gave_a_level_and_half_of_those_who_rate_answered(
    counts, people, who_rate, shown
):
    assert spread_is_shown(Answered(counts, people), who_rate) is shown


@pytest.mark.parametrize(
    ("counts", "people", "who_rate", "first"),
    [
        ((2, 0, 1, 0), 3, 3, True),  # two thirds within one level
        ((3, 0, 1, 0), 4, 4, False),  # exactly three quarters
        ((1, 6, 1, 0), 8, 8, False),
        ((1, 6, 0, 1), 8, 8, True),  # 7 of 8, but both ends of the scale
        ((2, 0, 2, 0), 4, 8, True),  # half have answered
        ((2, 0, 2, 0), 4, 9, False),
        ((2, 0, 2, 0), 5, 9, True),  # one of them without a level
        ((1, 0, 0, 1), 6, 6, False),  # too few levels for anything
        ((0, 5, 0, 0), 5, 5, False),
    ],
)
def test_first_is_talked_about_what_stands_far_apart_among_enough_answers(counts, people, who_rate, first):
    assert is_talked_about_first(Answered(counts, people), who_rate) is first


def test_each_band_keeps_the_edition_s_order_whatever_the_answers():
    answers = {
        "c": Answered((2, 0, 0, 2), 4),
        "a": Answered((2, 0, 2, 0), 4),
        "d": Answered((0, 4, 0, 0), 4),
        "b": Answered((1, 0, 0, 1), 4),
    }

    assert in_bands("edcba", answers, 5) == Bands(first=("c", "a"), rest=("e", "d", "b"))


def test_a_practice_s_band_does_not_depend_on_other_practices():
    wide, close = Answered((2, 0, 0, 2), 4), Answered((0, 4, 0, 0), 4)

    assert in_bands("ab", {"a": wide, "b": close}, 4) == Bands(("a",), ("b",))
    assert in_bands("ab", {"a": wide, "b": wide}, 4) == Bands(("a", "b"), ())
    assert in_bands("ab", {"a": close}, 4) == Bands((), ("a", "b"))
    assert in_bands("", {}, 4) == Bands((), ())
