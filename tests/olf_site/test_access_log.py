"""The line that may be written for a request: where, never with what one gets in."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from gunicorn.config import Config

from olf_site import gunicorn

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("join", ["zebra-secret"]),
        ("calendar_file", ["zebra-secret"]),
        ("account_reset_password_from_key", ["1", "zebra-secret"]),
    ],
    ids=["join", "calendar", "password"],
)
def test_no_line_holds_what_opens_something(name, arguments):
    environ = {"PATH_INFO": reverse(name, args=arguments), "REQUEST_METHOD": "GET"}
    environ |= {"RAW_URI": "", "SERVER_PROTOCOL": "HTTP/1.1"}
    answer, request = SimpleNamespace(status="200 OK", headers=[]), SimpleNamespace(headers=[])

    logger = gunicorn.logger_class(Config())
    atoms = logger.atoms(answer, request, environ, datetime.timedelta(milliseconds=7))

    line = gunicorn.access_log_format % atoms
    assert "zebra" not in line
    assert line.startswith("GET /")
    assert "/*" in line
