"""A server as people run it, and the port it listens on."""

import re

import pytest

from tests.browser.conftest import prepared, running_site
from tests.browser.demo_world import describe_demo
from tests.olf_site.wire import Wire

__all__ = ["prepared"]


@pytest.fixture(scope="session")
def served(prepared, tmp_path_factory):
    """The server that tests of this folder share; it says what it was asked for."""
    with running_site(prepared, tmp_path_factory.mktemp("served"), ACCESS_LOG="1") as site:
        yield site


@pytest.fixture
def own_server(prepared, tmp_path):
    """A server for one test, which may do with it what it likes."""
    with running_site(prepared, tmp_path) as site:
        yield site


@pytest.fixture(scope="session")
def wire(served):
    """Where it listens."""
    return Wire(served)


@pytest.fixture(scope="session")
def token(wire):
    """What lets a form through: the same secret in the cookie and in a header."""
    secret = re.search(r"csrftoken=(\w+)", wire.page().headers["Set-Cookie"])[1]
    return f"Cookie: csrftoken={secret}", f"X-CSRFToken: {secret}"


@pytest.fixture(scope="session")
def member(served, wire, token):
    """Somebody of the demo district with an assessment to rate: its address, and what they send along."""
    world = describe_demo(served)
    return f"/assessments/{world.pks['rating']}/", f"{token[0]}; sessionid={world.people['member']}", token[1]
