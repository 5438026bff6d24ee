"""A new password, however it was written, ends what hangs on the old one: tokens, the calendar's address, sessions."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.test import Client

from people.access.calendars import address_for, calendar_address_of, open_calendar_address
from people.access.models import AccessChange, AccessToken
from people.access.passwords import set_password_from_server
from people.access.tokens import make_token, token_for
from people.users import User
from tests.factories import PASSWORD, make_person
from tests.sealed import SealedWorld

pytestmark = pytest.mark.django_db
NEW = "correct horse battery"


@pytest.fixture
def person():
    person = make_person(email="ana@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def written_to_the_model(person):
    person.set_password(NEW)
    person.save()


def written_to_one_column(person):
    User.objects.filter(pk=person.pk).update(password=make_password(NEW))


def taken_away(person):
    person.set_unusable_password()
    person.save(update_fields=["password"])


def changed_on_the_page(person):
    client = Client()
    client.force_login(person)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", typed).status_code == 302


def typed_on_the_server(person):
    set_password_from_server(person=person, password=NEW)


WAYS = [written_to_the_model, written_to_one_column, taken_away, changed_on_the_page, typed_on_the_server]


@pytest.mark.parametrize("way", WAYS)
def test_another_password_ends_all_of_it(person, way):
    _token, secret = make_token(name="Ours", scopes=["results"], days=30, by=person)
    calendar = open_calendar_address(by=person)
    session = Client()
    session.force_login(person)
    before = (bool(token_for(secret)), bool(address_for(calendar)), session.get("/me/").status_code)

    way(User.objects.get(pk=person.pk))

    person = User.objects.get(pk=person.pk)
    assert before == (True, True, 200)
    assert (token_for(secret), address_for(calendar), calendar_address_of(person)) == (None, None, None)
    assert session.get("/me/").status_code == 302
    assert Client().get(f"/dates/{calendar}.ics").status_code == 404
    answer = Client().get("/api/v1/districts", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


@pytest.fixture
def better_hashes(settings):
    """What is checked from now on is stored anew."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]


def test_the_same_password_stored_with_more_rounds_ends_nothing(person, better_hashes):
    _token, secret = make_token(name="Ours", scopes=["results"], days=30, by=person)
    calendar, before = open_calendar_address(by=person), person.password

    signed_in = Client().post("/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code

    assert signed_in == 302
    assert User.objects.get(pk=person.pk).password != before
    assert (bool(token_for(secret)), bool(address_for(calendar))) == (True, True)


def test_more_rounds_bring_back_nothing_that_was_ended(person, better_hashes):
    _token, secret = make_token(name="Ours", scopes=["results"], days=30, by=person)
    AccessToken.objects.update(password_mark="")
    stored = User.objects.get(pk=person.pk)

    assert stored.check_password(PASSWORD)
    assert stored.password != person.password
    assert token_for(secret) is None


def test_a_token_that_a_password_has_ended_says_so_on_its_page(person):
    make_token(name="Ours", scopes=["results"], days=30, by=person)
    written_to_one_column(person)
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))

    assert "Your password has changed since: it opens nothing." in client.get("/me/tokens/").content.decode()
    assert "Last used" not in client.get("/me/dates/").content.decode()


# -- `manage.py changepassword` ------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the command's questions, one after the other."""

    def typed(*passwords):
        answers = iter(passwords)
        monkeypatch.setattr("getpass.getpass", lambda prompt="": next(answers))

    return typed


def test_a_password_set_on_the_server_seals_and_is_announced(typed, capsys):
    world = SealedWorld().write()
    typed(NEW, NEW)

    call_command("changepassword", "Bo@Example.org ")

    stored, change = world.stored(), AccessChange.objects.get()
    assert stored.check_password(NEW)
    assert (stored.sealed_at, change.why, change.made_by) == (change.made_at, "password", None)
    assert "is sealed until they have opened it" in capsys.readouterr().out
    work = world.browser(stored).get("/").content.decode()
    assert "whoever runs the server: a password was set on the server" in work


def test_a_password_that_is_mistyped_or_too_easy_is_asked_for_again_and_changes_nothing(typed, person):
    typed(NEW, "other", "12345678", "12345678", NEW, "other")

    with pytest.raises(CommandError):
        call_command("changepassword", person.email)

    assert User.objects.get(pk=person.pk).password == person.password
    assert not AccessChange.objects.exists()


def test_nobody_unknown_gets_a_password(typed):
    with pytest.raises(CommandError):
        call_command("changepassword", "nobody@example.org")
