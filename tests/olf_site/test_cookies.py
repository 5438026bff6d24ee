"""Cookies as a browser gets them where the site is served over https, behind a proxy."""

import re
from urllib.parse import urlencode

import pytest

from tests.browser.conftest import DEMO_PASSWORD, running_site
from tests.olf_site.wire import FORM, Wire, head

pytestmark = pytest.mark.once
OVER_HTTPS = ("X-Forwarded-Proto: https", "Referer: https://127.0.0.1/accounts/login/")


@pytest.fixture(scope="module")
def https_wire(prepared, tmp_path_factory):
    """A server that is told that its visitors come over https."""
    with running_site(prepared, tmp_path_factory.mktemp("https"), HTTPS="1", BEHIND_PROXY="1") as site:
        yield Wire(site)


def cookies_of(answer):
    """The cookies that an answer sets: name and value, then what is said of them, in small letters."""
    for line in answer.headers.get_all("Set-Cookie", []):
        cookie, *said = line.split("; ")
        yield cookie, sorted(part.lower() for part in said if not part.lower().startswith(("expires", "max-age")))


def test_every_cookie_is_taken_over_https_from_this_host_alone(https_wire):
    """The prefix makes browsers refuse one that is not secure, has another path, or a domain."""
    page = https_wire.page("/accounts/login/", *OVER_HTTPS)
    token = re.search(r"__Host-csrftoken=(\w+)", page.headers["Set-Cookie"])[1]
    typed = {"login": "member@demo.example", "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token}
    body = urlencode(typed).encode()
    lines = [*OVER_HTTPS, FORM, f"Content-Length: {len(body)}", f"Cookie: __Host-csrftoken={token}"]
    signed_in = https_wire.ask(head("POST", "/accounts/login/", *lines) + body, "POST")
    chosen = urlencode({"language": "fr", "csrfmiddlewaretoken": token}).encode()
    lines[3] = f"Content-Length: {len(chosen)}"
    switched = https_wire.ask(head("POST", "/language/", *lines) + chosen, "POST")

    found = [cookie for answer in (page, signed_in, switched) for cookie in cookies_of(answer)]

    assert signed_in.status == 302
    assert {cookie.partition("=")[0] for cookie, _said in found} == {
        "__Host-csrftoken",
        "__Host-django_language",
        "__Host-known_device",
        "__Host-messages",
        "__Host-sessionid",
    }
    assert {tuple(said) for _cookie, said in found} <= {
        ("httponly", "path=/", "samesite=lax", "secure"),
        ("path=/", "samesite=lax", "secure"),  # the language
    }


def test_a_cookie_of_the_old_name_opens_nothing(https_wire):
    answer = https_wire.page("/", *OVER_HTTPS, "Cookie: sessionid=x; csrftoken=y")

    assert (answer.status, answer.headers["Location"]) == (302, "/accounts/login/?next=/")
