"""The database is lost under a request: it is read again once, or the person is told; nothing is written twice."""

import logging
import sqlite3
import uuid
from contextlib import closing

import psycopg2
import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError, ProgrammingError, close_old_connections, connection
from django.db.models import F
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from assessments.cycles.models import Cycle
from assessments.rating.actions import take_seat
from assessments.rating.models import Rating
from olf_site.errors import unavailable
from olf_site.middleware import LostConnectionMiddleware
from people.access.models import AccessToken
from reports.api.problems import not_now
from tests.factories import make_meeting, make_person, members_of, practices_of, token_of

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server that could go away")


def lost(number):
    """A view under which the connection is lost so many times; and how often it was asked."""
    asked = []

    def view(request):
        asked.append(request)
        if len(asked) <= number:
            raise OperationalError("server closed the connection\n\tProbably.") from psycopg2.OperationalError()
        return HttpResponse("there")

    return view, asked


def answer(view, method="get", **more):
    request = getattr(RequestFactory(), method)("/a/?b=c", **more)
    return LostConnectionMiddleware(convert_exception_to_response(view))(request)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_is_read_once_more(method):
    view, asked = lost(1)

    assert answer(view, method).status_code == 200
    assert len(asked) == 2


def test_a_page_is_read_once_more_only():
    view, asked = lost(3)

    assert answer(view).status_code == 503
    assert len(asked) == 2


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_was_sent_is_never_sent_again(method):
    view, asked = lost(1)

    assert answer(view, method).status_code == 503
    assert len(asked) == 1


def test_another_fault_is_not_tried_again():
    asked = []

    def view(request):
        asked.append(request)
        raise ZeroDivisionError

    assert answer(view).status_code == 500
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("method", "leads_to"), [("get", 'href="/a/?b=c"'), ("post", 'href="/rate/"')], ids=["read", "sent"]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_when_to_come_back_and_where_to_go(method, leads_to, language):
    with translation.override(language):
        said = answer(lost(2)[0], method, headers={"Referer": "http://testserver/rate/"})

    page = said.content.decode()
    assert (said["Retry-After"], said["Cache-Control"]) == ("5", "no-store")
    assert f'lang="{language}"' in page
    assert leads_to in page


def test_the_page_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert b"<h1" in unavailable(rf.get("/"), OperationalError()).content


def test_only_who_sent_something_is_told_to_look_for_it():
    sent, read = (answer(lost(2)[0], method).content.decode() for method in ("post", "get"))

    assert "may not have been saved" in sent
    assert "may not have been saved" not in read


def test_the_log_says_it_in_a_line(caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)

    answer(lost(1)[0], "post")

    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("WARNING", None)]
    assert caplog.messages == ["The database could not be asked: server closed the connection"]


# -- With a database ---------------------------------------------------------------------------------------


@pytest.fixture
def place():
    """A team in which somebody rates, signed in; and what they send."""
    assessment = make_meeting(members=1, started=False)
    [person] = members_of(assessment)
    take_seat(assessment=assessment, by=person)
    # Somebody has answered before: with the first answer of a cycle its last day is noted, both or neither.
    Cycle.objects.update(ratings_counted_from=F("closes_on"))
    client = Client(raise_request_exception=False)
    client.force_login(person)
    address = reverse("assessments:rate_practice", args=[assessment.pk, practices_of(assessment)[0].uuid])
    sent = {"answer": "3", "note": "", "revision": 0, "client_id": uuid.uuid4()}
    yield lambda: client.post(address, sent, headers={"HX-Request": "true"})
    connection.close()


def ends_connection(word, before):
    """Lets the server end the connection before, or after, it carries out the first statement with this word."""
    done = []

    def wrapper(execute, sql, *more):
        found = word in sql and not done
        if found and before:
            end()
        result = execute(sql, *more)
        if found and not before:
            end()
        return result

    def end():
        done.append(True)
        with closing(psycopg2.connect(connection.connection.dsn)) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])

    return connection.execute_wrapper(wrapper)


@on_postgresql
@pytest.mark.parametrize("before", [True, False], ids=["before it was written", "after it was written"])
def test_a_save_whose_connection_is_lost_is_written_once(place, before, settings):
    settings.PREPARED_STATEMENTS = False  # so that a statement is known by its words

    with ends_connection("INSERT INTO assessments_rating", before):
        told = place()
    close_old_connections()  # as at the end of every request
    written = Rating.objects.count()
    again = place()

    assert (told.status_code, written) == (503, 0 if before else 1)
    assert again.status_code == 200
    assert Rating.objects.get().revision == 1


@on_postgresql
def test_a_change_whose_connection_is_lost_in_its_transaction_leaves_nothing():
    client = Client(raise_request_exception=False)
    client.force_login(make_person())
    sent = {"name": "Read results", "scopes": ["results"], "days": "30"}

    with ends_connection('INSERT INTO "people_accesstoken"', before=False):
        told = client.post(reverse("my_tokens"), sent)
    close_old_connections()

    assert (told.status_code, AccessToken.objects.count()) == (503, 0)
    connection.close()


@on_postgresql
def test_a_page_whose_connection_is_lost_is_there_all_the_same(settings):
    settings.PREPARED_STATEMENTS = False
    client = Client(raise_request_exception=False)
    client.force_login(make_person())

    with ends_connection("people_user", before=True):
        assert client.get("/").status_code == 200
    connection.close()


@pytest.fixture
def people_are_written(transactional_db):
    """Two functions: somebody else writes to the table of people; and lets go of it."""
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as other:
        yield lambda: other.execute("UPDATE people_user SET name = 'Other'"), other.rollback


@pytest.mark.sqlite_only
def test_a_file_that_others_write_to_for_too_long_is_a_503_too(people_are_written):
    hold, let_go = people_are_written
    client, person = Client(raise_request_exception=False), make_person()
    client.force_login(person)
    program = {"Authorization": f"Bearer {token_of(person, 'results')}"}
    hold()

    page, file = client.get("/"), Client(raise_request_exception=False).get("/api/v1/districts", headers=program)
    let_go()

    assert (page.status_code, file.status_code) == (503, 503)
    assert file.json()["detail"] == "The database is not answering just now. Go on in 5 seconds."
    assert client.get("/").status_code == 200


def test_the_api_takes_no_fault_of_ours_for_a_pause(rf):
    with pytest.raises(ProgrammingError):
        not_now(rf.get("/"), ProgrammingError())
