"""Where DEMO is off a demo account opens nothing, in whatever state it is: everybody knows its password."""

import datetime
import re

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from districts.invitations.actions import good_invitation
from districts.roles.models import Invitation, Role
from people.access.calendars import address_for, open_calendar_address
from people.access.tokens import token_for
from people.users import User
from tests.factories import PASSWORD, appoint, join, make_district, make_person, make_team, token_of
from tests.worker import work

pytestmark = pytest.mark.django_db
LATER = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)


def known(email):
    """Somebody whose password everybody knows, hashed as the tests' settings say."""
    person = make_person(email=email)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def person(settings):
    """A demo account of a time when there was a demo."""
    settings.DEMO = True
    return join(make_team(make_district()), known("member@demo.example")).person


@pytest.fixture(params=["with", "without"])
def there_is_a_demo(request):
    """Everything is tried with and without: what is refused without the demo is taken with it."""
    return request.param == "with"


def is_signed_in(client):
    return client.get("/").status_code == 200


def test_signing_in_is_refused_in_words(person, settings, client, there_is_a_demo):
    settings.DEMO = there_is_a_demo

    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)

    assert is_signed_in(client) == there_is_a_demo
    assert ("This account is closed" in answer.content.decode()) != there_is_a_demo


def test_who_does_not_know_the_password_learns_nothing_of_the_account(person, settings, client):
    settings.DEMO = False
    wrong = {"login": person.email, "password": "wrong"}

    assert client.post(reverse("account_login"), wrong).status_code == 422


def test_whoever_is_signed_in_is_so_no_longer(person, settings, client, there_is_a_demo):
    client.force_login(person)
    settings.DEMO = there_is_a_demo

    assert is_signed_in(client) == there_is_a_demo


def test_the_right_password_is_nobody_s_for_any_other_door(person, settings, there_is_a_demo):
    settings.DEMO = there_is_a_demo

    found = authenticate(email=person.email, password=PASSWORD)

    assert found == (person if there_is_a_demo else None)


def test_tokens_and_calendar_addresses_open_nothing(person, settings, there_is_a_demo):
    secret, address = token_of(person), open_calendar_address(by=person)
    settings.DEMO = there_is_a_demo
    api = Client(headers={"Authorization": f"Bearer {secret}"})

    assert (token_for(secret) is not None) == there_is_a_demo
    assert (address_for(address) is not None) == there_is_a_demo
    assert (api.get("/api/v1/frameworks").status_code == 200) == there_is_a_demo
    assert (Client().get(reverse("calendar_file", args=[address])).status_code == 200) == there_is_a_demo


@pytest.mark.parametrize("purpose", Invitation.Purpose.values)
def test_links_of_an_invitation_open_nothing(person, settings, client, purpose, there_is_a_demo):
    link = Invitation.objects.create(person=person, district=None, expires_at=LATER, purpose=purpose)
    if purpose == Invitation.Purpose.JOIN:
        Invitation.objects.filter(pk=link.pk).update(district=make_district())
    settings.DEMO = there_is_a_demo

    assert (good_invitation(link.token) is not None) == there_is_a_demo
    assert (client.get(reverse("join", args=[link.token])).status_code == 200) == there_is_a_demo


def ask_for_a_password(client, person):
    """The mails that asking for a new password sends."""
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": person.email})
    work()
    return mail.outbox


def test_a_new_password_is_asked_for_in_vain(person, settings, client, there_is_a_demo):
    settings.EMAIL_URL = "smtp://localhost"
    settings.DEMO = there_is_a_demo

    assert len(ask_for_a_password(client, person)) == there_is_a_demo


def test_a_mailed_link_for_a_password_opens_nothing(person, settings, client, there_is_a_demo):
    settings.EMAIL_URL = "smtp://localhost"
    path = re.search(r"https?://[^/]+(/\S+)", ask_for_a_password(client, person)[0].body)[1]
    settings.DEMO = there_is_a_demo

    form = client.get(path, follow=True)
    where = form.redirect_chain[-1][0] if form.redirect_chain else path
    client.post(where, {"password1": "a long new one", "password2": "a long new one"})

    person.refresh_from_db()
    assert person.check_password("a long new one") == there_is_a_demo


def test_a_demo_s_administrator_does_not_stand_in_the_way_of_a_real_one(settings, capsys):
    settings.DEMO = True
    appoint(Role.INSTALLATION_ADMINISTRATOR, known("installation@demo.example"))
    settings.DEMO = False

    call_command("first_administrator", email="root@example.org", name="Root")

    assert User.objects.filter(email="root@example.org").exists()
    assert "/join/" in capsys.readouterr().out


def test_no_page_shows_the_demo_s_accounts_or_password(settings, client, there_is_a_demo):
    settings.DEMO = there_is_a_demo

    page = client.get(reverse("account_login")).content.decode()

    assert ("demo.example" in page) == there_is_a_demo
    assert ("demo-demo-demo" in page) == there_is_a_demo


def test_an_address_that_only_looks_alike_is_a_person_s_own(settings, client):
    settings.DEMO = False
    person = known("ana@demo.example.org")

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert is_signed_in(client)
