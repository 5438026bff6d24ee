"""Every address, asked for by every role, answers what the matrix says; no address is missing from it."""

import pytest
from django.db import connection, transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from .addresses import address_of, admin_addresses, posted_to
from .matrix import MATRIX, ROLES

pytestmark = pytest.mark.django_db


def answer_to(client, method, address, data=None):
    """What a request is answered with, as the matrix writes it; whatever it changed is undone."""
    point = transaction.savepoint()
    try:
        cookies = client.cookies.copy()
        response = client.get(address) if method == "GET" else client.post(address, data)
        b"".join(response) if response.streaming else response.content
        client.cookies = cookies
    finally:
        transaction.savepoint_rollback(point)
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/?next=")
    return "in" if to_sign_in else str(response.status_code)


@pytest.mark.parametrize(("method", "row"), MATRIX, ids=[" ".join(key) for key in MATRIX])
def test_every_role_is_answered_as_the_matrix_says(world, clients, method, row):
    address, data, expected = address_of(row, world), posted_to(row), MATRIX[method, row]
    asking = ROLES if connection.vendor == "sqlite" else one_for_each_answer(expected)

    answers = {role: answer_to(clients[role], method, address, data) for role in asking}

    assert answers == {role: expected[role] for role in asking}


def one_for_each_answer(expected):
    """Enough on another database: who is let in is decided without one, what an answer asks of it is not."""
    return list({answer: role for role, answer in expected.items()}.values())


def named_addresses(resolver, namespaces=()):
    """The name of every address below a resolver, and the pattern of those that have none; the admin is its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name == "admin":
                continue
            yield from named_addresses(pattern, (*namespaces, *filter(None, [pattern.namespace])))
        else:
            yield ":".join((*namespaces, pattern.name)) if pattern.name else f"without a name: {pattern.pattern}"


def test_matrix_holds_every_address_and_no_other():
    asked = {row.partition("@")[0] for _method, row in MATRIX}
    addresses = set(named_addresses(get_resolver()))

    assert addresses - asked == set(), "a new address gets a line in tests/permissions/matrix.txt: who is answered what"
    assert asked - addresses == set(), "tests/permissions/matrix.txt has lines of addresses that are gone"


# Signing in and out, and one's password: the site's own pages, to which these lead (403: signing in would not help).
# What is answered to who is not signed in, and to who has no role in it. A form of nobody's is kept, to be sent again.
DOORS_OF_ADMIN = {"login": ("in", "403"), "logout": ("302", "302"), "password_change": ("302", "302")}
IN_ADMIN = {"editor", "installation"}
ADMIN_ARGUMENTS = {"content_type_id": "1", "app_label": "frameworks"}


def test_admin_opens_to_editors_and_the_installation_only(world, clients):
    addresses = {
        reverse(f"admin:{name}", args=[ADMIN_ARGUMENTS.get(argument, "1") for argument in arguments])
        for name, arguments in admin_addresses()
        if name not in DOORS_OF_ADMIN
    }
    let_in, broken = set(), set()

    for address in addresses:
        for role in ROLES:
            answer = answer_to(clients[role], "GET", address)
            if answer not in ("in", "302", "403", "404") and role not in IN_ADMIN:
                let_in.add((address, role, answer))
            if answer.startswith("5"):
                broken.add((address, role, answer))

    assert let_in == set()
    assert broken == set()
    assert len(addresses) > 50


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("door", DOORS_OF_ADMIN)
def test_admin_has_no_door_of_its_own(world, clients, door, method):
    anonymous, without_role = DOORS_OF_ADMIN[door]

    answers = {role: answer_to(clients[role], method, reverse(f"admin:{door}"), {}) for role in ROLES}

    anonymous = "in" if method == "POST" else anonymous
    expected = dict.fromkeys(ROLES, without_role) | {"anonymous": anonymous} | dict.fromkeys(IN_ADMIN, "302")
    assert answers == expected


def test_admin_shows_nothing_of_ratings_to_anyone():
    assert not [name for name, _arguments in admin_addresses() if name.startswith("assessments_")]
