"""The attack on the two bands: what one member, or two who tell each other, learn of answers that are not revealed.

Exhaustive: teams in which three to eight rate, however many of them answered, every answer (two to five levels, *not
enough information*, *does not apply*), every answer of the reader's own, none included. The reader knows who answered,
in which band the practice stands, and where it was revealed without a spread, that too. A practice's band and spread
are made of its own answers alone, so that the reveals of others add nothing; a spread that is shown is a reveal.
"""

from collections import Counter, defaultdict
from itertools import combinations_with_replacement

import pytest

from assessments.meeting.bands import Answered, in_bands, spread_is_shown
from tests.assessments.publishing.attack.adversary import every_count

pytestmark = pytest.mark.once

PRACTICE = "7.2"
NO_LEVEL = 2


def sights(levels, who_rate, own):
    """The worlds of the others by what the readers see: how many others answered, the band, a reveal without a spread.

    ``own``: the readers' answers; beyond the last stands for none.
    """
    answers, seen = levels + NO_LEVEL, defaultdict(list)
    mine = Counter(own)
    for others in range(1, who_rate - len(own) + 1):
        for counts in every_count(others, answers):
            together = [count + mine[answer] for answer, count in enumerate(counts)]
            answered = Answered(tuple(together[:levels]), sum(together))
            bands = in_bands([PRACTICE], {PRACTICE: answered}, who_rate)
            seen[others, bands, None].append(counts)
            if not spread_is_shown(answered, who_rate):
                seen[others, bands, "no spread"].append(counts)
    return seen


def answers_in(worlds):
    """Which answers somebody gave in any of these worlds."""
    return {answer for counts in worlds for answer, count in enumerate(counts) if count}


@pytest.mark.parametrize("levels", [2, 3, 4, 5])
def test_one_member_is_certain_of_no_other_person_s_answer(levels):
    for who_rate in range(3, 9):
        for own in range(levels + NO_LEVEL + 1):
            for worlds in sights(levels, who_rate, [own]).values():
                assert len(answers_in(worlds)) > 1


def certain_counts(levels):
    """Where one member knows how many of the others gave each answer, though not who."""
    for who_rate in range(3, 9):
        for own in range(levels + NO_LEVEL + 1):
            for (others, _bands, _spread), worlds in sights(levels, who_rate, [own]).items():
                if len(worlds) == 1:
                    yield own, others, worlds[0]


def test_one_member_knows_the_two_others_answers_only_on_three_levels_and_not_who_gave_which():
    """Three answered, the reader in the middle; that the practice stands first says that both ends were chosen."""
    assert {levels: set(certain_counts(levels)) for levels in (2, 3, 4, 5)} == {
        2: set(),
        3: {(1, 2, (1, 0, 1, 0, 0))},
        4: set(),
        5: set(),
    }


@pytest.mark.parametrize("levels", [2, 3, 4, 5])
def test_two_who_tell_each_other_are_certain_only_of_the_third_of_three_who_answered(levels):
    """No band hides the third from two of three: it says that this one stands far from them, and so at which end."""
    certain = set()
    for who_rate in range(3, 9):
        for own in combinations_with_replacement(range(levels + NO_LEVEL + 1), 2):
            for (others, bands, _spread), worlds in sights(levels, who_rate, own).items():
                if len(answers_in(worlds)) == 1:
                    certain.add((others, bands.first))

    assert certain == {(1, (PRACTICE,))}


def rank_order(levels, counts):
    """What stood in the place of bands once: practices by how far apart their answers stand, as this number says."""
    below = [sum(counts[: level + 1]) for level in range(levels - 1)]
    return sum(part * (sum(counts[:levels]) - part) for part in below)


def test_the_attack_breaks_an_exact_order():
    """Who knows how far apart three answers stand, and gave one end, knows that both others are at the other."""
    alike = defaultdict(list)
    for counts in every_count(2, 4):
        alike[rank_order(4, (counts[0] + 1, *counts[1:]))].append(counts)

    assert any(len(answers_in(worlds)) == 1 for worlds in alike.values())
