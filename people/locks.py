"""A lock on a name, for what has no row of its own: held by one transaction until it ends."""

from django.db import connection


def hold(name):
    """Wait until nobody else holds this name, and hold it; the caller is in a transaction.

    SQLite has one writer at a time, so whoever is in a transaction there holds everything.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
