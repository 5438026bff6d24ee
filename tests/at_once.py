"""Two requests at once, on a database that lets them run at once."""

import threading
import time

import pytest
from django.db import connection

PATIENCE = 60  # seconds; a slow machine is not a broken one
needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite writes one transaction after the other"
)


def at_once(act):
    """Start something in a thread of its own; returns the thread and what came of it."""
    came = []

    def run():
        try:
            came.append(act())
        except Exception as refused:
            came.append(refused)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, came


def wait_until_they_wait(number):
    """Until so many others wait for a lock in this database."""
    deadline = time.monotonic() + PATIENCE
    waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction it would see the same for ever
            cursor.execute(waiting)
            if cursor.fetchone()[0] >= number:
                return
        assert time.monotonic() < deadline
        time.sleep(0.02)
