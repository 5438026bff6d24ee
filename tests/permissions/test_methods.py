"""Every address answers the methods that the matrix has a line for, HEAD with GET, and 405 to all others."""

import pytest

from .addresses import address_of, posted_to
from .matrix import MATRIX
from .test_matrix import answer_to

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOT_THEIRS = {"in", "403", "404"}
# Django's own, and what stays of allauth's: they answer as their libraries have it.
OTHERS = {"set_language", "account_logout"}
NAMES = sorted({row.partition("@")[0] for _method, row in MATRIX} - OTHERS)
GETS = [row for method, row in MATRIX if method == "GET"]


def whose(method, row):
    """Somebody to whom the address is open with this method."""
    return next(role for role, answer in MATRIX[method, row].items() if answer not in NOT_THEIRS)


@pytest.mark.parametrize("name", NAMES)
def test_address_answers_no_method_without_a_line(world, clients, name):
    listed = {method: row for method, row in MATRIX if row.partition("@")[0] == name}
    method, row = next(iter(listed.items()))
    role = whose(method, row)
    client, address = clients[role], address_of(row, world)

    answers = {other: answer_to(client, other, address, posted_to(row)) for other in {"GET", "POST"} - set(listed)}
    answers |= {"PUT": str(client.put(address).status_code), "DELETE": str(client.delete(address).status_code)}

    assert answers == dict.fromkeys(answers, "405")


@pytest.mark.parametrize("row", GETS)
def test_head_is_answered_as_get_without_a_body(world, clients, row):
    role = whose("GET", row)

    answer = clients[role].head(address_of(row, world))
    body = b"".join(answer) if answer.streaming else answer.content

    assert (str(answer.status_code), body) == (MATRIX["GET", row][role], b"")
