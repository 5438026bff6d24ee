"""Peer feedback: who is paired with whom, what a reading team sees, what it says, and what it is answered."""

import datetime

import pytest
from auditlog.models import LogEntry
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from assessments import actions, feedback
from assessments.errors import CycleNotReady, FeedbackAnswered, PairingNotPossible, PairingOver, StaleRevision
from assessments.models import Feedback, Pairing, Record, RecordCharacteristic, RecordPractice
from assessments.pairs import one_round
from districts.models import Membership, Role
from districts.standing import standing_of
from tests.factories import (
    appoint,
    join,
    make_agreement,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_person,
    make_school,
    make_team,
    practices_of,
    reveal,
    team_says,
)

pytestmark = pytest.mark.django_db


class Two:
    """Two schools' teams of a cycle that both have closed; ``rated`` is read by ``reader``, once they are paired."""

    def __init__(self, publish=True):
        self.district = make_district()
        self.cycle = make_cycle(self.district, edition=make_edition(2, 2))
        self.rated, self.other = (self.closed() for _ in range(2))
        self.reader = self.other.team
        self.practice = practices_of(self.rated)[0]
        self.person, self.owner = join(self.reader).person, join(self.rated.team).person
        if publish:
            actions.publish_cycle(cycle=self.cycle, by=None)
            self.cycle.refresh_from_db()

    def closed(self):
        """A team of six of which everything is said, revealed and agreed of the first practice."""
        team = make_team(self.district, make_school(self.district), members=6)
        assessment = make_assessment(self.cycle, team, meeting_started_at=timezone.now())
        first = practices_of(assessment)[0]
        team_says(assessment, first, 1, 1, 2, 4, 4, 4)
        reveal(assessment, first)
        make_agreement(assessment, first, 2, reason="Because of the minutes", dissent="Two of us would say more")
        self.note = make_evidence(team, first, assessment, title="Minutes of May")
        file = {"carrier": "file", "note": "", "file_name": "m.txt", "file": ContentFile(b"Read me", name="m.txt")}
        self.file = make_evidence(team, first, assessment, title="Survey", **file)
        actions.close_assessment(assessment=assessment, by=None)
        assessment.refresh_from_db()
        return assessment

    def pair(self, **fields):
        (pairing,) = actions.pair_teams(cycle=self.cycle, pairs=[(self.reader, self.rated)], by=None, **fields)
        return pairing

    def say(self, pairing, text="How do new colleagues learn of it?", kind="question"):
        said = {"characteristic": self.practice.characteristic, "kind": kind, "text": text}
        return actions.leave_feedback(pairing=pairing, by=self.person, **said)

    def answer(self, said, answer="In August.", taken_up=False):
        answered = {"answer": answer, "taken_up": taken_up, "revision": said.revision}
        return actions.answer_feedback(feedback=said, by=self.owner, **answered)


@pytest.fixture
def two():
    return Two()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(pairing, number=1):
    return f"/peers/{pairing.pk}/{number}/"


def statuses(person, pairing, said):
    """What somebody is answered on every page of a pair."""
    evidence = pairing.rated.record.evidence.get(carrier="file").pk
    client, own = signed_in(person), f"/peers/{pairing.pk}/"
    pages = ("", "1/", f"evidence/{evidence}/", f"feedback/{said.pk}/change/", f"feedback/{said.pk}/delete/")
    answers = [client.get(own + page) for page in pages]
    for answer in answers:
        b"".join(answer)  # else a file stays open
    return {answer.status_code for answer in answers}


# -- Who reads whom -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 3, 7])
def test_in_a_round_each_team_reads_one_other_and_is_read_by_one(count):
    teams = list(range(count))
    pairs = one_round(teams)

    assert sorted(reader for reader, _ in pairs) == teams
    assert sorted(rated for _, rated in pairs) == teams
    assert all(reader != rated for reader, rated in pairs)


def test_a_round_avoids_the_pairs_of_earlier_ones_as_far_as_it_can():
    first = one_round("abcd")
    second = one_round("abcd", set(first))

    assert set(first).isdisjoint(second)
    assert one_round("ab", {("a", "b"), ("b", "a")}) == [("a", "b"), ("b", "a")]
    assert one_round("a") == []


def test_a_round_is_proposed_to_teams_with_a_record_that_do_not_read_yet(two):
    make_assessment(two.cycle, make_team(two.district))

    assert set(feedback.proposed(two.cycle)) == {(two.reader, two.rated), (two.rated.team, two.other)}
    two.pair()
    assert feedback.proposed(two.cycle) == [(two.rated.team, two.other)]


def test_teams_are_paired_after_the_publication_only():
    two = Two(publish=False)
    with pytest.raises(CycleNotReady):
        two.pair()
    assert not Pairing.objects.exists()


def test_no_team_reads_itself_another_district_or_a_team_without_a_record(two):
    elsewhere, absent = make_team(make_district()), make_assessment(two.cycle, make_team(two.district))
    for reader, rated in ((two.rated.team, two.rated), (elsewhere, two.rated), (two.reader, absent)):
        with pytest.raises(PairingNotPossible):
            actions.pair_teams(cycle=two.cycle, pairs=[(two.reader, two.rated), (reader, rated)], by=None)
    assert not Pairing.objects.exists()


def test_paired_twice_is_paired_once_and_the_database_says_so_too(two):
    pairing = two.pair()
    assert two.pair() == pairing
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.create(cycle=two.cycle, reader=two.reader, rated=two.rated)


def test_a_pair_of_which_nothing_was_written_is_removed_and_any_other_only_ended(two):
    actions.end_pairing(pairing=two.pair(), by=None)
    assert not Pairing.objects.exists()

    pairing = two.pair()
    two.say(pairing)
    actions.end_pairing(pairing=pairing, by=None)
    pairing.refresh_from_db()
    assert not pairing.is_open
    assert two.pair() == pairing
    pairing.refresh_from_db()
    assert pairing.is_open


def test_the_administrator_pairs_proposes_and_ends_and_reads_not_a_word(two):
    client = signed_in(appoint(Role.DISTRICT_ADMINISTRATOR, district=two.district))
    address = f"/districts/{two.district.slug}/cycles/{two.cycle.pk}/feedback/"
    itself = {"reader": two.reader.pk, "rated": two.other.pk}
    assert client.post(address, itself).status_code == 422
    assert client.post(address, {"reader": two.reader.pk, "rated": two.rated.pk}).status_code == 302
    again = client.post(address, {"reader": two.reader.pk, "rated": two.rated.pk})
    assert again.status_code == 422
    assert client.post(f"{address}round/").status_code == 302
    assert Pairing.objects.count() == 2
    pairing = Pairing.objects.get(reader=two.reader)
    said = two.answer(two.say(pairing, "zebra-question"), "zebra-answer")
    for page in ("", "round/", f"{pairing.pk}/end/"):
        assert "zebra" not in client.get(address + page).content.decode()
    assert {client.get(page_of(pairing)).status_code, client.get(f"/peers/{pairing.pk}/").status_code} == {404}
    assert client.post(f"{address}{pairing.pk}/end/").status_code == 302
    assert Feedback.objects.filter(pk=said.pk, pairing__ended_at__isnull=False).exists()


# -- What a reading team sees -------------------------------------------------------------------


def test_a_reading_team_sees_what_was_agreed_why_and_the_evidence_but_no_figure_from_ratings(two):
    stored = two.rated.record.practices.get(practice=two.practice)
    assert stored.median is not None  # six people: it could be told, and is for others to read
    response = signed_in(two.person).get(page_of(two.pair()))
    (first, second) = feedback.practices_read(two.rated.record, two.practice.characteristic)

    assert (first.outcome, first.reason, first.dissent) == (
        "Emerging",
        "Because of the minutes",
        "Two of us would say more",
    )
    assert [piece.title for piece in first.evidence] == ["Minutes of May", "Survey"]
    assert second.outcome == "Not discussed"
    shown = response.content.decode()
    assert all(text in shown for text in ("Because of the minutes", "Two of us would say more", "Minutes of May"))
    assert "median" not in shown
    assert "%" not in shown
    assert not {"median", "share_within_one", "share_not_enough"} & set(vars(first))


def test_only_the_standing_version_is_read_also_while_the_team_is_back_in_its_meeting(two):
    pairing, client = two.pair(), signed_in(two.person)
    actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    two.rated.agreements.update(reason="Because of the survey")
    assert "Because of the minutes" in client.get(page_of(pairing)).content.decode()

    actions.close_assessment(assessment=two.rated, by=None)
    shown = client.get(page_of(pairing)).content.decode()
    assert "Because of the survey" in shown
    assert "Because of the minutes" not in shown


def test_a_file_is_read_through_the_pair_and_a_withdrawn_piece_leaves_its_place(two):
    pairing = two.pair()
    piece = two.rated.record.evidence.get(carrier="file")
    client, address = signed_in(two.person), f"/peers/{pairing.pk}/evidence/{piece.pk}/"
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"Read me"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    other = two.other.record.evidence.get(carrier="file")
    assert client.get(f"/peers/{pairing.pk}/evidence/{other.pk}/").status_code == 404

    actions.withdraw_evidence(evidence=piece.evidence, by=None)
    assert client.get(address).status_code == 410
    shown = client.get(page_of(pairing)).content.decode()
    assert "Withdrawn on" in shown
    assert "Survey" not in shown


def test_the_files_of_a_version_that_was_replaced_are_no_longer_read(two):
    pairing, before = two.pair(), two.rated.record.evidence.get(carrier="file")
    actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    actions.close_assessment(assessment=two.rated, by=None)

    assert signed_in(two.person).get(f"/peers/{pairing.pk}/evidence/{before.pk}/").status_code == 404


def test_nobody_but_the_reading_teams_members_comes_in(two):
    pairing = two.pair()
    said = two.say(pairing)
    assert statuses(two.person, pairing, said) == {200}
    strangers = [two.owner, join(make_team(two.district)).person, make_person()]
    strangers += [appoint(role, district=two.district) for role in (Role.SUPERINTENDENT, Role.TRUSTEE)]
    for stranger in strangers:
        assert statuses(stranger, pairing, said) == {404}


def test_who_leaves_the_team_no_longer_reads(two):
    pairing = two.pair()
    said = two.say(pairing)
    Membership.objects.filter(person=two.person).update(ends_at=timezone.now())

    assert statuses(two.person, pairing, said) == {404}


def test_an_ended_pair_opens_nothing_and_takes_nothing(two):
    pairing = two.pair()
    said = two.say(pairing)
    actions.end_pairing(pairing=pairing, by=None)

    assert statuses(two.person, pairing, said) == {404}
    for act in (
        lambda: two.say(pairing),
        lambda: actions.delete_feedback(feedback=said, by=two.person),
        lambda: actions.change_feedback(feedback=said, kind="question", text="x", revision=1, by=two.person),
    ):
        with pytest.raises(PairingOver):
            act()


def test_a_pair_is_open_through_its_last_day_in_the_districts_time_zone(two, time_machine):
    today = two.district.today()
    pairing = two.pair(until=today)
    pairing.cycle = two.cycle
    begins = two.district.start_of(today)
    time_machine.move_to(begins + datetime.timedelta(hours=23), tick=False)
    assert pairing.is_open
    time_machine.move_to(begins + datetime.timedelta(hours=25), tick=False)
    assert not pairing.is_open
    assert signed_in(two.person).get(page_of(pairing)).status_code == 404


def test_without_publication_nothing_is_read_even_were_there_a_pair():
    two = Two(publish=False)
    pairing = Pairing.objects.create(cycle=two.cycle, reader=two.reader, rated=two.rated)

    assert feedback.standing_record(pairing) is None
    assert {signed_in(two.person).get(page).status_code for page in (page_of(pairing), f"/peers/{pairing.pk}/")} == {
        404
    }


def test_a_characteristic_that_the_edition_lacks_is_not_found(two):
    assert signed_in(two.person).get(page_of(two.pair(), 9)).status_code == 404


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
    actions.end_pairing(pairing=said.pairing, by=None)
    client = signed_in(two.owner)
    assert said.text in client.get(f"/assessments/{two.rated.pk}/record/").content.decode()

    assert two.answer(said).is_answered


@pytest.mark.parametrize("which", ["change", "answer"])
def test_a_stale_text_is_refused_with_both_shown(two, which):
    said = two.say(two.pair())
    if which == "change":
        newer = {"kind": "strength", "text": "Meanwhile this"}
        actions.change_feedback(feedback=said, revision=1, by=None, **newer)
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
    actions.change_feedback(feedback=said, kind="question", text="Something else?", revision=1, by=two.person)
    with pytest.raises(StaleRevision):
        two.answer(said)


def test_what_a_colleague_took_back_is_said_to_be_gone(two):
    said = two.say(two.pair())
    stale = Feedback.objects.get()
    actions.delete_feedback(feedback=said, by=two.person)
    for act in (two.answer, lambda one: actions.delete_feedback(feedback=one, by=two.person)):
        with pytest.raises(FeedbackAnswered):
            act(stale)


def test_feedback_of_an_earlier_version_says_so(two):
    pairing = two.pair()
    two.say(pairing)
    address = f"/assessments/{two.rated.pk}/record/"
    assert "about version" not in signed_in(two.owner).get(address).content.decode()
    actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    actions.close_assessment(assessment=two.rated, by=None)

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
    actions.end_pairing(pairing=said.pairing, by=None)

    assert kept() == before


def test_the_audit_history_knows_who_was_paired_and_not_what_was_said(two):
    said = two.answer(two.say(two.pair(), "zebra-question"), "zebra-answer")
    actions.end_pairing(pairing=said.pairing, by=None)
    written = "\n".join(f"{entry.changes} {entry.object_repr}" for entry in LogEntry.objects.all())
    watched = {entry.content_type.model for entry in LogEntry.objects.all()}

    assert "zebra" not in written
    assert "pairing" in watched
    assert "feedback" not in watched
    assert "zebra" not in str(said)


# -- What waits -------------------------------------------------------------------------------------------


def tasks_of(person):
    return [
        (task.answers, task.team.name, task.waiting) for task in feedback.feedback_tasks(person, standing_of(person))
    ]


def test_feedback_waits_to_be_left_until_the_team_has_said_something_and_then_to_be_answered(two):
    pairing = two.pair(until=two.district.today())
    (task,) = feedback.feedback_tasks(two.person, standing_of(two.person))
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
            actions.pair_teams(cycle=two.cycle, pairs=pairs, by=None)
            two.say(Pairing.objects.get(reader=assessment.team))
        standing = standing_of(two.person)
        standing.memberships  # noqa: B018  (read before they are counted)
        with django_assert_num_queries(3):
            feedback.feedback_tasks(two.person, standing)

    asked()
    for _ in range(2):
        two.closed()
    asked()
