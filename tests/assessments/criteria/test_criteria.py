"""Success criteria on their pages: written, shown and offered there, and nobody else's to read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.criteria.models import CriterionVersion, SuccessCriterion
from assessments.rating import actions
from districts.roles.models import Role
from tests.assessments.wording import (
    assessment,
    board,
    member,
    offer,
    practice,
    sent,
    texts_of,
    url_of,
    version_url,
    write,
)
from tests.factories import (
    appoint,
    join,
    make_criterion,
    make_person,
    members_of,
    practices_of,
)

__all__ = ["assessment", "board", "member", "practice"]
pytestmark = pytest.mark.django_db

XSS = "<img src=x onerror=alert(1)>"
WRITING = {
    "right to left": "\u202eכתב עברי\u202c و عربي",
    "joined and wide": "👩‍👩‍👧 会议 ḱ̃ \u200d",
    "markup": XSS,
    "10,000 characters": "é" * 10_000,
    "lines": "one\r\ntwo\ttab",
}


# -- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", WRITING.values(), ids=WRITING.keys())
def test_every_script_comes_back_as_it_was_written_and_escaped_everywhere(text, assessment, practice, member, client):
    actions.take_seat(assessment=assessment, by=member)
    response = client.post(url_of(assessment, practice), sent(text=text, lens="both"))
    assert response.status_code == 302
    assert CriterionVersion.objects.get().text == text
    rating, meeting = (
        f"/assessments/{assessment.pk}/rate/1/",
        f"/assessments/{assessment.pk}/practices/{practice.uuid}/",
    )
    for url in (url_of(assessment, practice), rating, f"{meeting}meeting/"):
        page = client.get(url).content.decode()
        assert XSS not in page
        assert 'dir="auto"' in page
        if text != XSS:
            assert text.split("\r\n")[0] in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "  "}, "Write what it looks like here"),
        ({"text": "a\x00b"}, "U+0000"),
        ({"text": "x" * 10_001}, "10000"),
        ({"lens": "fish-eye"}, "valid choice"),
        ({"level": "9"}, "A part of this page that you do not see"),
        ({"level": "%s"}, "A part of this page that you do not see"),
        ({"revision": "-1"}, "A part of this page that you do not see"),
    ],
    ids=["blank", "control", "long", "lens", "level", "percent", "revision"],
)
def test_what_cannot_be_saved_is_answered_in_words_and_keeps_what_was_typed(
    typed, words, assessment, practice, member, client
):
    response = client.post(url_of(assessment, practice), sent(**typed))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    if "text" not in typed and "level" not in typed:
        assert "Typed" in page
    assert not SuccessCriterion.objects.exists()


def test_a_stale_save_shows_both_texts_and_can_then_be_saved(assessment, practice, member, client):
    write(assessment, practice, "Theirs")
    response = client.post(url_of(assessment, practice), sent(text="Mine"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert 'name="revision" value="1"' in page
    assert client.post(url_of(assessment, practice), sent(text="Mine", revision="1")).status_code == 302
    assert texts_of(assessment.team) == [(1, "Theirs"), (2, "Mine")]


@pytest.mark.parametrize("what", ["restore", "adopt"])
def test_a_stale_click_shows_both_texts(what, assessment, board, practice, member, client):
    version = write(assessment, practice, "Once") if what == "restore" else offer(board, practice, "Once")
    write(assessment, practice, "Theirs", revision=1 if what == "restore" else 0)
    response = client.post(version_url(assessment, version, what), {"revision": "7"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Once" in page
    assert client.post(version_url(assessment, version, what), {}).status_code == 422


def test_the_history_names_who_wrote_what_with_the_words(assessment, practice, member, client):
    write(assessment, practice, "The older words", by=make_person("Ada Lovelace"))
    write(assessment, practice, "The newer words", revision=1, by=make_person("Grace Hopper"))
    page = client.get(url_of(assessment, practice)).content.decode()
    for words in ("The older words", "The newer words", "Ada Lovelace", "Grace Hopper", "Use version 1 again"):
        assert words in page
    assert "Use version 2 again" not in page


def test_nobody_outside_the_team_reads_or_writes_its_criteria(assessment, board, practice, client):
    ours, theirs = write(assessment, practice, "zebra-ours"), write(board, practice, "zebra-board")
    board.team.memberships.update(facilitates=True)
    client.force_login(members_of(board)[0])
    assert client.get(url_of(assessment)).status_code == 404
    assert client.get(url_of(assessment, practice)).status_code == 404
    assert client.post(url_of(assessment, practice), sent()).status_code == 404
    for what in ("restore", "adopt", "keep", "offer", "take-back"):
        assert client.post(version_url(assessment, ours, what), {"revision": "0"}).status_code == 404
        assert client.post(version_url(board, ours, what), {"revision": "0"}).status_code == 404
    client.force_login(members_of(assessment)[0])
    assert "zebra-board" not in client.get(url_of(assessment, practice)).content.decode()
    for what in ("adopt", "keep", "restore"):
        assert client.post(version_url(assessment, theirs, what), {"revision": "0"}).status_code == 404
    assert texts_of(assessment.team) == [(1, "zebra-ours")]


def test_the_districts_facilitator_and_administrators_in_its_team_offer(board, practice, client):
    version = write(board, practice)
    member, facilitator = members_of(board)
    board.team.memberships.filter(person=facilitator).update(facilitates=True)
    administrator = join(board.team, appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district)).person
    shown, answers = {}, {}
    for name, person in (("member", member), ("facilitator", facilitator), ("administrator", administrator)):
        client.force_login(person)
        shown[name] = "Offer to all teams" in client.get(url_of(board, practice)).content.decode()
        answers[name] = client.post(version_url(board, version, "offer")).status_code
        client.post(version_url(board, version, "take-back"))
    assert shown == {"member": False, "facilitator": True, "administrator": True}
    assert answers == {"member": 403, "facilitator": 302, "administrator": 302}


def test_a_schools_facilitator_offers_nothing(assessment, practice, member, client):
    version = write(assessment, practice)
    assessment.team.memberships.update(facilitates=True)
    assert client.post(version_url(assessment, version, "offer")).status_code == 403
    assert "Offer to all teams" not in client.get(url_of(assessment, practice)).content.decode()


def test_an_administrator_sees_what_is_offered_and_nothing_else_and_takes_it_back(assessment, board, practice, client):
    version = offer(board, practice, "zebra-offered")
    write(board, practice, "zebra-later", revision=1)
    write(assessment, practice, "zebra-school")
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district))
    address = f"/districts/{board.district.slug}/criteria/"
    page = client.get(address).content.decode()
    assert "zebra-offered" in page
    assert "zebra-later" not in page
    assert "zebra-school" not in page
    assert client.post(f"{address}{version.pk}/take-back/").status_code == 302
    assert "zebra-offered" not in client.get(address).content.decode()
    never = CriterionVersion.objects.get(text="zebra-school")
    assert client.post(f"{address}{never.pk}/take-back/").status_code == 404


def test_the_overview_filters_by_characteristic_and_by_what_is_missing(assessment, board, practice, member, client):
    write(assessment, practice)
    offer(board, practices_of(assessment)[1])
    page = client.get(url_of(assessment)).content.decode()
    assert "1 of 6 practices described" in page
    assert "Offered by the district:" in page
    page = client.get(url_of(assessment), {"characteristic": "1", "show": "without"}).content.decode()
    assert "Do 1.1" not in page
    assert "Do 1.2" in page
    assert "Do 2.1" not in page


# -- Speed --------------------------------------------------------------------------------------


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_ask_the_database_as_often_for_three_criteria_as_for_one(assessment, board, practice, member, client):
    actions.take_seat(assessment=assessment, by=member)
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district)
    offers = f"/districts/{board.district.slug}/criteria/"
    urls = (url_of(assessment), url_of(assessment, practice), f"/assessments/{assessment.pk}/rate/1/", offers)

    def asked():
        counts = []
        for url in urls:
            client.force_login(administrator if url == offers else member)
            client.get(url)  # what the process keeps is there
            counts.append(queries_of(client, url))
        return counts

    scale = assessment.cycle.scale
    make_criterion(assessment.team, practice, scale, 3, "One", "Two")
    make_criterion(board.team, practice, scale, 3, "District’s", offered=True)
    with_one = asked()
    for value, other in ((4, practice), (2, practice), (3, practices_of(assessment)[1])):
        make_criterion(assessment.team, other, scale, value, "One", "Two", "Three")
        make_criterion(board.team, other, scale, value, "District’s", offered=True)
    assert asked() == with_one


def test_the_rate_page_costs_one_query_more_and_shows_nothing_where_nothing_is_said(
    assessment, practice, member, client, settings
):
    settings.PREPARED_STATEMENTS = False  # the statements themselves are to be read below
    actions.take_seat(assessment=assessment, by=member)
    url = f"/assessments/{assessment.pk}/rate/1/"
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url).content.decode()
    assert sum("successcriterion" in query["sql"] for query in queries) == 1
    assert "What it looks like here" not in page
    write(assessment, practice, "Here it shows")
    page = client.get(url).content.decode()
    assert page.count("What it looks like here") == 1
    assert "Here it shows" in page
