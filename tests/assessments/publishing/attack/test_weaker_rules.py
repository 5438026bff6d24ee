"""The attack breaks every rule that is weaker than the product's: otherwise its silence would say nothing."""

import random
from fractions import Fraction
from functools import partial

import pytest

from tests.assessments.publishing.attack.adversary import breaches, showings, worlds_told_apart
from tests.assessments.publishing.attack.boards import at_one_level, realistic
from tests.assessments.publishing.attack.published import district, published
from tests.assessments.publishing.attack.readers import how_often
from tests.assessments.publishing.attack.weaker import (
    shares_where_enough_gave_a_level,
    shares_with_one_taken_away,
    sorted_with_one_taken_away,
    with_all_schools_counted_anew,
    with_single_teams,
    with_steps,
)

pytestmark = pytest.mark.once

FIVE_PAIRS = district((2,) * 5, threshold=3, levels=2)
FIVE_AND_ONE = district((2,) * 5, (2,), threshold=3, levels=2)
F_AND_H = [district((4, 4, 4), (2, 2, 2)), district((5, 5, 5, 5))]


def first_breach(publish, place, answers, mine=(0, 1)):
    return next(breaches(publish, place, [team.people for team in place.teams], mine, answers), None)


def test_a_single_team_s_shares_say_what_its_people_answered():
    assert first_breach(with_single_teams, FIVE_PAIRS, answers=3)
    assert next(worlds_told_apart(with_single_teams, FIVE_PAIRS, (2,) * 5, answers=2))


def test_all_schools_counted_anew_beside_a_family_say_what_the_one_other_school_answered():
    found = breaches(with_all_schools_counted_anew, FIVE_AND_ONE, (2,) * 6, (0, 1), answers=2)

    assert any(breach.people == (0, 0, 0, 2) and breach.what == "sum" for breach in found)
    assert first_breach(published, FIVE_AND_ONE, answers=2) is None


def test_with_only_the_largest_team_taken_away_two_readers_subtract_their_way_to_the_third():
    place = district((4, 4, 2), threshold=3, levels=2)
    weaker = partial(published, sort=sorted_with_one_taken_away, shares=shares_with_one_taken_away)

    assert first_breach(weaker, place, answers=3)
    assert published(place, [(4, 0, 0), (4, 0, 0), (0, 0, 2)]).blocks == ()


def test_what_is_shown_tells_where_it_depends_on_what_people_said():
    place = district((3, 3, 3, 3), threshold=3, levels=2)
    weaker = partial(published, shares=shares_where_enough_gave_a_level)

    assert showings(weaker, place, (3, 3, 3, 3), answers=3) == {(True,), (False,)}
    assert showings(published, place, (3, 3, 3, 3), answers=3) == {(True,)}


@pytest.mark.parametrize("step", [lambda people: 5, partial(Fraction, 100)], ids=["of one person", "unrounded"])
def test_finer_steps_say_the_others_exact_counts_far_too_often(step):
    """Still nobody's own answer is certain, but how many of the others gave each, and so that all gave one."""
    exact = how_often(random.Random(1), F_AND_H, realistic, 200, with_steps(step))
    at_one = how_often(random.Random(2), F_AND_H, at_one_level, 200, with_steps(step))

    assert exact.counts > 0.5
    assert at_one.alike > 0.4


def test_the_weaker_steps_are_the_only_difference():
    world = [(2, 2, 0, 0, 0, 0)] * 3 + [(0, 0, 1, 1, 0, 0)] * 3

    assert with_steps(lambda people: 20)(F_AND_H[0], world) == published(F_AND_H[0], world)
