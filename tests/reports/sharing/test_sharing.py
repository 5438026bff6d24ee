"""Links to a frozen copy: what they show, when they end, what they leave behind."""

import datetime
import re

import pytest
from auditlog.models import LogEntry
from django.db import transaction
from django.test import Client

from assessments.record.models import Record
from reports.board import actions as board_actions
from reports.sharing import actions as sharing_actions
from reports.sharing.models import SharedReport
from tests.at_once import PATIENCE, at_once, needs_two_writers, wait_until_they_wait
from tests.reports.board.test_board import HIGH, LOW, write
from tests.reports.factories import add_school, make_published, make_shared, superintendent_of
from tests.reports.test_pages import as_person, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    cycle = make_published(name="Now")
    add_school(cycle, LOW, name="North School")
    add_school(cycle, HIGH, name="South School")
    return cycle


@pytest.fixture
def superintendent(cycle):
    return superintendent_of(cycle.district)


def opened(token):
    """What somebody is answered who has nothing but the link."""
    return Client().get(f"/shared/{token}/")


def test_a_link_is_made_shown_once_and_opens_the_report_without_signing_in(cycle, superintendent):
    client, address = as_person(superintendent), results(cycle.district, "board/links/")

    page = client.post(address, {"days": "7"}).content.decode()

    token = re.search(r"http://testserver/shared/([\w-]+)/", page)[1]
    assert token not in client.get(address).content.decode()
    shared = SharedReport.objects.get()
    assert token not in str(vars(shared))
    assert shared.expires_at - shared.made_at == datetime.timedelta(days=7)
    answer = opened(token)
    assert answer.status_code == 200
    assert "Short 1" in answer.content.decode()
    assert "North School" not in answer.content.decode()


def test_a_copy_leaves_nothing_behind_and_is_left_out_by_search_engines(cycle):
    _shared, token = make_shared(cycle)

    for answer in (opened(token), opened("never-made")):
        assert answer.cookies == {}
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-store"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_a_copy_stays_as_it_was_whatever_changes(cycle, superintendent):
    notes = write(cycle, superintendent)
    board_actions.mark_as_ready(cycle=cycle, revision=notes.revision, by=superintendent)
    client = as_person(superintendent)
    page = client.post(results(cycle.district, "board/links/"), {"days": "30"}).content.decode()
    token = re.search(r"/shared/([\w-]+)/", page)[1]
    before = opened(token).content

    write(cycle, superintendent, revision=1, learned="giraffe")
    board_actions.mark_as_ready(cycle=cycle, revision=2, by=superintendent)
    add_school(cycle, {"1.1": 4, "1.2": 4, "1.3": 4, "1.4": 4})
    cycle.name = "Renamed"
    cycle.save()
    cycle.edition.characteristics.update(short_name="Other")

    assert opened(token).content == before
    assert b"zebra-learned" in before
    Record.objects.filter(cycle=cycle).delete()
    assert opened(token).content == before


def test_a_draft_is_never_shared(cycle, superintendent):
    write(cycle, superintendent)
    client = as_person(superintendent)

    page = client.post(results(cycle.district, "board/links/"), {"days": "30"}).content.decode()

    assert "no words are marked as ready" in page
    assert b"zebra" not in opened(re.search(r"/shared/([\w-]+)/", page)[1]).content


def test_a_link_ends_on_its_day_and_when_it_is_revoked_with_one_and_the_same_answer(
    cycle, superintendent, time_machine
):
    shared, token = make_shared(cycle, days=7)
    _other, revoked = make_shared(cycle, days=365)
    never = opened("x" * 43).content
    client = as_person(superintendent)

    assert client.post(results(cycle.district, f"board/links/{_other.pk}/revoke/")).status_code == 302
    assert (opened(revoked).status_code, opened(revoked).content) == (404, never)
    assert opened(token).status_code == 200

    time_machine.move_to(shared.expires_at, tick=False)
    assert (opened(token).status_code, opened(token).content) == (404, never)


def test_a_link_of_another_district_cannot_be_ended(cycle):
    shared, token = make_shared(cycle)
    stranger = make_published()

    answer = as_person(superintendent_of(stranger.district)).post(
        results(stranger.district, f"board/links/{shared.pk}/revoke/")
    )

    assert answer.status_code == 404
    assert opened(token).status_code == 200


def test_only_a_page_that_says_it_is_looked_at_is_counted(cycle, superintendent):
    shared, token = make_shared(cycle)
    links, client = results(cycle.district, "board/links/"), as_person(superintendent)
    for headers in ({}, {"sec-purpose": "prefetch"}, {"purpose": "prefetch"}, {"user-agent": "Mail-Scanner/1.0"}):
        Client(headers=headers).get(f"/shared/{token}/")
    Client().head(f"/shared/{token}/")
    assert "Not looked at yet." in client.get(links).content.decode()

    looked = [Client(enforce_csrf_checks=True).post(f"/shared/{token}/looked/") for _look in range(2)]

    shared.refresh_from_db()
    assert (shared.reads, [answer.status_code for answer in looked]) == (2, [204, 204])
    assert "Looked at 2 times" in client.get(links).content.decode()


def test_a_look_leaves_nothing_behind_and_tells_nothing_of_other_links(cycle, superintendent):
    shared, token = make_shared(cycle)
    ended, ended_token = make_shared(cycle)
    sharing_actions.revoke_link(shared=ended, by=superintendent)

    answers = [Client().post(f"/shared/{one}/looked/") for one in (token, ended_token, "never-made")]

    assert {(answer.status_code, answer.content, str(answer.cookies), str(answer.headers)) for answer in answers} == {
        (204, b"", "", str(answers[0].headers))
    }
    ended.refresh_from_db()
    assert (ended.reads, ended.last_read_at) == (0, None)
    assert Client().get(f"/shared/{token}/looked/").status_code == 405


def test_the_copy_speaks_the_readers_language(cycle):
    _shared, token = make_shared(cycle)

    answer = Client().get(f"/shared/{token}/", headers={"accept-language": "fr"})

    assert '<html lang="fr">' in answer.content.decode()
    assert "Rapport au conseil" in answer.content.decode()


def test_the_audit_history_says_that_a_link_was_made_and_ended_and_holds_no_figure(cycle, superintendent):
    shared, _token = make_shared(cycle, by=superintendent)
    sharing_actions.revoke_link(shared=shared, by=superintendent)

    said = [str(entry.changes) for entry in LogEntry.objects.get_for_model(SharedReport)]

    assert len(said) == 2
    assert not any("frozen" in one or shared.digest in one for one in said)


# -- Twice at one moment --------------------------------------------------------------------------------


def made_link(answer):
    """The address that the page of links shows this once."""
    return re.search(r"http://testserver/shared/([\w-]+)/", answer.content.decode())[1]


def test_a_form_sent_twice_is_one_link_and_asked_for_with_other_days_a_second(cycle, superintendent):
    client, address = as_person(superintendent), results(cycle.district, "board/links/")
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())[1]

    first, second = (made_link(client.post(address, {"days": "7", "form_key": key})) for _sending in range(2))

    assert first == second
    assert SharedReport.objects.count() == 1
    assert opened(first).status_code == 200
    assert made_link(client.post(address, {"days": "30", "form_key": key})) != first
    assert made_link(client.post(address, {"days": "7"})) != made_link(client.post(address, {"days": "7"}))


def test_a_link_that_was_ended_is_not_given_out_again(cycle, superintendent):
    client, address = as_person(superintendent), results(cycle.district, "board/links/")
    sent = {"days": "7", "form_key": "6f1b43b1-95b5-4c58-9a65-0c87a5d0a9de"}
    first = made_link(client.post(address, sent))
    sharing_actions.revoke_link(shared=SharedReport.objects.get(), by=superintendent)

    again = made_link(client.post(address, sent))

    assert again != first
    assert opened(again).status_code == 200


def test_words_that_changed_meanwhile_make_another_link_and_a_key_is_one_person_s(cycle, superintendent):
    form_key = "6f1b43b1-95b5-4c58-9a65-0c87a5d0a9de"
    asked = {"cycle": cycle, "days": 7, "form_key": form_key}
    said = [({"en": {"words": "a"}}, superintendent), ({"en": {"words": "b"}}, superintendent)]
    said.append(({"en": {"words": "a"}}, superintendent_of(cycle.district)))

    tokens = {sharing_actions.share_report(frozen=frozen, by=by, **asked)[1] for frozen, by in said}

    assert len(tokens) == 3


@pytest.mark.django_db(transaction=True)
@needs_two_writers
def test_two_sendings_at_one_moment_are_answered_with_one_link():
    cycle = make_published()
    asked = {"cycle": cycle, "frozen": {}, "days": 7, "by": None, "form_key": "6f1b43b1-95b5-4c58-9a65-0c87a5d0a9de"}

    with transaction.atomic():
        first = sharing_actions.share_report(**asked)
        thread, came = at_once(lambda: sharing_actions.share_report(**asked))
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert came == [first]
    assert SharedReport.objects.count() == 1
