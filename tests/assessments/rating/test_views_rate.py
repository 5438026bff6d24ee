"""The rate page answers: in words beside the field, with what was typed, and to nobody else."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.meeting import actions as meeting_actions
from assessments.rating import actions as rating_actions
from assessments.rating.models import Rating
from tests.factories import (
    join,
    make_assessment,
    make_cycle,
    make_meeting,
    make_rating,
    make_team,
    members_of,
    practices_of,
)

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
WRITING = {
    "right to left": "\u202eכתב עברי\u202c و عربي",
    "joined and wide": "👩‍👩‍👧 会议 ḱ̃ \u200d",
    "markup": "<script>alert('x')</script> & \"quoted\"",
    "10,000 characters": "é" * 10_000,
    "lines": "one\r\ntwo\ttab",
}


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False, characteristics=2)


@pytest.fixture
def person(assessment, client):
    """A member with a seat, signed in."""
    person = members_of(assessment)[0]
    rating_actions.take_seat(assessment=assessment, by=person)
    client.force_login(person)
    return person


def url_of(assessment, practice=None):
    practice = practice or practices_of(assessment)[0]
    return f"/assessments/{assessment.pk}/practices/{practice.uuid}/rate/"


def sent(**fields):
    return {"answer": "2", "note": "", "revision": "0", "client_id": str(uuid.uuid4()), **fields}


def test_a_save_answers_htmx_with_the_changed_part_and_a_browser_with_the_page(assessment, person, client):
    fragment = client.post(url_of(assessment), sent(), **HTMX)
    assert fragment.status_code == 200
    assert b"<html" not in fragment.content
    assert len(fragment.content) < 5_000
    assert b"1 of 6 answered" in fragment.content
    page = client.post(url_of(assessment), sent(revision="1", answer="3"))
    practice = practices_of(assessment)[0]
    assert (page.status_code, page.url) == (302, f"/assessments/{assessment.pk}/rate/1/#practice-{practice.uuid}")
    assert Rating.objects.get().level.value == 3


@pytest.mark.parametrize("headers", [HTMX, {}])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"answer": ""}, "Choose a level"),
        ({"answer": "9"}, "not one of the scale"),
        ({"answer": "does_not_apply", "note": " "}, "why it does not apply"),
        ({"note": "a\x00b"}, "U+0000"),
        ({"note": "a\x07b"}, "U+0007"),
        ({"note": "x" * 10_001}, "10000"),
        ({"revision": "-1"}, "greater than or equal to 0"),
        ({"client_id": "mine"}, "valid UUID"),
    ],
)
def test_what_cannot_be_saved_is_answered_in_words_and_keeps_what_was_typed(
    typed, words, headers, assessment, person, client
):
    response = client.post(url_of(assessment), sent(**{"note": "Typed before", **typed}), **headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert ("<html" in page) == (not headers)
    if not headers and "note" not in typed:
        assert "Typed before" in page
    assert not Rating.objects.exists()


@pytest.mark.parametrize("text", WRITING.values(), ids=WRITING.keys())
def test_notes_in_every_script_come_back_as_they_were_written_and_escaped(text, assessment, person, client):
    assert client.post(url_of(assessment), sent(note=text)).status_code == 302
    assert Rating.objects.get().note.replace("\r\n", "\n") == text.replace("\r\n", "\n").strip()
    page = client.get(f"/assessments/{assessment.pk}/rate/1/").content.decode()
    assert "<script>alert" not in page


def test_a_conflict_is_answered_with_both_values(assessment, person, client):
    client.post(url_of(assessment), sent(answer="1", note="The older"))
    client.post(url_of(assessment), sent(answer="2", note="The newer", revision="1"))
    for headers in (HTMX, {}):
        response = client.post(url_of(assessment), sent(answer="4", note="Mine", revision="1"), **headers)
        page = response.content.decode()
        assert response.status_code == 409
        assert "The newer" in page
        assert "Mine" in page
        assert "Emerging" in page
        assert "Embedded" in page
    assert Rating.objects.get().note == "The newer"


def test_a_broken_rule_is_409_with_a_page_that_says_what_to_do(assessment, person, client):
    meeting_actions.start_meeting(assessment=assessment, by=person)
    meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=person)
    response = client.post(url_of(assessment), sent())
    assert response.status_code == 409
    assert "This practice has been revealed" in response.content.decode()


def test_what_is_not_ones_own_is_404_and_what_one_may_not_do_is_403(assessment, person, client):
    other = make_meeting()
    assert client.get(f"/assessments/{other.pk}/").status_code == 404
    assert client.post(url_of(other), sent()).status_code == 404
    assert client.post(f"/assessments/{other.pk}/meeting/start/").status_code == 404
    assert client.post(f"/assessments/{assessment.pk}/meeting/start/").status_code == 403
    assert client.get(f"/assessments/{assessment.pk}/close/").status_code == 403
    assert client.get(f"/assessments/{10**30}/").status_code == 404
    strange = f"/assessments/{assessment.pk}/practices/{uuid.uuid4()}"
    of_other = f"/assessments/{assessment.pk}/practices/{practices_of(other)[0].uuid}"
    for url in (strange, of_other):
        assert client.post(f"{url}/rate/", sent()).status_code == 404
        assert client.get(f"{url}/meeting/").status_code == 404
        assert client.get(f"{url}/evidence/").status_code == 404
    assert client.get(f"/assessments/{assessment.pk}/rate/99/").status_code == 404
    assert client.get(f"/assessments/{assessment.pk}/rate/1/?characteristic={'9' * 5000}").status_code == 200


def test_before_the_notice_is_accepted_rating_leads_to_it(assessment, client):
    person = members_of(assessment)[1]
    client.force_login(person)
    for path in ("rate/", "rate/1/"):
        response = client.get(f"/assessments/{assessment.pk}/{path}")
        assert (response.status_code, response.url) == (302, f"/assessments/{assessment.pk}/notice/")
    assert client.post(url_of(assessment), sent()).status_code == 409
    assert client.post(f"/assessments/{assessment.pk}/notice/accept/").status_code == 302
    assert client.post(url_of(assessment), sent()).status_code == 302


def queries_of(client, url, data=None):
    """How many queries a request makes, savepoints aside."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.post(url, data, **HTMX) if data else client.get(url)
    assert response.status_code == 200
    return len([q for q in caught if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def test_a_save_makes_at_most_ten_queries(assessment, person, client):
    client.post(url_of(assessment), sent(), **HTMX)
    assert queries_of(client, url_of(assessment), sent(revision="1")) <= 10


def queries_when_warm(client, url):
    """How many queries a page makes once the framework it shows is kept in memory."""
    client.get(url)
    return queries_of(client, url)


def test_listing_pages_make_as_many_queries_for_three_rows_as_for_one(assessment, person, client):
    urls = ("/assessments/", f"/assessments/{assessment.pk}/", f"/assessments/{assessment.pk}/meeting/")
    assessment.team.memberships.filter(person=person).update(facilitates=True)
    before = [queries_when_warm(client, url) for url in urls]
    for _ in range(2):
        cycle = make_cycle(assessment.district, edition=assessment.cycle.edition, scale=assessment.cycle.scale)
        make_assessment(cycle, assessment.team)
        rater = join(assessment.team).person
        make_rating(assessment, rater, practices_of(assessment)[0], 2)
    assert [queries_when_warm(client, url) for url in urls] == before


def test_an_administrators_pages_make_as_many_queries_for_three_teams_as_for_one(assessment, client):
    from districts.roles.models import Role
    from tests.factories import appoint

    district, cycle = assessment.district, assessment.cycle
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    urls = (f"/districts/{district.slug}/cycles/", f"/districts/{district.slug}/cycles/{cycle.pk}/")
    before = [queries_when_warm(client, url) for url in urls]
    for _ in range(2):
        make_assessment(cycle, make_team(district, members=2))
        make_cycle(district, edition=cycle.edition, scale=cycle.scale)
    assert [queries_when_warm(client, url) for url in urls] == before


def test_an_answer_kept_for_somebody_else_is_not_saved(assessment, person, client):
    other = client.post(url_of(assessment), sent(), **HTMX, HTTP_X_RATES_FOR=str(person.pk + 1))
    own = client.post(url_of(assessment), sent(), **HTMX, HTTP_X_RATES_FOR=str(person.pk))

    assert (other.status_code, own.status_code) == (403, 200)
    assert client.get(f"/assessments/{assessment.pk}/rate/1/")["X-Rates-For"] == str(person.pk)


def test_the_table_holds_every_practice_and_without_scripts_leads_back_to_itself(assessment, person, client):
    page = client.get(f"/assessments/{assessment.pk}/rate/table/").content.decode()
    practices = practices_of(assessment)
    wrong = client.post(url_of(assessment), sent(answer="", in_table="1"))
    saved = client.post(url_of(assessment), sent(in_table="1"))

    assert [page.count(f'id="practice-{practice.uuid}"') for practice in practices] == [1] * len(practices)
    assert (wrong.status_code, "Choose a level" in wrong.content.decode()) == (422, True)
    assert wrong.content.decode().count('class="pr pr-row"') == len(practices)
    assert saved.url == f"/assessments/{assessment.pk}/rate/table/#practice-{practices[0].uuid}"
