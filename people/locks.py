"""A lock on a name, for things without a row of their own, held until the transaction ends."""

from django.db import connection


def lock_name(name):
    """Wait for the lock on this name and hold it; the caller is in a transaction.

    SQLite has one writer at a time, so any transaction there already excludes the others.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
