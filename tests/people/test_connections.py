"""A connection is asked whether it still stands after a rest, and trusted between two requests of a busy minute."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection

from people import connections


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    time = {"now": 1000.0}
    monkeypatch.setattr(connections, "monotonic", lambda: time["now"])
    return time


def a_request_begins_after(seconds, clock):
    """Whether the connection is trusted at the beginning of a request that comes so long after the last one's end."""
    connections.note_use()
    clock["now"] += seconds
    connection.health_check_done = False
    connections.trust_while_in_use()
    return connection.health_check_done


def test_a_connection_in_use_is_trusted(clock):
    assert a_request_begins_after(1, clock)


def test_a_connection_that_rested_is_asked(clock):
    assert not a_request_begins_after(connections.REST, clock)


def test_a_connection_never_used_is_asked(clock):
    vars(connection._connections[connection._alias]).pop("used_at", None)
    clock["now"] = 0.0
    connection.health_check_done = False
    connections.trust_while_in_use()
    assert not connection.health_check_done


@pytest.mark.parametrize(
    ("signal", "receiver"),
    [(request_started, connections.trust_while_in_use), (request_finished, connections.note_use)],
)
def test_every_request_is_watched(signal, receiver):
    assert receiver in signal._live_receivers(None)[0]
