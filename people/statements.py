"""Constant SQL that PostgreSQL plans once a connection instead of once a request.

Planning a join of six tables costs it twenty times what running it does. SQLite keeps its own plans. Behind a pool
that lends another connection for every transaction (PgBouncer's transaction mode) plans cannot be kept: there
``PREPARED_STATEMENTS=0`` sends the SQL itself.
"""

from itertools import count
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import NotSupportedError, OperationalError, connection

from .database import PlanIsStale

# Of each of the driver's connections the statements that it has planned, and how they are called. A plan ends with
# its connection, and so does what is known of it.
PLANNED = WeakKeyDictionary()
# No name is given twice, so that a plan that was made and never noted down is in nobody's way.
NUMBERS = count()

# What PostgreSQL says of a plan that is gone, and of one whose tables have got other columns since.
GONE, CHANGED = "26000", "0A000"


def fetch(*statements):
    """The rows of the last of these statements, each with its parameters: ``(sql, [value, …])``.

    Several are sent together, on PostgreSQL only. Outside a transaction they run as one, and each sees what was
    committed while the one before it waited. Raises ``PlanIsStale`` where the transaction must be begun anew.
    """
    try:
        return execute(statements)
    except (NotSupportedError, OperationalError) as error:
        if getattr(error.__cause__, "pgcode", None) not in (GONE, CHANGED):
            raise
        PLANNED.pop(connection.connection, None)
        if connection.in_atomic_block:
            raise PlanIsStale(*error.args) from error
    return execute(statements)


def execute(statements):
    with connection.cursor() as cursor:
        calls = [call_of(cursor, sql, len(values)) for sql, values in statements]
        cursor.execute("; ".join(calls), [value for _sql, values in statements for value in values])
        return cursor.fetchall()  # to the end, so that a statement outside a transaction is written


def call_of(cursor, sql, number):
    if connection.vendor != "postgresql" or not settings.PREPARED_STATEMENTS:
        return sql
    # The cursor's own connection: asking for a cursor may have opened another one than was there before.
    planned = PLANNED.setdefault(cursor.connection, {})
    call = planned.get(sql)
    if call is None:
        call = planned[sql] = plan(cursor, sql, number)
    return call


def plan(cursor, sql, number):
    name = f"planned_{next(NUMBERS)}"
    with connection.wrap_database_errors:  # the driver's own cursor: a plan is no query of the page's
        cursor.cursor.execute(f"PREPARE {name} AS {sql % tuple(f'${place + 1}' for place in range(number))}")
    return f"EXECUTE {name}({', '.join(['%s'] * number)})" if number else f"EXECUTE {name}"
