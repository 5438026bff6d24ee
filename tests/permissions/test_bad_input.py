"""Whatever stands in an address, a query or a form: no answer is a 500, and every page says what a browser may do."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.urls import NoReverseMatch, reverse

from .addresses import address_of, arguments_of
from .matrix import MATRIX, ROLES

pytestmark = pytest.mark.django_db

# What may reach a database, and what Python or a form refuses with every one.
REACHING = ("-1", "9" * 21, "\x00", "2026-13-45")
REFUSED = ("abc", "9" * 5000, "٣²", "日本 \u202e\U0001f600 'x\";--")
VALUES = (*REACHING, *REFUSED) if connection.vendor == "sqlite" else REACHING
QUERY = (
    "measure",
    "page",
    "q",
    "characteristic",
    "relation",
    "from",
    "shown",
    "rung",
    "kind",
    "school",
    "person",
    "language",
    "next",
    "seen",
)
CHOICES = ("cycle", "before", "family", "schools")
FIELDS = (
    "after administrator_email administrator_name all_or_nothing answer client_id closes_on contact dated_on days dissent edition "
    "email example facilitates families family file from in_the_room kind language last_day learned lens level locally_different login months name "
    "new_kind new_password1 new_password2 new_text new_title next next_step next_steps note opened_on opens_on outcome part password person pieces practice practices rated reader reason "
    "retention_months revision role rung save scale school seen shown slug source sourced_id strength successor taken_up team teams text threshold "
    "time_zone title until unsupported_reason url willing willing_to_share with_history"
).split()
GETS = [row for method, row in MATRIX if method == "GET"]
POSTS = [row for method, row in MATRIX if method == "POST"]


def let_in(method, row):
    """Somebody to whom the matrix opens this, or asks for more than was sent."""
    answers = MATRIX[method, row]
    return next(role for role in reversed(ROLES) if answers[role] in ("200", "204", "301", "302", "409", "422"))


def broken_by(client, ask, cases):
    """Which of the cases are answered with a 500, or with a page without a policy; what they changed is undone."""
    broken = []
    for case in cases:
        point, cookies = transaction.savepoint(), client.cookies.copy()
        response = ask(case)
        b"".join(response) if response.streaming else response.content
        client.cookies = cookies
        transaction.savepoint_rollback(point)
        if response.status_code >= 500:
            broken.append((case, response.status_code))
        elif "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
            broken.append((case, "no policy"))
    return broken


@pytest.mark.parametrize("row", GETS)
def test_no_query_breaks_a_page(world, clients, row):
    client, address = clients[let_in("GET", row)], address_of(row, world)
    cases = [dict.fromkeys(QUERY, value) for value in VALUES]
    if row.startswith("reports:"):
        cases += [{choice: value} for choice in CHOICES for value in VALUES]

    assert broken_by(client, lambda query: client.get(address, query), cases) == []


@pytest.mark.parametrize("row", POSTS)
def test_no_form_breaks_a_page(world, clients, row):
    client, address = clients[let_in("POST", row)], address_of(row, world)
    cases = [dict.fromkeys(FIELDS, value) for value in VALUES]

    assert broken_by(client, lambda data: client.post(address, data), cases) == []


def other_addresses(row, world):
    """The row's address with each of its numbers and texts replaced, one at a time, by what no database holds."""
    name, _at, state = row.partition("@")
    arguments = arguments_of(name, state or "rating", world)
    for place, argument in enumerate(arguments):
        if isinstance(argument, int):
            instead = (0, 2**63, 10**21)
        elif argument == world.slug:
            instead = ("nowhere", "x" * 500)
        elif isinstance(argument, str):
            instead = ("x", "é%00", "y" * 3000)
        else:
            instead = ("00000000-0000-0000-0000-000000000000",)
        for value in instead:
            with suppress(NoReverseMatch):
                yield reverse(name, args=[*arguments[:place], value, *arguments[place + 1 :]])


@pytest.mark.parametrize("row", GETS)
def test_no_address_breaks_a_page(world, clients, row):
    client = clients[let_in("GET", row)]

    assert broken_by(client, client.get, other_addresses(row, world)) == []
