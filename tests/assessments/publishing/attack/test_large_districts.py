"""Districts of up to forty teams, by examples: the attack on a few worlds of each, drawn by Hypothesis."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.assessments.publishing.attack.adversary import (
    blocks_by_the_rule,
    every_count,
    in_steps,
    is_alike,
    others_of,
    safe,
)
from tests.assessments.publishing.attack.boards import ANSWERS
from tests.assessments.publishing.attack.published import District, Team, blocks_of, district, published
from tests.assessments.publishing.attack.readers import read_by

pytestmark = pytest.mark.once

NOBODY = (0,) * ANSWERS
families = st.sampled_from(["North", "South", "East", "West", None])
teams = st.builds(Team, families, st.integers(0, 12))
large = st.lists(teams, min_size=12, max_size=40).map(tuple)
# About as many people as remain in a district where most have left.
left = st.lists(st.builds(Team, families, st.integers(0, 4)), min_size=8, max_size=12).map(tuple)
districts = st.builds(District, large | left, st.sampled_from([3, 5, 8]))


@st.composite
def worlds(draw, place, answered=None):
    """What people said; now and then nearly all of them one thing, since that is where least is hidden."""
    often = draw(st.sampled_from(range(ANSWERS)))
    chance = draw(st.randoms(use_true_random=False))
    alike = draw(st.sampled_from([0, 0.5, 0.9, 1]))
    world = []
    for number, team in enumerate(place.teams):
        counts = [0] * ANSWERS
        for _ in range(answered[number] if answered else chance.choice([team.people, chance.randint(0, team.people)])):
            counts[often if chance.random() < alike else chance.randrange(ANSWERS)] += 1
        world.append(tuple(counts))
    return world


@given(st.data(), districts)
@settings(max_examples=60)
def test_two_readers_conclude_nothing_but_that_all_others_answered_alike(data, place):
    world = data.draw(worlds(place))
    pair = data.draw(st.tuples(*[st.integers(0, len(place.teams) - 1)] * 2))

    for others in read_by(place, world, pair):
        assert others.people >= 2 * place.threshold
        assert sum(others.answered) >= place.threshold
        if others.conclusion.alike:
            assert is_alike(others.answered)
        if others.conclusion.no_level:
            assert not any(others.answered[: place.levels])


@given(districts)
@settings(max_examples=60)
def test_schools_are_sorted_as_the_rule_says(place):
    keys = list(place.people)

    found = [{keys.index(team) for team in block.teams} for block, _people in blocks_of(place)]

    assert found == blocks_by_the_rule(place)


@given(st.data(), districts)
@settings(max_examples=60)
def test_two_people_of_one_block_who_change_answers_change_nothing_outside(data, place):
    world = [list(counts) for counts in data.draw(worlds(place))]
    before = published(place, world)
    blocks = [teams for teams in blocks_by_the_rule(place) if sum(1 for team in teams if any(world[team])) > 1]
    assume(blocks)
    answering = sorted(team for team in data.draw(st.sampled_from(blocks)) if any(world[team]))
    one, other = data.draw(st.lists(st.sampled_from(answering), min_size=2, max_size=2, unique=True))
    mine, theirs = (data.draw(st.sampled_from([a for a in range(ANSWERS) if world[t][a]])) for t in (one, other))
    for team, given_up, taken in ((one, mine, theirs), (other, theirs, mine)):
        world[team][given_up] -= 1
        world[team][taken] += 1

    assert published(place, world) == before


@given(st.data(), districts)
@settings(max_examples=60)
def test_what_is_shown_depends_on_who_answered_alone(data, place):
    world = data.draw(worlds(place))
    answered = [sum(counts) for counts in world]
    again = data.draw(worlds(place, answered))

    shown, shown_again = (
        [block.shares is not None for block in published(place, one).blocks] for one in (world, again)
    )

    assert shown == shown_again
    assert shown == [safe([answered[team] for team in teams], place.threshold) for teams in blocks_by_the_rule(place)]


@given(st.data(), districts)
@settings(max_examples=60)
def test_a_block_s_shares_are_its_counts_in_steps_that_hold_two_people(data, place):
    world = data.draw(worlds(place))
    for block, teams in zip(published(place, world).blocks, blocks_by_the_rule(place), strict=True):
        counts = [sum(world[team][answer] for team in teams) for answer in range(ANSWERS)]
        if block.shares:
            number = 20 if block.people >= 40 else 10 if block.people >= 20 else 5
            steps = in_steps((*counts, block.people - sum(counts)), number)
            assert block.shares == tuple(share * 100 // number for share in steps)


def test_forty_teams_have_steps_of_five_and_ten_per_cent_and_those_of_whom_few_are_left_twenty():
    forty = district((4,) * 8, (5,) * 20, loose=(3,) * 12)
    left = district((0,) * 12, (2,) * 6, loose=(1,) * 7)

    assert [(block.people, block.step) for block in published(forty, [NOBODY] * 40).blocks] == [
        (32, 10),
        (100, 5),
        (36, 10),
    ]
    assert [(block.people, block.step) for block in published(left, [NOBODY] * 25).blocks] == [(19, 20)]


@given(st.data(), st.integers(1, 14), st.sampled_from([5, 10, 20]))
@settings(max_examples=60)
def test_the_solver_finds_exactly_the_worlds_that_read_the_same(data, people, steps):
    """The adversary's own solver against counting all worlds."""
    absent = data.draw(st.integers(0, people - 1))
    truth = data.draw(st.sampled_from(every_count(people - absent, 4)))
    known = tuple(data.draw(st.integers(0, count)) for count in truth)
    read = in_steps((*truth, absent), steps)
    possible = [
        tuple(count - mine for count, mine in zip(counts, known, strict=True))
        for counts in every_count(people - absent, 4)
        if in_steps((*counts, absent), steps) == read
    ]

    assert sorted(others_of(read, known, absent, people)) == sorted(w for w in possible if min(w) >= 0)
