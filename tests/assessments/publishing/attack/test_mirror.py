"""The district team beside all schools: quarters of a level, coded ends, and who answered.

Exhaustive: district teams of seven to nine people who answered, every world on the scale of four levels, for readers
who know none of it, and for one or two of its people who were not at the reveal and know their own answers.
"""

from collections import defaultdict

import pytest

from tests.assessments.publishing.attack.adversary import certain, every_count, is_alike
from tests.assessments.publishing.attack.boards import ANSWERS
from tests.assessments.publishing.attack.published import district, mirrored

pytestmark = pytest.mark.once

PLACE = district((5, 5, 5, 5))


def certainties(people, own):
    """Whatever readers with these answers are certain of: the mean they read, and the worlds of all others."""
    alike_outside = defaultdict(list)
    for others in every_count(people - sum(own), ANSWERS):
        read = mirrored(tuple(map(sum, zip(own, others, strict=True))), PLACE)
        alike_outside[read].append([others])
    for (_people, mean), worlds in alike_outside.items():
        if any(certain(worlds, PLACE.threshold, PLACE.levels)):
            yield mean, [others for [others] in worlds]


@pytest.mark.parametrize("readers", [0, 1])
@pytest.mark.parametrize("people", [7, 8, 9])
def test_one_reader_is_certain_of_nothing_but_that_none_of_the_others_gave_a_level(people, readers):
    """Which a mean of nobody says, and does not say what they answered instead."""
    for own in every_count(readers, ANSWERS):
        for mean, worlds in certainties(people, own):
            assert mean is None
            assert not any(any(others[: PLACE.levels]) for others in worlds)
            assert len(worlds) > 1


@pytest.mark.parametrize("people", [7, 8, 9])
def test_two_readers_may_conclude_that_all_others_answered_alike_and_nothing_else(people):
    """The residue that the rule names: two at one end, and all others, five at least, at the other."""
    for own in every_count(2, ANSWERS):
        for _mean, worlds in certainties(people, own):
            assert all(is_alike(others, PLACE.levels) for others in worlds)


def test_the_mirror_shows_the_district_team_by_who_answered_and_never_how_many_gave_a_level():
    shown = {mirrored(counts, PLACE)[0] for counts in every_count(7, ANSWERS)}

    assert shown == {7}
    for fewer in range(7):  # case A's district team has five
        assert {mirrored(counts, PLACE) for counts in every_count(fewer, ANSWERS)} == {None}


def test_a_mean_that_is_not_in_quarters_says_what_seven_answered():
    """The attack wins where the ends are not coded: all of them chose the last level."""
    exact = defaultdict(list)
    for counts in every_count(7, ANSWERS):
        given = sum(counts[:4])
        exact[given and sum((level + 1) * counts[level] for level in range(4)) / given, given].append([counts])

    assert next(certain(exact[4, 7], PLACE.threshold, PLACE.levels), None)
