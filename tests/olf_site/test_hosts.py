"""A request that names another port than the site has is refused: its links, in mails too, would lead elsewhere."""

import re

import pytest
from django.core import mail
from django.test import Client

from olf_site.environment import hosts_and_ports
from tests.factories import make_person
from tests.worker import work

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


@pytest.fixture
def hosts(settings):
    """The settings as the environment would make them of these entries, on a server at port 8001."""

    def allow(*entries):
        settings.ALLOWED_HOSTS, settings.ALLOWED_PORTS = hosts_and_ports(entries, {"", "80", "443", "8001"})

    settings.USUAL_PORTS = {"", "80", "443", "8001"}
    return allow


def asked_at(host, **more):
    return Client().get(SIGN_IN, headers={"Host": host}, **more).status_code


@pytest.mark.parametrize(
    ("entry", "taken", "refused"),
    [
        ("localhost", ["localhost", "localhost:80", "localhost:443", "localhost:8001"], ["localhost:9001"]),
        ("strong.example.ca", ["strong.example.ca", "STRONG.example.ca."], ["strong.example.ca:8002", "example.ca"]),
        ("strong.example.ca:8443", ["strong.example.ca:8443"], ["strong.example.ca", "strong.example.ca:8001"]),
        (".example.ca", ["strong.example.ca", "example.ca:8001"], ["strong.example.ca:9001"]),
        (".example.ca:8443", ["strong.example.ca:8443"], ["strong.example.ca"]),
        ("[::1]", ["[::1]", "[::1]:8001"], ["[::1]:9001"]),
        ("[::1]:9001", ["[::1]:9001"], ["[::1]"]),
        ("127.0.0.1:*", ["127.0.0.1", "127.0.0.1:9001", "127.0.0.1:1"], ["localhost"]),
        ("*", ["anything.example", "anything.example:8001"], ["anything.example:9001"]),
    ],
)
def test_name_is_answered_at_its_own_ports_only(hosts, entry, taken, refused):
    hosts(entry)

    assert {host: asked_at(host) for host in taken + refused} == dict.fromkeys(taken, 200) | dict.fromkeys(refused, 400)


def test_name_has_the_ports_of_all_its_entries(hosts):
    hosts("strong.example.ca", "strong.example.ca:8443", ".example.ca:9443")

    assert [asked_at(f"strong.example.ca:{port}") for port in (443, 8443, 9443, 9001)] == [200, 200, 200, 400]


def test_name_that_was_added_after_the_environment_was_read_has_the_usual_ports(hosts, settings):
    hosts("localhost")
    settings.ALLOWED_HOSTS.append("late.example")

    assert [asked_at(host) for host in ("late.example:8001", "late.example:9001")] == [200, 400]


@pytest.mark.parametrize("host", ["localhost:0080", "localhost:", "localhost:+80", "localhost:80:80", "localhost:\x1b"])
def test_what_is_no_port_is_refused(hosts, host):
    hosts("localhost")

    assert asked_at(host) == 400


def test_refusal_is_a_page_in_words_and_names_the_setting_in_the_log(hosts, caplog):
    hosts("localhost")

    answer = Client().get(SIGN_IN, headers={"Host": "localhost:9001"})

    assert "400.html" in [template.name for template in answer.templates]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "'localhost:9001' to ALLOWED_HOSTS" in caplog.text


def test_port_that_nobody_configured_enters_no_mail(hosts, settings):
    settings.EMAIL_URL = "smtp://localhost"
    hosts("localhost")
    make_person(email="ana@example.org")

    def reset(host):
        client = Client(headers={"Host": host})
        return client.post("/accounts/password/reset/", {"email": "ana@example.org"}).status_code

    assert (reset("localhost:9001"), len(mail.outbox)) == (400, 0)
    assert reset("localhost:8001") == 302
    work()
    assert re.findall(r"https?://[^/]+/", mail.outbox[0].body) == ["http://localhost:8001/"]
