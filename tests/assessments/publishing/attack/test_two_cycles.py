"""Two cycles, and one person who came between them: what the second publication adds to the first.

Exhaustive: five teams of two people, two answers, *m* = 3, a person who joins the last team; readers in two teams.
"""

from collections import defaultdict
from itertools import product

import pytest

from tests.assessments.publishing.attack.adversary import certain, is_alike, worlds_of
from tests.assessments.publishing.attack.published import district, published

pytestmark = pytest.mark.once

BEFORE, AFTER = (2, 2, 2, 2, 2), (2, 2, 2, 2, 3)
READERS = ((1, 1), (2, 0))  # what the readers' teams say, in both cycles


def read_alike(sizes):
    """The worlds of the other teams in one cycle, by what stands outside."""
    place, alike = district(sizes, threshold=3, levels=2), defaultdict(list)
    for others in worlds_of(sizes[2:], 2):
        alike[published(place, (*READERS, *others))].append(others)
    return list(alike.values())


def together(world):
    return tuple(map(sum, zip(*world, strict=True)))


def test_where_people_answer_anew_two_cycles_say_what_each_says_by_itself():
    for first, second in product(read_alike(BEFORE), read_alike(AFTER)):
        both = [before + after for before in first for after in second]
        for _what, people in certain(both, 3, 2):
            cycles = ((first, people[:3]), (second, people[3:]))
            for worlds, some in cycles:
                assert not any(some) or all(is_alike(together(world)) for world in worlds)


def test_who_knows_that_all_others_answered_as_before_may_learn_what_the_newcomer_said():
    """What no rounding excludes, and what is named under what is not protected."""
    alike = defaultdict(set)
    before, after = (district(sizes, threshold=3, levels=2) for sizes in (BEFORE, AFTER))
    for others in worlds_of(BEFORE[2:], 2):
        for answer in range(2):
            newcomer = (*others[:2], tuple(count + (answer == place) for place, count in enumerate(others[2])))
            read = published(before, (*READERS, *others)), published(after, (*READERS, *newcomer))
            alike[read].add(answer)

    assert {len(answers) for answers in alike.values()} == {1, 2}
