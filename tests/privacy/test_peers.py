"""What a paired team reads of another one's published record comes from what was agreed, never from a rating."""

import datetime

import pytest

from assessments import actions
from tests.privacy.test_walk import (
    DISSENT,
    NOTE,
    WHY,
    agree_otherwise,
    answer_otherwise,
    holding,
    ratings_of,
)
from tests.privacy.walker import ALWAYS_THE_SAME, differing, walk
from tests.privacy.world import World, undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

READER, AROUND = "member of one", ("member of two", "principal of two", "administrator", "trustee", "outsider")


@pytest.fixture
def world(time_machine):
    """The district, at a moment that does not move."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC), tick=False)
    return World()


def read_by_one(world, otherwise):
    """Three and four close and are published; one reads three; everybody looks. ``otherwise`` acts before."""
    with undone(world):
        otherwise()
        for name in ("three", "four"):
            world.close(name)
        for name in ("one", "two"):
            actions.end_assessment_without_result(assessment=world.assessment(name), reason="So", by=None)
        actions.publish_cycle(cycle=world.cycle, by=None)
        pairs = [(world.team["one"], world.assessment("three"))]
        (pairing,) = actions.pair_teams(cycle=world.cycle, pairs=pairs, by=None)
        world.pairings = [*world.pairings[:2], pairing.pk]
        return walk(world, (READER, *AROUND), less=ALWAYS_THE_SAME)


def test_other_ratings_with_the_same_outcomes_change_nothing_for_a_paired_team(world):
    def answered_otherwise():
        answer_otherwise(world, ratings_of(world, "three", "four"))

    one, other = read_by_one(world, lambda: None), read_by_one(world, answered_otherwise)

    assert any(
        status == 200 and view == "assessments:peer_characteristic" for (_r, view, _u), (status, *_) in one.items()
    )
    assert {(role, view) for role, view, _url in differing(one, other) if view.startswith("assessments:")} == set()
    assert {role for role, _view, _url in differing(one, other)} <= {"principal of two", "trustee"}
    assert holding(other, NOTE) == set()


def test_other_outcomes_reach_the_paired_team_alone_of_all_teams(world):
    def agreed_otherwise():
        for name in ("three", "four"):
            agree_otherwise(world, name)

    one, other = read_by_one(world, lambda: None), read_by_one(world, agreed_otherwise)

    teams = {(role, view) for role, view, _url in differing(one, other) if view.startswith("assessments:")}
    assert teams == {(READER, "assessments:peer_characteristic")}
    assert {role for role, _view, _url in holding(other, WHY, DISSENT)} == {READER}
