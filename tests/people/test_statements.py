"""A prepared statement belongs to one connection of the driver's, and ends with it; what it rests on may change."""

from contextlib import suppress

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from people.database import PlanIsStale
from people.statements import PLANNED, fetch

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite keeps its own plans"),
]
ONE = "SELECT 1 + %s", [1]


@pytest.fixture(autouse=True)
def nothing_planned():
    connection.close()


@pytest.fixture
def places():
    """A table whose column grows."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE places (name varchar(5)); INSERT INTO places VALUES ('here')")
    yield "SELECT name FROM places", []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE places")


def grow(table="places"):
    """What a migration does while the server runs, on a connection of its own."""
    with psycopg2.connect(connection.connection.dsn) as other, other.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN name TYPE varchar(9)")
    other.close()


def end_own_connection():
    """The server ends this thread's connection, of which nobody has told the driver."""
    with psycopg2.connect(connection.connection.dsn) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    other.close()


def number_of_plans():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_it_is_planned_once():
    assert [fetch(ONE) for _time in range(3)] == [[(2,)]] * 3
    assert number_of_plans() == 1


def test_it_is_planned_where_it_is_asked_when_the_connection_was_ended_before():
    fetch(ONE)
    end_own_connection()
    connection.health_check_done = False  # as every request begins

    assert fetch(ONE) == [(2,)]
    assert number_of_plans() == 1


def test_nothing_is_known_of_the_plans_of_a_closed_connection():
    fetch(ONE)
    before = len(PLANNED)

    connection.close()

    assert len(PLANNED) == before - 1


def test_a_plan_outlives_the_transaction_that_failed_around_it():
    with suppress(ZeroDivisionError), transaction.atomic():
        fetch(ONE)
        raise ZeroDivisionError

    assert fetch(ONE) == [(2,)]
    assert number_of_plans() == 1


def test_what_could_not_be_planned_is_not_taken_for_planned():
    with suppress(DatabaseError), transaction.atomic():
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        fetch(ONE)  # the transaction takes no more statements

    assert fetch(ONE) == [(2,)]


def test_it_is_planned_anew_when_its_table_has_changed(places):
    fetch(places)
    grow()

    assert fetch(places) == [("here",)]


def test_it_is_planned_anew_when_its_plan_is_gone():
    fetch(ONE)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    assert fetch(ONE) == [(2,)]


def test_a_transaction_with_a_stale_plan_is_lost_and_the_next_one_is_not(places):
    fetch(places)
    grow()

    with pytest.raises(PlanIsStale), transaction.atomic():
        fetch(places)
    with transaction.atomic():
        assert fetch(places) == [("here",)]
