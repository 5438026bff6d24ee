"""Constant SQL that PostgreSQL plans once a connection instead of once a request.

Planning a join of six tables costs it twenty times what running it does. SQLite keeps its own plans. Behind a pool
that lends another connection for every transaction (PgBouncer's transaction mode) plans cannot be kept: there
``PREPARED_STATEMENTS=0`` sends the SQL itself.
"""

from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection

# Of each open connection the statements that it has planned, and how they are called.
PLANNED = WeakKeyDictionary()


def fetch(*statements):
    """The rows of the last of these statements, each with its parameters: ``(sql, [value, …])``.

    Several are sent together, on PostgreSQL alone. Outside a transaction they are one, and each sees what was
    committed while the one before it waited.
    """
    calls = [call_of(sql, len(values)) for sql, values in statements]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(calls), [value for _sql, values in statements for value in values])
        return cursor.fetchall()  # to the end, so that a statement outside a transaction is written


def call_of(sql, number):
    """What is sent for a statement with so many parameters."""
    if connection.vendor != "postgresql" or not settings.PREPARED_STATEMENTS:
        return sql
    connection.ensure_connection()
    planned = PLANNED.setdefault(connection.connection, {})
    call = planned.get(sql)
    if call is None:
        call = planned[sql] = plan(f"planned_{len(planned)}", sql, number)
    return call


def plan(name, sql, number):
    """Let the connection plan a statement under a name, for as long as it is open."""
    with connection.connection.cursor() as cursor:
        cursor.execute(f"PREPARE {name} AS {sql % tuple(f'${place + 1}' for place in range(number))}")
    return f"EXECUTE {name}({', '.join(['%s'] * number)})" if number else f"EXECUTE {name}"
