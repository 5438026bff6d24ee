"""What a page lists, stands in an order: a database without one may answer otherwise after any write."""

import pytest
from django.db.models import QuerySet

from .addresses import address_of
from .matrix import MATRIX, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SHOWN = {
    row: next(role for role in ROLES if answers[role] == "200")
    for (method, row), answers in MATRIX.items()
    if method == "GET" and "200" in answers.values()
}


def querysets_in(response):
    """Every queryset that a template was given, by its name there."""
    for context in response.context or ():
        for given in getattr(context, "dicts", [context]):
            yield from ((name, value) for name, value in given.items() if isinstance(value, QuerySet))


def test_every_list_on_a_page_is_in_an_order(world, clients):
    found = set()
    for row, role in SHOWN.items():
        response = clients[role].get(address_of(row, world))
        b"".join(response) if response.streaming else response.content
        found |= {(row, name, lists.ordered) for name, lists in querysets_in(response)}

    assert {(row, name) for row, name, ordered in found if not ordered} == set()
    assert ("districts:family_list", "families", True) in found
