"""Where a request comes from, whatever stands in its headers."""

import os
import subprocess
import sys

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings as project
from django.test import Client, RequestFactory

from people.visitor import visitor_address, visitor_network
from reports.api.auth import WITHOUT


def request_from(peer="192.0.2.1", forwarded=None):
    said = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **said)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.9, ", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "a\x1b[31m", "192.0.2.1"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "[2001:db8::7]", "2001:db8::7"),
        (1, "[2001:DB8::7]:51234", "2001:db8::7"),
        (1, "fe80::7%eth0", "fe80::7"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_address_is_the_one_that_the_outermost_proxy_saw(settings, proxies, forwarded, address):
    settings.BEHIND_PROXY = proxies

    assert visitor_address(request_from(forwarded=forwarded)) == address


@pytest.mark.parametrize("peer", ["", "unix:"])
def test_where_nobody_says_an_address_there_is_none(peer):
    request = request_from(peer)

    assert (visitor_address(request), visitor_network(request)) == ("", "")


@pytest.mark.parametrize(
    ("peer", "network"), [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3::7", "2001:db8:1:2::/64")]
)
def test_who_has_half_of_an_address_to_choose_from_is_one_visitor(peer, network):
    assert visitor_network(request_from(peer)) == network


@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db8:1:2::", ""])
def test_sign_in_library_asks_the_same_function(settings, address):
    settings.BEHIND_PROXY = 1

    assert get_adapter().get_client_ip(request_from("", forwarded=address)) == address


@pytest.mark.django_db
def test_api_counts_those_without_a_token_by_the_visitor_behind_each_proxy(settings):
    settings.BEHIND_PROXY = 2

    def ask(visitor):
        hops = f"{visitor}, 10.0.0.2"
        return Client(headers={"X-Forwarded-For": hops}).get("/api/v1/districts", REMOTE_ADDR="10.0.0.1").status_code

    assert {ask("203.0.113.9") for _n in range(WITHOUT)} == {401}
    assert ask("203.0.113.9") == 429
    assert ask("198.51.100.1, 203.0.113.9") == 429
    assert ask("203.0.113.10") == 401


def read_settings(said):
    """What the settings make of `BEHIND_PROXY`, or why they refuse to be read."""
    asked = "from olf_site import settings as s; print(s.BEHIND_PROXY, s.NINJA_NUM_PROXIES, s.ALLAUTH_TRUSTED_PROXY_COUNT, hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"
    environment = os.environ | said
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=project.BASE_DIR, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout.strip() or done.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "number"),
    [({}, 0), ({"BEHIND_PROXY": "0"}, 0), ({"BEHIND_PROXY": "1"}, 1), ({"BEHIND_PROXY": "2"}, 2)]
    + [({"BEHIND_PROXY": word}, 1) for word in ("on", "True", "YES")]
    + [({"BEHIND_PROXY": word}, 0) for word in ("off", "false", "No")],
)
def test_one_setting_tells_everybody_how_many_proxies_there_are(said, number):
    assert read_settings(said) == (0, f"{number} {number} {number} {number > 0}")


@pytest.mark.once
@pytest.mark.parametrize("said", ["two", "-1", "1.5", "", "1 2", "١", "100"])
def test_what_is_no_number_of_proxies_stops_the_start_by_its_name(said):
    code, error = read_settings({"BEHIND_PROXY": said})

    assert code != 0
    assert 'Environment variable "BEHIND_PROXY" invalid' in error
