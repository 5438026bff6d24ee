"""Screens that follow a meeting: what wakes them, whom they answer, what they show, at what cost."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cycles.models import MeetingPlace
from assessments.evidence.actions import pieces
from assessments.meeting import actions as meeting_actions
from assessments.rating.models import Rating
from assessments.record import actions as record_actions
from districts.roles.models import Membership
from tests.factories import (
    join,
    make_assessment,
    make_cycle,
    make_evidence,
    make_meeting,
    make_outcome,
    members_of,
    practices_of,
    reveal,
    seat,
    team_says,
)

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def assessment():
    """A meeting of four people about three practices; the first of them facilitates."""
    assessment = make_meeting(members=4, started=False)
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(facilitates=True)
    for person in members_of(assessment):
        seat(assessment, person)
    meeting_actions.start_meeting(assessment=assessment, by=members_of(assessment)[0])
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def member(assessment, client):
    """A member, signed in."""
    person = members_of(assessment)[1]
    client.force_login(person)
    return person


def url(assessment, what):
    return f"/assessments/{assessment.pk}/meeting/{what}/"


def poll(client, assessment, seen=""):
    return client.get(url(assessment, "now"), headers={"If-None-Match": seen} if seen else {})


def test_a_screen_is_answered_304_until_the_room_changes(assessment, member, client):
    first = poll(client, assessment)
    assert (first.status_code, first["ETag"]) == (200, f'"{first.content.decode()}"')
    again = poll(client, assessment, first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=None)
    assert poll(client, assessment, first["ETag"]).status_code == 200


@pytest.mark.parametrize(
    "happens",
    [
        lambda a: record_actions.close_assessment(assessment=a, by=None),
        lambda a: record_actions.end_assessment_without_result(assessment=a, reason="So", by=None),
        lambda a: Membership.objects.filter(person=members_of(a)[1]).update(facilitates=True),
        lambda a: Membership.objects.filter(person=members_of(a)[1]).update(rates=False),
    ],
    ids=["closed", "ended", "facilitates now", "no longer rates"],
)
def test_the_end_and_ones_own_place_in_the_team_wake_a_screen(happens, assessment, member, client):
    before = poll(client, assessment)["ETag"]
    happens(assessment)
    assert poll(client, assessment, before).status_code == 200


@pytest.mark.parametrize("what", ["change", "remove", "withdraw"])
def test_a_piece_that_is_changed_or_gone_leaves_every_screen(what, assessment, member, client):
    """Somebody withdraws what names a person while the practice it speaks for is on all screens."""
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, note="zebra-note")
    assert "zebra-note" in client.get(url(assessment, "room")).content.decode()
    before = poll(client, assessment)["ETag"]
    changed = {"note": "Minutes", "revision": piece.revision} if what == "change" else {}
    getattr(pieces, f"{what}_evidence")(evidence=piece, by=None, **changed)
    assert poll(client, assessment, before).status_code == 200
    assert "zebra-note" not in client.get(url(assessment, "room")).content.decode()


def test_evidence_used_again_wakes_the_screens(assessment, member, client):
    cycle = assessment.cycle
    year_ago = {
        "edition": cycle.edition,
        "scale": cycle.scale,
        "opens_on": cycle.opens_on - datetime.timedelta(days=365),
    }
    earlier = make_assessment(make_cycle(assessment.district, **year_ago), assessment.team)
    piece = make_evidence(assessment.team, practices_of(assessment)[0], earlier)
    before = poll(client, assessment)["ETag"]
    pieces.reuse_evidence(assessment=assessment, evidence=piece, by=None)
    assert poll(client, assessment, before).status_code == 200


def test_starting_wakes_the_screens_that_wait(client):
    assessment = make_meeting(members=1, started=False)
    client.force_login(members_of(assessment)[0])
    assert "has not started" in client.get(url(assessment, "room")).content.decode()
    before = poll(client, assessment)["ETag"]
    meeting_actions.start_meeting(assessment=assessment, by=None)
    assert poll(client, assessment, before).status_code == 200


def test_who_is_not_in_the_team_is_answered_404_also_who_has_left(assessment, member, client):
    assert client.get(f"/assessments/{2**63}/meeting/now/").status_code == 404
    assert client.get("/assessments/0/meeting/now/").status_code == 404
    Membership.objects.filter(person=member).delete()
    assert poll(client, assessment).status_code == 404
    client.force_login(join(make_meeting().team).person)
    assert poll(client, assessment).status_code == 404
    client.logout()
    assert poll(client, assessment).status_code == 302


def test_a_facilitator_who_is_replaced_no_longer_sees_who_is_ready_and_moves_nothing(assessment, client):
    replaced, first = members_of(assessment)[0], practices_of(assessment)[0]
    client.force_login(replaced)
    hub, desk = f"/assessments/{assessment.pk}/meeting/", f"/assessments/{assessment.pk}/practices/{first.uuid}/"
    assert "How many practices each person" in client.get(hub).content.decode()
    Membership.objects.filter(person=replaced).update(facilitates=False)
    assert "How many practices each person" not in client.get(hub).content.decode()
    assert f"{desk}reveal/" not in client.get(f"{desk}meeting/").content.decode()
    steps = ("reveal/", "park/", "unpark/", "meeting/")
    assert {client.post(desk + step).status_code for step in steps} == {403}
    assert client.post(f"{hub}move/", {"practice": first.uuid}).status_code == 403


def test_a_question_costs_three_reads_and_no_write(assessment, member, client, settings):
    settings.PREPARED_STATEMENTS = False  # the statements themselves are to be read below
    seen = poll(client, assessment)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert poll(client, assessment, seen).status_code == 304
    assert [q["sql"].split()[0] for q in queries] == ["SELECT"] * 3  # session, person, meeting


def test_screens_cost_the_same_for_one_practice_and_for_many(client):
    counts = set()
    for practices in (1, 6):
        assessment = make_meeting(members=3, practices=practices)
        client.force_login(members_of(assessment)[0])
        for practice in practices_of(assessment):
            reveal(assessment, practice)
            team_says(assessment, practice, 1, 2, 4)
            make_outcome(assessment, practice, 2, dissent="No", reason="Why")
        for what in ("room", "screen", "summary"):
            client.get(url(assessment, what))  # what is kept of texts is read
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url(assessment, what)).status_code == 200
            counts.add((what, len(queries)))
    assert len(counts) == 3


def test_both_screens_show_the_practice_of_the_meeting_and_follow_in_part(assessment, member, client):
    second = practices_of(assessment)[1]
    meeting_actions.move_meeting(assessment=assessment, practice=second, by=None)
    for what in ("room", "screen"):
        page = client.get(url(assessment, what)).content.decode()
        part = client.get(url(assessment, what), **HTMX).content.decode()
        assert second.statement in page
        assert second.statement in part
        assert "<html" in page
        assert "<html" not in part
        assert f'data-version="{poll(client, assessment).content.decode()}"' in part


def test_the_projector_shows_no_name_no_answer_and_no_reason(assessment, member, client):
    first = practices_of(assessment)[0]
    team_says(assessment, first, 1, 4, 4, 4)
    Rating.objects.update(note="zebra-note")
    before = client.get(url(assessment, "screen")).content.decode()
    assert "person" not in before.partition('id="following"')[2].partition("screen-foot")[0]
    meeting_actions.reveal_practice(assessment=assessment, practice=first, by=None)
    make_outcome(assessment, first, 3, reason="zebra-why", dissent="zebra-dissent")
    shown = client.get(url(assessment, "screen"), **HTMX).content.decode()
    assert "3 people" in shown
    assert "We agreed" in shown
    assert "zebra" not in before + shown
    assert not any(person.name in shown for person in members_of(assessment))


def test_a_member_answers_in_the_room_privately_until_the_reveal(assessment, member, client):
    first = practices_of(assessment)[0]
    assert "Your own answer" in client.get(url(assessment, "room")).content.decode()
    sent = {"answer": "3", "note": "", "revision": "0", "client_id": str(uuid.uuid4()), "from": "meeting"}
    saving = f"/assessments/{assessment.pk}/practices/{first.uuid}/rate/"
    answer = client.post(saving, sent, **HTMX)
    assert answer.status_code == 200
    assert "Saved" in answer.content.decode()
    assert "hx-swap-oob" not in answer.content.decode()
    again = {**sent, "answer": "2", "revision": "1", "client_id": str(uuid.uuid4())}
    assert client.post(saving, again)["Location"] == url(assessment, "room")
    assert Rating.objects.get().level.value == 2
    meeting_actions.reveal_practice(assessment=assessment, practice=first, by=None)
    late = client.post(saving, {**again, "answer": "1", "revision": "2", "client_id": str(uuid.uuid4())}, **HTMX)
    assert late.status_code == 409
    page = client.get(url(assessment, "room")).content.decode()
    assert "Emerging" in page
    assert saving not in page
    assert Rating.objects.get().level.value == 2


def test_who_has_no_seat_reads_the_notice_and_comes_back_to_the_room(assessment, client):
    late = join(assessment.team).person
    client.force_login(late)
    assert f"/assessments/{assessment.pk}/notice/?from=meeting" in client.get(url(assessment, "room")).content.decode()
    page = client.get(f"/assessments/{assessment.pk}/notice/?from=meeting").content.decode()
    assert '<input type="hidden" name="from" value="meeting">' in page
    accepted = client.post(f"/assessments/{assessment.pk}/notice/accept/", {"from": "meeting"})
    assert accepted["Location"] == url(assessment, "room")
    assert "Your own answer" in client.get(url(assessment, "room")).content.decode()


def test_who_does_not_rate_is_offered_no_answer(assessment, client):
    guide = join(assessment.team, rates=False, facilitates=True).person
    client.force_login(guide)
    page = client.get(url(assessment, "room")).content.decode()
    assert "Your own answer" not in page
    assert "To the desk" in page


def test_looking_moves_nothing(assessment, client):
    client.force_login(members_of(assessment)[0])
    before = MeetingPlace.objects.values().get()
    for practice in practices_of(assessment):
        assert client.get(f"/assessments/{assessment.pk}/practices/{practice.uuid}/meeting/").status_code == 200
    for what in ("room", "screen", "summary", "now"):
        assert client.get(url(assessment, what)).status_code == 200
    assert MeetingPlace.objects.values().get() == before
