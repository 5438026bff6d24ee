"""A mail server that hangs costs one page its time, and nobody else's; no mail waits inside a transaction."""

import socket
import subprocess
import sys
from threading import Thread

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends import locmem
from django.db import connection
from django.urls import reverse

from districts.actions import add_person
from districts.models import Role
from people.mail import FAILURES, EmailBackend
from tests.factories import appoint, make_district, make_person, make_team


class SilentServer:
    """A mail server that takes calls and says nothing."""

    def __init__(self):
        self.listening, self.calls = socket.create_server(("127.0.0.1", 0)), []
        Thread(target=self.pick_up, daemon=True).start()

    def pick_up(self):
        try:
            while True:
                self.calls.append(self.listening.accept()[0])
        except OSError:
            return

    def close(self):
        if self.listening.fileno() >= 0:
            self.listening.shutdown(socket.SHUT_RDWR)
            self.listening.close()
        for call in self.calls:
            call.close()


@pytest.fixture
def silent_server(settings, monkeypatch):
    monkeypatch.setattr(EmailBackend, "rests_until", 0)
    server = SilentServer()
    settings.EMAIL_URL = "smtp://127.0.0.1"
    settings.EMAIL_BACKEND = "people.mail.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.listening.getsockname()
    settings.EMAIL_TIMEOUT = 0.2
    yield server
    server.close()


@pytest.fixture
def team():
    district = make_district()
    return make_team(district), appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


def add(team, email):
    team, administrator = team
    add_person(district=team.district, email=email, name="A", team=team, by=administrator, base_url="https://x.example")


@pytest.mark.django_db
def test_a_server_that_hangs_is_asked_once(silent_server, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            add(team, f"{number}@example.org")

    assert len(silent_server.calls) == 1


@pytest.mark.django_db
def test_after_a_rest_it_is_asked_again(silent_server, monkeypatch):
    for _ in range(2):
        with pytest.raises(FAILURES):
            send_mail("Hello", "", None, ["a@example.org"])
    monkeypatch.setattr(EmailBackend, "rests_until", 0)
    with pytest.raises(FAILURES):
        send_mail("Hello", "", None, ["a@example.org"])

    assert len(silent_server.calls) == 2


@pytest.mark.django_db
def test_a_server_that_refuses_at_once_is_left_no_rest(silent_server):
    silent_server.close()
    with pytest.raises(FAILURES):
        send_mail("Hello", "", None, ["a@example.org"])

    assert EmailBackend.rests_until == 0


@pytest.mark.django_db
def test_who_has_forgotten_a_password_reads_the_same_page_whether_there_is_an_account_or_not(client, silent_server):
    known = make_person(email="ana@example.org")
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (known.email, "nobody@example.org")
    ]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert len(silent_server.calls) == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "expected"),
    [({}, "people.mail.EmailBackend 10"), ({"EMAIL_TIMEOUT": "3"}, "people.mail.EmailBackend 3")],
)
def test_settings_say_how_long_a_mail_server_is_waited_for(tmp_path, said, expected):
    code = "from django.conf import settings; print(settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT)"
    environment = {"DJANGO_SETTINGS_MODULE": "olf_site.settings", "VAR_DIR": str(tmp_path), "EMAIL_URL": "smtp://mail"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment | said, capture_output=True, text=True
    )

    assert (done.stdout.strip(), done.stderr) == (expected, "")


class Watching(locmem.EmailBackend):
    """Notes whether a transaction was open when a mail was sent."""

    def send_messages(self, messages):
        for message in messages:
            message.was_in_transaction = connection.in_atomic_block
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_sent_inside_a_transaction(client, settings, team):
    settings.EMAIL_URL = "smtp://127.0.0.1"
    mail.outbox = []
    settings.EMAIL_BACKEND = "tests.people.test_mail.Watching"
    make_person(email="ana@example.org")
    add(team, "new@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})

    assert [message.to for message in mail.outbox] == [["new@example.org"], ["ana@example.org"]]
    assert not any(message.was_in_transaction for message in mail.outbox)
