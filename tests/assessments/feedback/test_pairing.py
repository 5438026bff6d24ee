"""Peer feedback: who is paired with whom, and what a reading team sees."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.cycles.errors import CycleNotReady
from assessments.evidence.actions import pieces
from assessments.feedback import actions as feedback_actions
from assessments.feedback import queries
from assessments.feedback.errors import PairingNotPossible, PairingOver
from assessments.feedback.models import Feedback, Pairing
from assessments.feedback.peer_rounds import one_round
from assessments.record import actions as record_actions
from districts.change_history.models import DistrictChange
from districts.roles.models import Membership, Role
from tests.assessments.feedback.peers import Two, page_of, signed_in, statuses, two
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_district,
    make_person,
    make_team,
)

__all__ = ["two"]
pytestmark = pytest.mark.django_db


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

    assert set(queries.proposed(two.cycle)) == {(two.reader, two.rated), (two.rated.team, two.other)}
    two.pair()
    assert queries.proposed(two.cycle) == [(two.rated.team, two.other)]


def test_teams_are_paired_after_the_publication_only():
    two = Two(publish=False)
    with pytest.raises(CycleNotReady):
        two.pair()
    assert not Pairing.objects.exists()


def test_a_last_day_of_reading_is_today_at_the_earliest(two):
    with pytest.raises(PairingNotPossible):
        two.pair(until=two.district.today() - datetime.timedelta(days=1))
    assert not Pairing.objects.exists()
    assert two.pair(until=two.district.today()).is_open


def test_no_team_reads_itself_another_district_or_a_team_without_a_record(two):
    elsewhere, absent = make_team(make_district()), make_assessment(two.cycle, make_team(two.district))
    for reader, rated in ((two.rated.team, two.rated), (elsewhere, two.rated), (two.reader, absent)):
        with pytest.raises(PairingNotPossible):
            feedback_actions.pair_teams(cycle=two.cycle, pairs=[(two.reader, two.rated), (reader, rated)], by=None)
    assert not Pairing.objects.exists()


def test_paired_twice_is_paired_once_and_the_database_says_so_too(two):
    pairing = two.pair()
    assert two.pair() == pairing
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.create(cycle=two.cycle, reader=two.reader, rated=two.rated)


def test_a_pair_of_which_nothing_was_written_is_removed_and_any_other_only_ended(two):
    feedback_actions.end_pairing(pairing=two.pair(), by=None)
    assert not Pairing.objects.exists()

    pairing = two.pair()
    two.say(pairing)
    feedback_actions.end_pairing(pairing=pairing, by=None)
    pairing.refresh_from_db()
    assert not pairing.is_open
    feedback_actions.end_pairing(pairing=pairing, by=None)  # once more: nothing happens, and nothing is told
    assert two.pair() == pairing
    pairing.refresh_from_db()
    assert pairing.is_open
    told = DistrictChange.objects.filter(kind__in=["teams_paired", "pairing_ended"]).order_by("pk")
    assert list(told.values_list("kind", flat=True)) == ["teams_paired", "pairing_ended"] * 2 + ["teams_paired"]


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
    response = signed_in(two.person).get(page_of(two.pair()))
    (first, second) = queries.practices_read(two.rated.record, two.practice.characteristic)

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
    record_actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    two.rated.outcomes.update(reason="Because of the survey")
    assert "Because of the minutes" in client.get(page_of(pairing)).content.decode()

    record_actions.close_assessment(assessment=two.rated, by=None)
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

    pieces.withdraw_evidence(evidence=piece.evidence, by=None)
    assert client.get(address).status_code == 410
    shown = client.get(page_of(pairing)).content.decode()
    assert "Withdrawn on" in shown
    assert "Survey" not in shown


def test_the_files_of_a_version_that_was_replaced_are_no_longer_read(two):
    pairing, before = two.pair(), two.rated.record.evidence.get(carrier="file")
    record_actions.reopen_assessment(assessment=two.rated, reason="A slip", by=None)
    record_actions.close_assessment(assessment=two.rated, by=None)

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
    feedback_actions.end_pairing(pairing=pairing, by=None)

    assert statuses(two.person, pairing, said) == {404}
    for act in (
        lambda: two.say(pairing),
        lambda: feedback_actions.delete_feedback(feedback=said, by=two.person),
        lambda: feedback_actions.change_feedback(feedback=said, kind="question", text="x", revision=1, by=two.person),
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

    assert queries.current_record(pairing) is None
    assert {signed_in(two.person).get(page).status_code for page in (page_of(pairing), f"/peers/{pairing.pk}/")} == {
        404
    }


def test_a_characteristic_that_the_edition_lacks_is_not_found(two):
    assert signed_in(two.person).get(page_of(two.pair(), 9)).status_code == 404
