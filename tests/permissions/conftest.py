"""One world for all tests of a module, in one transaction; each test undoes what it did."""

import pytest
from django.db import transaction
from django.test import Client

from frameworks.caching import clear_caches
from tests.factories import token_of

from .world import build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; each request's changes are undone by who makes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        clear_caches()  # what an earlier module's world had under the same keys
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(world):
    """In place of pytest-django's transaction a test: the world's, which lasts for the module."""


@pytest.fixture(scope="module")
def clients(world):
    """One signed-in browser a role."""
    return clients_in(world)


def clients_in(world):
    """One signed-in browser for each role of a world; it sends the person's token too, which opens the API alone."""
    clients = {"anonymous": Client(raise_request_exception=False)}
    for role, person in world.people.items():
        clients[role] = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token_of(person)}"})
        clients[role].force_login(person)
    return clients
