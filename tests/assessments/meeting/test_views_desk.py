"""The facilitator's desk answers: it comes back to where the meeting stands, takes evidence at once, parks with words."""

import pytest

from assessments.cycles.models import MeetingPlace
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.meeting import actions as meeting_actions
from assessments.meeting.models import Outcome, OutcomeKind, Parked
from assessments.record import actions as record_actions
from tests.factories import (
    make_evidence,
    make_meeting,
    make_outcome,
    members_of,
    practices_of,
    reveal,
    team_says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(client):
    """A meeting with its first practice revealed, with two facilitators; the first one is signed in."""
    assessment = make_meeting(members=3, started=False)
    assessment.team.memberships.filter(person__in=members_of(assessment)[:2]).update(facilitates=True)
    meeting_actions.start_meeting(assessment=assessment, by=members_of(assessment)[0])
    assessment.refresh_from_db()
    reveal(assessment, practices_of(assessment)[0])
    client.force_login(members_of(assessment)[0])
    return assessment


def one(assessment, number=0, what="meeting"):
    return f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[number].uuid}/{what}/"


def move(client, assessment, number, seen=0):
    practices = practices_of(assessment)
    sent = {"practice": practices[number].uuid, "seen": practices[seen].uuid}
    return client.post(f"/assessments/{assessment.pk}/meeting/move/", sent, follow=True)


def agree(client, assessment, **fields):
    return client.post(one(assessment), {"outcome": "3", "revision": "0", **fields})


def test_moving_takes_the_facilitator_along_and_the_page_of_the_meeting_leads_back(client, assessment):
    page = move(client, assessment, 2).content.decode()
    assert practices_of(assessment)[2].statement in page
    hub = client.get(f"/assessments/{assessment.pk}/meeting/").content.decode()
    assert "The meeting is at 1.3 · 3 of 3" in hub
    assert f'href="{one(assessment, 2)}">To the desk' in hub


def test_the_second_to_move_is_told_who_had_moved(client, assessment):
    second = members_of(assessment)[1]
    meeting_actions.move_meeting(assessment=assessment, practice=practices_of(assessment)[1], by=second)
    page = move(client, assessment, 2).content.decode()
    assert f"{second.name} had just taken the meeting to 1.2. Now it is at 1.3, for everybody." in page
    assert MeetingPlace.objects.get().practice == practices_of(assessment)[2]


def test_a_page_aside_says_where_the_meeting_is_and_brings_everybody_on_demand(client, assessment):
    page = client.get(one(assessment, 1)).content.decode()
    assert "The meeting is at 1.1." in page
    assert "Bring everybody here" in page
    client.force_login(members_of(assessment)[2])
    page = client.get(one(assessment, 1)).content.decode()
    assert "The meeting is at 1.1." in page
    assert "Bring everybody here" not in page


def test_somebody_who_takes_over_in_the_middle_finds_the_same_practice(client, assessment):
    move(client, assessment, 2)
    old, new = members_of(assessment)[0], members_of(assessment)[2]
    assessment.team.memberships.filter(person=old).update(facilitates=False)
    assessment.team.memberships.filter(person=new).update(facilitates=True)
    assert client.post(one(assessment, 2, "reveal")).status_code == 403
    client.force_login(new)
    assert (
        practices_of(assessment)[2].statement
        in client.get(f"/assessments/{assessment.pk}/meeting/room/").content.decode()
    )
    assert client.post(one(assessment, 2, "reveal")).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"practice": "x"}, {"practice": ""}])
def test_a_move_to_nowhere_is_answered_in_words(sent, client, assessment):
    answer = client.post(f"/assessments/{assessment.pk}/meeting/move/", sent)
    assert answer.status_code == 422
    assert MeetingPlace.objects.get().practice == practices_of(assessment)[0]


def test_a_move_to_a_practice_of_another_edition_is_404(client, assessment):
    other = practices_of(make_meeting())[0]
    assert client.post(f"/assessments/{assessment.pk}/meeting/move/", {"practice": other.uuid}).status_code == 404
    assert (
        client.post(one(assessment).replace(str(practices_of(assessment)[0].uuid), str(other.uuid))).status_code == 404
    )


def test_a_level_that_asks_takes_a_ticked_piece_and_a_new_one_at_once(client, assessment):
    ticked = make_evidence(assessment.team, kind="data")
    page = client.get(one(assessment)).content.decode()
    assert "This level asks for evidence" in page
    assert ticked.title in page
    sent = {"pieces": [ticked.pk], "new_title": "Walk-through", "new_kind": "observation", "new_text": "Seen in March"}
    assert agree(client, assessment, **sent).status_code == 302
    agreed = Outcome.objects.get()
    assert (agreed.level.value, agreed.unsupported_reason) == (3, "")
    new = Evidence.objects.get(title="Walk-through")
    assert (new.carrier, new.kind, new.note, new.created_by) == (
        "note",
        "observation",
        "Seen in March",
        members_of(assessment)[0],
    )
    linked = EvidenceLink.objects.filter(practice=practices_of(assessment)[0])
    assert set(linked.values_list("evidence", flat=True)) == {ticked.pk, new.pk}


def test_a_web_address_becomes_a_link(client, assessment):
    make_evidence(assessment.team, practices_of(assessment)[0], assessment, kind="data")
    sent = {"new_title": "Plan", "new_kind": "document", "new_text": "https://example.org/plan?x=1"}
    assert agree(client, assessment, **sent).status_code == 302
    assert Evidence.objects.get(title="Plan").url == "https://example.org/plan?x=1"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"new_title": "Only a name"}, "needs both"),
        ({"new_text": "Only what it says"}, "needs both"),
        ({"new_title": "Half", "new_text": "a\x00b"}, "U+0000"),
        ({"pieces": ["x"]}, "not"),
        ({}, "asks for 2 kinds of evidence; 0 linked"),
    ],
)
def test_evidence_that_cannot_be_taken_is_answered_in_words_with_all_that_was_typed(typed, words, client, assessment):
    answer = agree(client, assessment, reason="Kept words", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Kept words" in page
    assert typed.get("new_title", "") in page
    assert not Outcome.objects.exists()
    assert not EvidenceLink.objects.exists()


def test_another_teams_evidence_is_not_taken(client, assessment):
    foreign = make_evidence(make_meeting().team)
    assert agree(client, assessment, pieces=[foreign.pk], unsupported_reason="So").status_code == 422
    assert not EvidenceLink.objects.exists()


def test_parking_keeps_what_was_typed_and_shows_it_again(client, assessment):
    answer = client.post(one(assessment, 0, "park"), {"reason": "Numbers are coming", "dissent": "Two of us"})
    assert answer["Location"] == one(assessment, 1)
    page = client.get(one(assessment)).content.decode()
    assert "Numbers are coming" in page
    assert "Two of us" in page
    assert client.post(one(assessment, 0, "park"), {"reason": "a\x00b"}).status_code == 422
    assert Parked.objects.get().reason == "Numbers are coming"
    client.post(one(assessment, 0, "unpark"))
    assert not Parked.objects.exists()


def test_when_only_parked_ones_are_left_the_summary_says_so(client, assessment):
    first, *others = practices_of(assessment)
    for practice in others:
        reveal(assessment, practice)
        make_outcome(assessment, practice, 2)
    answer = client.post(one(assessment, 0, "park"), follow=True)
    assert "What is left is parked" in answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("/meeting/summary/")


def test_the_desk_hides_ones_own_answer_until_asked(client, assessment):
    team_says(assessment, practices_of(assessment)[0], 4, 1, 1)
    page = client.get(one(assessment)).content.decode()
    assert '<details class="own"><summary>Your own answer, which only you see</summary>' in page


def test_the_facilitator_sees_who_is_ready_and_a_member_does_not(client, assessment):
    hub = f"/assessments/{assessment.pk}/meeting/"
    name = members_of(assessment)[1].name
    assert name in client.get(hub).content.decode()
    client.force_login(members_of(assessment)[2])
    assert name not in client.get(hub).content.decode()


def test_the_summary_sorts_what_was_agreed_and_says_what_to_do_next(client, assessment):
    first, second, third = practices_of(assessment)
    reveal(assessment, second)
    make_outcome(assessment, first, 3, unsupported_reason="New this year", dissent="One of us says 2")
    make_outcome(assessment, second, OutcomeKind.NOT_ENOUGH_INFORMATION, reason="Nobody has looked")
    meeting_actions.park_practice(assessment=assessment, practice=third, by=None)
    page = client.get(f"/assessments/{assessment.pk}/meeting/summary/").content.decode()
    for words in (
        "Come back to the practice that is parked.",
        "Find the evidence that one agreed level still asks for.",
        "Say who finds out about the practice of which you know too little.",
        "0 of 2 kinds of evidence",
        "New this year",
        "One of us says 2",
        "Nobody has looked",
        "Close the assessment",
    ):
        assert words in page
    assert "what would settle" not in page
    client.force_login(members_of(assessment)[2])
    assert (
        f"/assessments/{assessment.pk}/close/"
        not in client.get(f"/assessments/{assessment.pk}/meeting/summary/").content.decode()
    )
    record_actions.close_assessment(assessment=assessment, by=None)
    assert "Read the record" in client.get(f"/assessments/{assessment.pk}/meeting/summary/").content.decode()


def test_before_the_start_there_is_no_summary(client):
    waiting = make_meeting(members=1, started=False)
    client.force_login(members_of(waiting)[0])
    answer = client.get(f"/assessments/{waiting.pk}/meeting/summary/")
    assert answer["Location"] == f"/assessments/{waiting.pk}/meeting/"
