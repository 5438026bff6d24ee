"""A school's team offers to be asked about what it agreed at the highest level, and about nothing else."""

import pytest

from assessments.cycles.errors import AlreadyClosed
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import NothingToShare
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.record import actions as record_actions
from tests.factories import (
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_meeting,
    make_outcome,
    make_team,
    practices_of,
    reveal,
)

pytestmark = pytest.mark.django_db
OFFERS = 'name="willing_to_share"'


@pytest.fixture
def assessment(client):
    """A school's meeting with all practices revealed; its facilitator is signed in."""
    return started(client, make_meeting(practices=3))


def started(client, assessment):
    reveal(assessment, *practices_of(assessment))
    client.force_login(join(assessment.team, facilitates=True).person)
    return assessment


def record(assessment, practice, value, **fields):
    level = assessment.cycle.scale.levels.get(value=value)
    agreed = {"kind": OutcomeKind.LEVEL, "level": level, "reason": "", "dissent": "", "unsupported_reason": "New"}
    found = Outcome.objects.filter(practice=practice).first()
    return meeting_actions.record_outcome(
        assessment=assessment, practice=practice, by=None, revision=found.revision if found else 0, **agreed | fields
    )


def agree(client, assessment, practice, outcome, **fields):
    """What the page of the meeting sends, with the box ticked."""
    sent = {"outcome": outcome, "revision": "0", "unsupported_reason": "New", "willing_to_share": "on", **fields}
    return client.post(f"/assessments/{assessment.pk}/practices/{practice.uuid}/meeting/", sent)


def close(client, assessment, **fields):
    return client.post(f"/assessments/{assessment.pk}/close/", fields)


def willing(assessment):
    """The codes of the practices in its record that others may ask about."""
    assessment.refresh_from_db()
    return set(assessment.record.practices.filter(willing_to_share=True).values_list("practice__code", flat=True))


def test_an_outcome_is_offered_to_nobody_unless_the_team_says_so():
    assert Outcome().willing_to_share is False


def test_what_is_offered_in_the_meeting_is_frozen_in_the_record(client, assessment):
    first, second, _third = practices_of(assessment)

    agree(client, assessment, first, "4")
    record(assessment, second, 4)
    record_actions.close_assessment(assessment=assessment, by=None)

    assert willing(assessment) == {"1.1"}


@pytest.mark.parametrize("outcome", ["3", "no_agreement"])
def test_a_box_left_ticked_beside_another_outcome_offers_nothing(client, assessment, outcome):
    answer = agree(client, assessment, practices_of(assessment)[0], outcome)

    assert answer.status_code == 302
    assert Outcome.objects.get().willing_to_share is False


def test_below_the_highest_level_nothing_can_be_offered(assessment):
    with pytest.raises(NothingToShare):
        record(assessment, practices_of(assessment)[0], 3, willing_to_share=True)


def test_an_offer_ends_with_the_level_that_it_was_made_for(assessment):
    first = practices_of(assessment)[0]
    record(assessment, first, 4, willing_to_share=True)

    assert record(assessment, first, 3).willing_to_share is False


def test_the_districts_own_team_is_asked_by_nobody(client):
    district = make_district()
    assessment = make_assessment(make_cycle(district, edition=make_edition(1, 1)), make_team(district))
    assessment = started(client, meeting_actions.start_meeting(assessment=assessment, by=None))
    (practice,) = practices_of(assessment)

    with pytest.raises(NothingToShare):
        record(assessment, practice, 4, willing_to_share=True)
    assert OFFERS not in client.get(f"/assessments/{assessment.pk}/practices/{practice.uuid}/meeting/").content.decode()
    agree(client, assessment, practice, "4")
    close(client, assessment, shown=practice.pk, willing=practice.pk)

    assert willing(assessment) == set()


def test_the_page_of_closing_shows_the_highest_level_alone_and_what_was_said_in_the_meeting(client, assessment):
    first, second, third = practices_of(assessment)
    make_outcome(assessment, first, 4, willing_to_share=True)
    make_outcome(assessment, second, 4)
    make_outcome(assessment, third, 3)

    page = client.get(f"/assessments/{assessment.pk}/close/").content.decode()

    assert [f'id="willing-{p.pk}"' in page for p in (first, second, third)] == [True, True, False]
    assert [f'id="willing-{p.pk}" aria-describedby="shareable-hint" checked' in page for p in (first, second)] == [
        True,
        False,
    ]


def test_closing_takes_over_what_is_ticked_of_what_was_shown(client, assessment):
    first, second, third = practices_of(assessment)
    make_outcome(assessment, first, 4, willing_to_share=True)
    make_outcome(assessment, second, 4)
    make_outcome(assessment, third, 4, willing_to_share=True)  # recorded after the page was opened

    assert close(client, assessment, shown=[first.pk, second.pk], willing=second.pk).status_code == 302

    assert willing(assessment) == {"1.2", "1.3"}


def test_closing_offers_nothing_below_the_highest_level_whatever_is_sent(client, assessment):
    first, second, _third = practices_of(assessment)
    make_outcome(assessment, first, 3)
    make_outcome(assessment, second, OutcomeKind.NO_AGREEMENT)

    close(client, assessment, shown=[first.pk, second.pk], willing=[first.pk, second.pk])

    assert willing(assessment) == set()


def test_a_second_close_changes_no_offer(assessment):
    first = practices_of(assessment)[0]
    make_outcome(assessment, first, 4)
    record_actions.close_assessment(assessment=assessment, by=None)

    with pytest.raises(AlreadyClosed):
        record_actions.close_and_share(assessment=assessment, willing={first.pk}, shown={first.pk}, by=None)

    assert Outcome.objects.get().willing_to_share is False
    assert willing(assessment) == set()


def test_a_reopened_assessment_keeps_its_offers_until_it_is_closed_otherwise(client, assessment):
    first = practices_of(assessment)[0]
    make_outcome(assessment, first, 4, willing_to_share=True)
    record_actions.close_assessment(assessment=assessment, by=None)
    record_actions.reopen_assessment(assessment=assessment, reason="A mistake", by=None)

    close(client, assessment, shown=first.pk)

    assert willing(assessment) == set()
    assert [r.practices.get(practice=first).willing_to_share for r in assessment.records.order_by("version")] == [
        True,
        False,
    ]
