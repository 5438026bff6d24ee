"""A path as it may be written down: where, never with what one gets in."""

import pytest
from django.urls import reverse

from olf_site.discretion import discreet_path

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("join", ["zebra-secret"]),
        ("calendar_file", ["zebra-secret"]),
        ("reports:shared", ["zebra-secret"]),
        ("account_reset_password_from_key", ["1", "zebra-secret"]),
    ],
    ids=["join", "calendar", "shared", "password"],
)
def test_no_path_holds_what_opens_something(name, arguments):
    path = discreet_path(reverse(name, args=arguments))

    assert "zebra" not in path
    assert "/*" in path


def test_a_path_is_one_line_in_letters_that_can_be_read():
    assert discreet_path("/\xc3\xa9coles/\n\x1b[31m/") == "/écoles/??[31m/"
