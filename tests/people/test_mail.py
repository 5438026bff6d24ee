"""Mail is sent by the worker: at once where it can be, later where it cannot, given up after a day with the reason."""

import datetime
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from districts.invitations import actions as invitations_actions
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Role
from people.access.addresses import ask_for_address
from people.mail import sending
from people.mail.models import Mail
from people.mail.queue import draft_mail, post
from tests.factories import appoint, make_district, make_person, make_team
from tests.people.mail_server import MailServer
from tests.worker import work

pytestmark = pytest.mark.django_db
SITE = "https://x.example/"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.EMAIL_URL = "smtp://localhost"


def served_by(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 0.2
    return server


@pytest.fixture
def server(settings):
    server = served_by(MailServer(), settings)
    yield server
    server.close()


@pytest.fixture
def silent_server(settings):
    server = served_by(MailServer(silent=True), settings)
    yield server
    server.close()


@pytest.fixture
def here():
    district = make_district()
    by = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    return SimpleNamespace(district=district, team=make_team(district), by=by)


def add(here, email):
    given = {"team": here.team, "by": here.by, "base_url": SITE}
    return people_actions.add_person(district=here.district, email=email, name="A", **given).invitation


def stored(invitation):
    return Mail.objects.get(pk=invitation.mail_id)


def test_a_link_is_sent_by_the_worker_and_not_while_somebody_waits(here):
    invitation = add(here, "new@example.org")
    before = (stored(invitation).state, len(mail.outbox))

    work()

    assert before == (Mail.State.QUEUED, 0)
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    token = re.search(rf"{SITE}join/(\S+)/", mail.outbox[0].body)[1]
    assert Invitation.objects.for_token(token) == invitation
    assert stored(invitation).state == Mail.State.SENT


def test_without_mail_nothing_is_queued(here, settings):
    settings.EMAIL_URL = ""

    invitation = add(here, "new@example.org")

    assert (invitation.mail, Mail.objects.count(), DBTaskResult.objects.count()) == (None, 0, 0)


def test_mail_that_was_queued_before_mail_was_switched_off_is_not_said_to_be_sent(here, settings):
    invitation = add(here, "new@example.org")
    settings.EMAIL_URL = ""

    work()

    assert (stored(invitation).state, stored(invitation).problem) == (Mail.State.FAILED, Mail.Problem.NOT_SET_UP)


def test_no_link_stands_in_the_queue(here, client):
    known = make_person(email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": known.email})
    invitation = add(here, "new@example.org")

    rows = [*Mail.objects.values(), *DBTaskResult.objects.values()]

    assert len(rows) == 3
    assert not [row for row in rows if invitation.token in str(row) or "/key/" in str(row)]


def test_a_link_that_was_withdrawn_meanwhile_is_not_sent(here):
    invitation = add(here, "new@example.org")
    invitations_actions.withdraw_invitation(invitation=invitation, by=here.by)

    work()

    assert (mail.outbox, Mail.objects.count()) == ([], 0)


def test_mail_is_written_in_its_readers_language(here):
    invitation = add(here, "new@example.org")
    invitation.person.language = "fr"
    invitation.person.save()

    work()

    assert mail.outbox[0].subject == "Votre lien pour Strong Districts"


class Watching(locmem.EmailBackend):
    """Notes whether a transaction was open when a mail was sent."""

    def send_messages(self, messages):
        for message in messages:
            message.was_in_transaction = connection.in_atomic_block
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_sent_inside_a_transaction(settings, here):
    mail.outbox = []
    settings.EMAIL_BACKEND = "tests.people.test_mail.Watching"
    add(here, "new@example.org")

    work()

    assert [message.was_in_transaction for message in mail.outbox] == [False]


def asked_in_request(client, email):
    """The statements of a request for a new password, without their values, and what they left behind."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse("account_reset_password"), {"email": email})
    shapes = [re.findall(r'^\w+|(?:FROM|INTO|UPDATE) "\w+"', query["sql"]) for query in queries]
    made = Mail.objects.filter(address=email).values("kind", "person", "urgent", "attempts")
    return (response.status_code, response["Location"]), shapes, list(made)


def test_a_known_and_an_unknown_address_are_the_same_work(client):
    make_person(email="known@example.org")
    make_person(email="gone@example.org", is_active=False)
    asked_in_request(client, "first@example.org")  # what a process does once

    known, gone, unknown = (asked_in_request(client, f"{who}@example.org") for who in ("known", "gone", "nobody"))

    assert known == gone == unknown
    assert not [shape for shape in known[1] if "people_user" in str(shape)]

    work()

    assert [message.to for message in mail.outbox] == [["known@example.org"]]
    assert not Mail.objects.exists()


def test_asking_twice_for_a_new_password_is_one_mail(client):
    make_person(email="ana@example.org")
    for _ in range(2):
        client.post(reverse("account_reset_password"), {"email": "Ana@example.org"})

    work()

    assert len(mail.outbox) == 1


def test_an_address_that_the_server_refuses_fails_with_the_reason_and_stops_nobody(here, server):
    refused, sent = add(here, "no@example.org"), add(here, "yes@example.org")
    server.replies["RCPT TO:<no@example.org>"] = "550 No such user"

    work()

    assert (stored(refused).state, stored(refused).problem, stored(refused).reply_code) == ("failed", "address", 550)
    assert stored(sent).state == Mail.State.SENT
    assert (len(server.calls), len(server.taken)) == (1, 1)


def test_a_mail_that_the_server_refuses_fails_with_the_reason(here, server):
    invitation = add(here, "a@example.org")
    server.replies["DATA"] = "554 Looks unwanted"

    work()

    assert (stored(invitation).state, stored(invitation).problem) == (Mail.State.FAILED, Mail.Problem.REFUSED)


def pauses_until_given_up(invitation, time_machine):
    """The minutes between one attempt and the next, until there is none."""
    found = []
    while True:
        work()
        sent = stored(invitation)
        if sent.due_at is None:
            return found
        found.append((sent.due_at - timezone.now()) // MINUTE)
        time_machine.move_to(sent.due_at)


def test_what_is_refused_for_now_is_tried_with_growing_pauses_for_a_day(here, server, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    invitation = add(here, "slow@example.org")
    server.replies["RCPT"] = "450 Later"

    pauses = pauses_until_given_up(invitation, time_machine)

    assert pauses[:9] == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    assert 24 * 60 <= sum(pauses) < 26 * 60
    assert (stored(invitation).state, stored(invitation).problem) == (Mail.State.FAILED, Mail.Problem.ADDRESS)
    assert not DBTaskResult.objects.ready().exists()


def test_a_server_that_hangs_is_asked_once_for_all(here, silent_server):
    links = [add(here, f"{number}@example.org") for number in range(5)]

    work()

    assert len(silent_server.calls) == 1
    assert {(stored(link).state, stored(link).problem, stored(link).attempts) for link in links} == {
        ("queued", "no_answer", 1)
    }


def test_when_the_server_answers_again_all_are_sent(here, server, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    links = [add(here, f"{number}@example.org") for number in range(3)]
    server.replies["MAIL"] = "421 Closing"
    work()
    del server.replies["MAIL"]
    time_machine.shift(MINUTE)

    work()

    assert [stored(link).state for link in links] == [Mail.State.SENT] * 3
    assert len(server.taken) == 3


def test_a_server_that_fails_all_gives_up_those_of_yesterday_too(here, silent_server, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    old = [add(here, f"{number}@example.org") for number in range(2)]
    time_machine.shift(25 * 60 * MINUTE)
    new = add(here, "new@example.org")

    work()

    assert [stored(link).state for link in (*old, new)] == ["failed", "failed", "queued"]


def test_a_mail_that_cannot_be_written_stops_nobody(here, caplog):
    post(Mail(kind="of a later version", person=here.by, address=here.by.email))
    add(here, "a@example.org")

    work()

    assert [message.to for message in mail.outbox] == [["a@example.org"]]
    assert list(Mail.objects.queued().values_list("problem", "attempts")) == [("not_written", 1)]


def test_a_mail_whose_worker_died_is_sent_again_when_its_claim_ends(here, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    invitation = add(here, "a@example.org")
    sending.claim()  # and then the power goes out

    work()
    while_claimed = len(mail.outbox)
    time_machine.shift(sending.CLAIM)
    work()

    assert (while_claimed, len(mail.outbox), stored(invitation).state) == (0, 1, Mail.State.SENT)
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{invitation.mail_id}@localhost>"


class Dying(locmem.EmailBackend):
    """Ends the process."""

    def send_messages(self, messages):
        raise SystemExit


def test_a_worker_that_dies_leaves_a_task_that_goes_on(here, settings, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    first, second = add(here, "a@example.org"), add(here, "b@example.org")
    settings.EMAIL_BACKEND = "tests.people.test_mail.Dying"
    work()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    at_once = DBTaskResult.objects.ready().count()
    time_machine.shift(sending.CLAIM)

    work()

    assert (at_once, stored(first).state, stored(second).state) == (0, Mail.State.SENT, Mail.State.SENT)


def test_a_worker_that_starts_goes_on_at_once_with_what_another_one_left(here):
    add(here, "a@example.org")
    DBTaskResult.objects.all().delete()

    for _ in range(2):
        sending.wake_worker_if_queued()

    assert DBTaskResult.objects.ready().count() == 1


def test_mail_is_sent_after_a_file_that_somebody_asked_for_and_before_small_pictures(here):
    from assessments.evidence.actions.previews import make_preview
    from reports.board.export_actions import make_export

    make_preview.enqueue(1)
    add(here, "a@example.org")
    make_export.enqueue("later")

    assert [task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.ready()] == [
        "make_export",
        "send_queued",
        "make_preview",
    ]


def test_a_run_ends_after_some_seconds_and_the_next_goes_on(here, monkeypatch):
    for number in range(3):
        add(here, f"{number}@example.org")
    monkeypatch.setattr(sending, "RUN", 0)

    work()

    assert (len(mail.outbox), DBTaskResult.objects.ready().count()) == (0, 1)


def test_a_forgotten_password_goes_before_a_list(here, client):
    for number in range(3):
        add(here, f"{number}@example.org")
    make_person(email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})

    work()

    assert mail.outbox[0].to == ["ana@example.org"]


def test_many_mails_are_one_task_and_few_statements(here):
    people = [make_person() for _ in range(60)]
    with CaptureQueriesContext(connection) as queries:
        post(*(draft_mail(Mail.Kind.LINK, person=person, base_url=SITE) for person in people))

    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (60, 1)
    assert len(queries) <= 8


def test_what_was_sent_long_ago_is_forgotten(here, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), tick=False)
    add(here, "a@example.org")
    work()
    time_machine.shift(31 * 24 * 60 * MINUTE)
    add(here, "b@example.org")

    work()

    assert list(Mail.objects.values_list("address", flat=True)) == ["b@example.org"]
    assert Invitation.objects.count() == 2


@pytest.mark.once
@pytest.mark.parametrize(("said", "expected"), [({}, "10"), ({"EMAIL_TIMEOUT": "3"}, "3")])
def test_settings_say_how_long_a_mail_server_is_waited_for(tmp_path, said, expected):
    code = "from django.conf import settings; print(settings.EMAIL_TIMEOUT)"
    environment = {"DJANGO_SETTINGS_MODULE": "olf_site.settings", "VAR_DIR": str(tmp_path), "EMAIL_URL": "smtp://mail"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment | said, capture_output=True, text=True
    )

    assert (done.stdout.strip(), done.stderr) == (expected, "")


def test_nothing_but_the_worker_s_room_sends_mail():
    """Whoever has something to mail asks for it with ``people.mail.queue.post``."""
    sends = re.compile(r"\b(send_mail|send_mass_mail|mail_admins|mail_managers|EmailMessage|EmailMultiAlternatives)\(")
    apps = ("people", "frameworks", "districts", "assessments", "reports", "demo", "olf_site")
    sources = [path for app in apps for path in Path(settings.BASE_DIR, app).rglob("*.py")]

    found = {path.relative_to(settings.BASE_DIR).as_posix() for path in sources if sends.search(path.read_text())}

    assert found == {"people/mail/writing.py"}


def test_a_new_address_is_asked_for_without_a_mail_in_the_request(client, settings):
    settings.EMAIL_URL = "smtp://localhost"
    person = make_person(email="ana@example.org")

    ask_for_address(address="new@example.org", base_url="http://testserver/", by=person)

    assert mail.outbox == []
    assert set(Mail.objects.queued().values_list("kind", "address")) == {
        ("address_confirm", "new@example.org"),
        ("address_asked", "ana@example.org"),
    }
