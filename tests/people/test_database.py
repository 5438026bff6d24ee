"""Which errors say that the database could not be asked, and which that there is something wrong with the question."""

import socket

import psycopg2
import pytest
from django.db import Error, IntegrityError, connection
from django.db.utils import ConnectionHandler

from people.database import PlanIsStale, is_unavailable
from people.users import User
from tests.factories import make_person

on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server that could go away")


def error_of(act):
    """What the database says to it, as Django raises it."""
    with pytest.raises(Error) as raised:
        act()
    return raised.value


def ask(database, sql):
    with database.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def file(tmp_path, db):
    """A SQLite file that waits for nobody; and a function that opens it once more."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "file.sqlite3", "OPTIONS": {"timeout": 0}}
    opened = []

    def open_it():
        opened.append(ConnectionHandler({"default": settings})["default"])
        return opened[-1]

    ask(open_it(), "CREATE TABLE one (number integer UNIQUE)")
    yield open_it
    for one in opened:
        one.close()


def test_a_file_that_somebody_writes_to_for_too_long_cannot_be_asked(file):
    ask(file(), "BEGIN IMMEDIATE")

    assert is_unavailable(error_of(lambda: ask(file(), "INSERT INTO one VALUES (1)")))


@pytest.mark.parametrize(
    "wrong", ["SELECT * FROM nowhere", "SELECT", "INSERT INTO one VALUES (1), (1)"], ids=["table", "syntax", "unique"]
)
def test_a_wrong_question_is_ours_on_sqlite(file, wrong):
    assert not is_unavailable(error_of(lambda: ask(file(), wrong)))


@pytest.mark.django_db
def test_a_broken_rule_of_the_tables_is_ours():
    email = make_person().email

    assert not is_unavailable(error_of(lambda: User.objects.create(email=email)))


@pytest.mark.parametrize("error", [None, ValueError(), Error(), IntegrityError()])
def test_what_is_not_of_the_database_s_connection_is_ours(error):
    assert not is_unavailable(error)


def test_a_stale_plan_goes_away_by_itself():
    assert is_unavailable(PlanIsStale())


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_wrong_question_is_ours_on_postgresql():
    for wrong in ("SELECT * FROM nowhere", "SELECT 1 / 0", "SELEKT"):
        assert not is_unavailable(error_of(lambda wrong=wrong: ask(connection, wrong)))


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_ended_cannot_be_asked():
    connection.ensure_connection()
    with psycopg2.connect(connection.connection.dsn) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    other.close()

    told, told_again = (error_of(lambda: ask(connection, "SELECT 1")) for _time in range(2))
    connection.close()

    assert is_unavailable(told)
    assert is_unavailable(told_again)  # the driver's own word for a connection that it knows is closed


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_others_who_hold_a_row_are_no_fault_of_the_question():
    person = make_person()
    with psycopg2.connect(connection.connection.dsn) as other, other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM people_user WHERE id = %s FOR UPDATE", [person.pk])
        waiting = f"SELECT 1 FROM people_user WHERE id = {person.pk} FOR UPDATE NOWAIT"

        assert is_unavailable(error_of(lambda: ask(connection, waiting)))
    other.close()


@on_postgresql
def test_whether_a_connection_stands_is_asked_and_a_machine_that_is_gone_not_waited_for_by_minutes():
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]
    assert connection.settings_dict["OPTIONS"]["connect_timeout"] == 5


@pytest.mark.django_db
def test_a_server_that_is_not_there_cannot_be_asked():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        place = {"HOST": "127.0.0.1", "PORT": taken.getsockname()[1], "NAME": "none", "USER": "none"}
        database = ConnectionHandler({"default": {"ENGINE": "django.db.backends.postgresql", **place}})["default"]

        assert is_unavailable(error_of(lambda: ask(database, "SELECT 1")))
