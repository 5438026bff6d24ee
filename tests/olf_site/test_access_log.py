"""A path as it may be written down: where, never with what one gets in."""

import pytest
from django.urls import reverse

from olf_site.logs import discreet

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("join", ["zebra-secret"]),
        ("calendar_file", ["zebra-secret"]),
        ("reports:shared", ["zebra-secret"]),
        ("reports:shared_looked", ["zebra-secret"]),
        ("account_reset_password_from_key", ["1", "zebra-secret"]),
    ],
    ids=["join", "calendar", "shared", "looked", "password"],
)
def test_no_path_holds_what_opens_something(name, arguments):
    path = discreet(reverse(name, args=arguments))

    assert "zebra" not in path
    assert "/*" in path
