"""What a paired team reads of another one's published record comes from what was agreed, never from a rating."""

import pytest

from assessments.feedback import actions as feedback_actions
from assessments.publishing import actions as publishing_actions
from assessments.record import actions as record_actions
from tests.privacy.otherwise import (
    DISSENT,
    NOTE,
    WHY,
    agree_otherwise,
    answer_otherwise,
    ratings_of,
)
from tests.privacy.walker import ALWAYS_THE_SAME, differing, holding, walk
from tests.privacy.world import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

READER, AROUND = "member of one", ("member of two", "principal of two", "administrator", "trustee", "outsider")


def read_by_one(world, otherwise):
    """Three and four close and are published; one reads three; everybody looks. ``otherwise`` acts before."""
    with undone(world):
        otherwise()
        for name in ("three", "four"):
            world.close(name)
        for name in ("one", "two"):
            record_actions.end_assessment_without_result(assessment=world.assessment(name), reason="So", by=None)
        publishing_actions.publish_cycle(cycle=world.cycle, by=None)
        pairs = [(world.team["one"], world.assessment("three"))]
        (pairing,) = feedback_actions.pair_teams(cycle=world.cycle, pairs=pairs, by=None)
        world.pairings = [*world.pairings[:2], pairing.pk]
        return walk(world, (READER, *AROUND), less=ALWAYS_THE_SAME)


def test_other_outcomes_reach_the_paired_team_alone_of_all_teams_and_other_ratings_nobody(world):
    def answered_otherwise():
        answer_otherwise(world, ratings_of(world, "three", "four"))

    def agreed_otherwise():
        for name in ("three", "four"):
            agree_otherwise(world, name)

    before = read_by_one(world, lambda: None)
    rated, agreed = read_by_one(world, answered_otherwise), read_by_one(world, agreed_otherwise)

    # The same outcomes of other ratings change nothing for a paired team.
    read = {(role, view) for (role, view, _url), (status, *_) in before.items() if status == 200}
    assert (READER, "assessments:peer_characteristic") in read
    different = {(role, view) for role, view, _url in differing(before, rated)}
    assert [(role, view) for role, view in different if view.startswith("assessments:")] == []
    assert {role for role, _view in different} <= {"principal of two", "trustee"}
    assert holding(rated, NOTE) == set()
    # Other outcomes reach it, and no other team.
    teams = {(role, view) for role, view, _url in differing(before, agreed) if view.startswith("assessments:")}
    assert teams == {(READER, "assessments:peer_characteristic")}
    assert {role for role, _view, _url in holding(agreed, WHY, DISSENT)} == {READER}
