"""PostgreSQL's connections are asked whether they still stand after a rest, not before every request.

Django asks each time (``CONN_HEALTH_CHECKS``), which is a round trip of its own: a tenth of what a meeting's screen
takes when nothing has changed. A server that was restarted meets at most the requests of one rest with an error.
"""

from time import monotonic

from django.core.signals import request_finished, request_started
from django.db import connection

# Seconds after which a connection that nobody used is asked again.
REST = 5


def note_use(**_signal):
    """Keep when this thread's connection was last used."""
    connection.used_at = monotonic()


def trust_while_in_use(**_signal):
    """Spare the connection the question when it was used a moment ago; Django's own receiver has run before."""
    if monotonic() - getattr(connection, "used_at", -REST) < REST:
        connection.health_check_done = True


def watch():
    """Connect both to the beginning and the end of requests."""
    request_started.connect(trust_while_in_use)
    request_finished.connect(note_use)
