"""Signing in, one's own account, notices, and text that is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from districts.roles.models import Appointment, Invitation, Role
from olf_site.management.commands.first_administrator import MAKE_ONE, suggested_command
from people.actions import accept_notice, write_notice
from people.text import PlainTextField, refuse_control_characters
from people.users import Acceptance, User
from tests.factories import PASSWORD, appoint, make_notice, make_person

pytestmark = pytest.mark.django_db


def test_sign_in_takes_the_address_however_it_is_written(client):
    person = make_person(email="ana@example.org")
    person.set_password(PASSWORD)
    person.save()

    response = client.post(reverse("account_login"), {"login": "ANA@Example.ORG", "password": PASSWORD})

    assert response.status_code == 302


def test_there_is_no_sign_up(client):
    assert client.get("/accounts/signup/").status_code in (302, 404)
    assert not User.objects.exists()


def test_without_mail_the_reset_page_says_whom_to_ask(client):
    page = client.get(reverse("account_reset_password")).content.decode()

    assert "Ask your district" in page


def test_own_account_is_saved_and_bad_answers_are_kept(client):
    person = make_person()
    client.force_login(person)

    bad = client.post(reverse("me"), {"name": "a\x07", "language": "tlh"})
    good = client.post(reverse("me"), {"name": "Ánh", "language": "fr"})

    person.refresh_from_db()
    assert (bad.status_code, good.status_code) == (422, 302)
    assert (person.name, person.language) == ("Ánh", "fr")


def test_own_language_comes_along_to_a_device_where_none_was_chosen(client):
    person = make_person(language="fr")
    person.set_password(PASSWORD)
    person.save()
    sign_in = {"login": person.email, "password": PASSWORD}

    assert client.post("/accounts/login/", sign_in).cookies["django_language"].value == "fr"

    client.logout()
    client.cookies.clear()
    client.cookies["django_language"] = "en"
    assert "django_language" not in client.post("/accounts/login/", sign_in).cookies


def test_own_account_says_what_one_is(client):
    client.force_login(appoint(Role.FRAMEWORK_EDITOR))

    assert "Framework editor" in client.get(reverse("me")).content.decode()


def test_accepting_a_notice_twice_is_once():
    notice, person = make_notice(), make_person()

    assert accept_notice(notice=notice, by=person) == accept_notice(notice=notice, by=person)
    assert Acceptance.objects.count() == 1


def test_notice_with_the_same_words_is_the_same_version():
    first = write_notice(key="k", title="T", text="Why")

    assert write_notice(key="k", title="T", text="Why") == first
    assert write_notice(key="k", title="T", text="Why else").version == 2


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\x7f", "\ud800"])
def test_control_characters_are_refused_by_name(text):
    with pytest.raises(ValidationError, match=r"U\+"):
        refuse_control_characters(text)


@pytest.mark.parametrize("text", ["two\nlines\tand a tab\r\n", "‏שלום‎", "नमस्ते", "👩‍🏫", "x" * 10_000])
def test_writing_of_any_script_is_kept_as_it_is(text):
    assert PlainTextField(strip=False).clean(text) == text


def test_first_administrator_is_made_with_a_link_and_only_once(capsys):
    call_command("first_administrator", email="Root@Example.org", name="Root", base_url="https://x.example")
    first = capsys.readouterr().out
    call_command("first_administrator")

    person = User.objects.get()
    assert person.email == "root@example.org"
    assert Appointment.objects.get().role == Role.INSTALLATION_ADMINISTRATOR
    assert "https://x.example/join/" in first
    assert "/join/" in capsys.readouterr().out  # the link was not used yet, so there is a fresh one
    assert Invitation.objects.open().count() == 1


def test_first_administrator_who_has_a_password_is_enough(capsys):
    appoint(Role.INSTALLATION_ADMINISTRATOR)

    call_command("first_administrator")

    assert capsys.readouterr().out == ""


def test_without_a_terminal_the_command_says_what_to_run(capsys):
    call_command("first_administrator")

    assert "--email" in capsys.readouterr().out
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("environment", "asks", "repeats"),
    [
        ({}, "", ""),
        ({"PORT": "8000", "DEMO": "0"}, "", ""),
        ({"VAR_DIR": "var/real", "PORT": "8001"}, "", "VAR_DIR=var/real PORT=8001 "),
        ({"VAR_DIR": "/srv/our data"}, "", "VAR_DIR='/srv/our data' "),
        ({"DATABASE_URL": "postgres://u:secret@db/n"}, ", with the same DATABASE_URL in the environment", ""),
    ],
    ids=["nothing", "the usual", "elsewhere", "with a space", "a secret"],
)
def test_command_to_paste_repeats_what_it_needs_of_the_environment(environment, asks, repeats):
    assert suggested_command(environment) == f"No administrator yet. Make one{asks}:  {repeats}{MAKE_ONE}"


def test_admin_shows_people_to_installation_administrators_without_a_password(client):
    installer, editor = appoint(Role.INSTALLATION_ADMINISTRATOR), appoint(Role.FRAMEWORK_EDITOR)
    where = reverse("admin:people_user_change", args=[editor.pk])
    client.force_login(editor)
    refused = client.get(where).status_code
    client.force_login(installer)
    page = client.get(where)

    assert (refused, page.status_code) == (403, 200)
    assert "pbkdf2" not in page.content.decode()
    assert client.post(reverse("admin:people_user_delete", args=[editor.pk]), {"post": "yes"}).status_code == 403


def test_admin_gives_roles_of_the_installation_only(client):
    installer, person = appoint(Role.INSTALLATION_ADMINISTRATOR), make_person()
    client.force_login(installer)
    typed = {"person": person.pk, "starts_at_0": "2026-01-01", "starts_at_1": "00:00"}

    refused = client.post(reverse("admin:districts_appointment_add"), typed | {"role": "superintendent"})
    given = client.post(reverse("admin:districts_appointment_add"), typed | {"role": "framework_editor"})

    assert (refused.status_code, given.status_code) == (200, 302)
    assert person.appointments.get().role == Role.FRAMEWORK_EDITOR


def test_admin_keeps_addresses_in_lower_case(client):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    make_person(email="taken@example.org")
    person = make_person()
    where = reverse("admin:people_user_change", args=[person.pk])

    taken = client.post(where, {"email": "TAKEN@example.org", "name": "N", "language": ""})
    client.post(where, {"email": "New@Example.org", "name": "N", "language": "", "is_active": "on"})

    person.refresh_from_db()
    assert (taken.status_code, person.email) == (200, "new@example.org")


def test_signing_out_lets_the_browser_throw_away_what_it_kept(client):
    client.force_login(make_person())

    asked, done = client.get("/accounts/logout/"), client.post("/accounts/logout/")

    assert ("Clear-Site-Data" in asked.headers, done["Clear-Site-Data"]) == (False, '"storage"')
    assert "_auth_user_id" not in client.session
