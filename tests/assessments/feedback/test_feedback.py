"""Peer feedback: what a reading team says, what it is answered, what waits, and what it leaves as it was."""

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.feedback import actions as feedback_actions
from assessments.feedback import queries
from assessments.feedback.errors import FeedbackAnswered
from assessments.feedback.models import Feedback, Pairing
from assessments.record import actions as record_actions
from assessments.record.models import Record, RecordCharacteristic, RecordPractice
from districts.roles.roles_held import roles_held_by
from people.errors import StaleRevision
from tests.assessments.feedback.peers import page_of, signed_in, two
from tests.factories import (
    join,
)

__all__ = ["two"]
pytestmark = pytest.mark.django_db


# -- What is said, and answered --------------------------------------------------------------------


def test_feedback_is_left_changed_and_deleted_by_anybody_of_the_team_until_it_is_answered(two):
    pairing, colleague = two.pair(), join(two.reader).person
    client = signed_in(two.person)
    sent = {"kind": "strength", "text": "One sees it in the classes."}
    assert client.post(page_of(pairing), sent).status_code == 302
    assert client.post(page_of(pairing), sent).status_code == 302
    first, second = Feedback.objects.all()
    assert (first.written_by, first.kind, first.record) == (two.person, "strength", two.rated.record)

    client = signed_in(colleague)
    changed = {"kind": "question", "text": "Where does one see it?", "revision": 1}
    assert client.post(f"/peers/{pairing.pk}/feedback/{first.pk}/change/", changed).status_code == 302
    assert client.post(f"/peers/{pairing.pk}/feedback/{second.pk}/delete/").status_code == 302
    (first,) = Feedback.objects.all()
    assert (first.kind, first.text, first.revision) == ("question", "Where does one see it?", 2)

    two.answer(first)
    assert client.post(f"/peers/{pairing.pk}/feedback/{first.pk}/change/", changed | {"revision": 3}).status_code == 409
    assert client.post(f"/peers/{pairing.pk}/feedback/{first.pk}/delete/").status_code == 409
    assert Feedback.objects.get().text == "Where does one see it?"


def test_what_was_typed_stays_when_the_form_wants_more(two):
    client = signed_in(two.person)
    response = client.post(page_of(two.pair()), {"text": "Half a thought"})

    assert response.status_code == 422
    assert "Half a thought" in response.content.decode()
    assert client.post(page_of(two.pair()), {"kind": "question", "text": " \n "}).status_code == 422
    assert client.post(page_of(two.pair()), {"kind": "question", "text": "a\x00b"}).status_code == 422
    assert not Feedback.objects.exists()


def test_feedback_is_signed_by_the_team_and_names_nobody(two):
    pairing = two.pair()
    two.say(pairing)
    pages = [(two.person, page_of(pairing)), (two.owner, f"/assessments/{two.rated.pk}/record/")]
    for reader, address in pages:
        colleague = join(two.reader if reader == two.person else two.rated.team).person
        assert two.person.name not in signed_in(colleague).get(address).content.decode()
    assert "written by your team" in signed_in(two.person).get(page_of(pairing)).content.decode()


def test_the_rated_team_reads_it_below_its_characteristic_and_any_member_answers(two):
    said = two.say(two.pair())
    client, record = signed_in(two.owner), f"/assessments/{two.rated.pk}/record/"
    assert "How do new colleagues learn of it?" in client.get(record).content.decode()
    address = f"/assessments/{two.rated.pk}/feedback/{said.pk}/"
    assert client.post(address, {"revision": 1}).status_code == 422
    assert client.post(address, {"revision": 1, "taken_up": "on"}).status_code == 302
    assert client.post(address, {"revision": 2, "answer": "In August."}).status_code == 302
    said.refresh_from_db()
    assert (said.answer, said.taken_up, said.answered_by) == ("In August.", False, two.owner)
    assert "In August." in signed_in(two.person).get(page_of(said.pairing)).content.decode()


def test_another_teams_feedback_is_not_ones_own_to_answer(two):
    said = two.say(two.pair())

    assert signed_in(two.person).get(f"/assessments/{two.rated.pk}/feedback/{said.pk}/").status_code == 404
    assert signed_in(two.person).get(f"/assessments/{two.other.pk}/feedback/{said.pk}/").status_code == 404


def test_after_the_pair_has_ended_the_rated_team_keeps_what_it_was_given_and_may_answer(two):
    said = two.say(two.pair())
    feedback_actions.end_pairing(pairing=said.pairing, by=None)
    client = signed_in(two.owner)
    assert said.text in client.get(f"/assessments/{two.rated.pk}/record/").content.decode()

    assert two.answer(said).is_answered


@pytest.mark.parametrize("which", ["change", "answer"])
def test_a_stale_text_is_refused_with_both_shown(two, which):
    said = two.say(two.pair())
    if which == "change":
        newer = {"kind": "strength", "text": "Meanwhile this"}
        feedback_actions.change_feedback(feedback=said, revision=1, by=None, **newer)
        person, address = two.person, f"/peers/{said.pairing_id}/feedback/{said.pk}/change/"
        sent = {"kind": "question", "text": "Mine", "revision": 1}
    else:
        two.answer(said, "Meanwhile this")
        person, address = two.owner, f"/assessments/{two.rated.pk}/feedback/{said.pk}/"
        sent = {"answer": "Mine", "revision": 1}
    response = signed_in(person).post(address, sent)

    assert response.status_code == 409
    assert all(text in response.content.decode() for text in ("Meanwhile this", "Mine"))
    said.refresh_from_db()
    assert "Mine" not in (said.text, said.answer)


def test_an_answer_to_words_that_have_changed_is_refused(two):
    said = two.say(two.pair())
    feedback_actions.change_feedback(feedback=said, kind="question", text="Something else?", revision=1, by=two.person)
    with pytest.raises(StaleRevision):
        two.answer(said)


def test_what_a_colleague_took_back_is_said_to_be_gone(two):
    said = two.say(two.pair())
    stale = Feedback.objects.get()
    feedback_actions.delete_feedback(feedback=said, by=two.person)
    for act in (two.answer, lambda one: feedback_actions.delete_feedback(feedback=one, by=two.person)):
        with pytest.raises(FeedbackAnswered):
            act(stale)


def test_feedback_of_an_earlier_version_says_so(two):
    pairing = two.pair()
    two.say(pairing)
    address = f"/assessments/{two.rated.pk}/record/"
    assert "about version" not in signed_in(two.owner).get(address).content.decode()
    record_actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    record_actions.close_assessment(assessment=two.rated, by=None)

    assert "about version 1" in signed_in(two.owner).get(address).content.decode()


def test_an_answer_and_its_time_go_together_in_the_database(two):
    said = two.say(two.pair())
    for wrong in ({"answer": "x"}, {"taken_up": True}, {"answered_at": timezone.now()}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.filter(pk=said.pk).update(**wrong)


# -- What it leaves as it was -------------------------------------------------------------------------


def test_no_rating_record_or_figure_changes_whatever_is_said(two):
    def kept():
        models = (Record, RecordPractice, RecordCharacteristic)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = kept()
    said = two.answer(two.say(two.pair()), taken_up=True)
    feedback_actions.end_pairing(pairing=said.pairing, by=None)

    assert kept() == before


def test_the_audit_history_knows_who_was_paired_and_not_what_was_said(two):
    said = two.answer(two.say(two.pair(), "zebra-question"), "zebra-answer")
    feedback_actions.end_pairing(pairing=said.pairing, by=None)
    written = "\n".join(f"{entry.changes} {entry.object_repr}" for entry in LogEntry.objects.all())
    watched = {entry.content_type.model for entry in LogEntry.objects.all()}

    assert "zebra" not in written
    assert "pairing" in watched
    assert "feedback" not in watched
    assert "zebra" not in str(said)


# -- What waits -------------------------------------------------------------------------------------------


def tasks_of(person):
    return [
        (task.answers, task.team.name, task.waiting) for task in queries.feedback_tasks(person, roles_held_by(person))
    ]


def test_feedback_waits_to_be_left_until_the_team_has_said_something_and_then_to_be_answered(two):
    pairing = two.pair(until=two.district.today())
    (task,) = queries.feedback_tasks(two.person, roles_held_by(two.person))
    assert (task.answers, task.team, task.other, task.due) == (False, two.reader, two.rated.team, pairing.until)
    assert signed_in(two.person).get(task.url).status_code == 200
    assert tasks_of(two.owner) == []

    first, _second = two.say(pairing), two.say(pairing)
    assert tasks_of(two.person) == []
    assert tasks_of(two.owner) == [(True, two.rated.team.name, 2)]
    two.answer(first)
    assert tasks_of(two.owner) == [(True, two.rated.team.name, 1)]


def test_what_waits_is_asked_for_as_often_for_three_pairs_as_for_one(two, django_assert_num_queries):
    def asked():
        for assessment in two.cycle.assessments.exclude(team=two.reader):
            pairs = [(two.reader, assessment), (assessment.team, two.other)]
            feedback_actions.pair_teams(cycle=two.cycle, pairs=pairs, by=None)
            two.say(Pairing.objects.get(reader=assessment.team))
        roles_held = roles_held_by(two.person)
        roles_held.memberships  # noqa: B018  (read before they are counted)
        with django_assert_num_queries(3):
            queries.feedback_tasks(two.person, roles_held)

    asked()
    for _ in range(2):
        two.closed()
    asked()
