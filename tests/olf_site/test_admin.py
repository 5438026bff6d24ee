"""The admin has no door of its own: signing in and out and one's password are the site's pages."""

import pytest
from django.test import Client

from districts.roles.models import Role
from people.throttling import OF_AN_ACCOUNT
from tests.factories import PASSWORD, appoint, make_person

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"


@pytest.fixture
def editor():
    person = appoint(Role.FRAMEWORK_EDITOR)
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_whoever_is_not_signed_in_comes_to_the_sites_own_page_and_then_to_where_they_wanted(client, editor):
    asked = client.get(DOOR, {"next": "/admin/frameworks/edition/"})
    done = client.post(asked.url, {"login": editor.email, "password": PASSWORD})

    assert asked.url == "/accounts/login/?next=/admin/frameworks/edition/"
    assert (done.status_code, done.url) == (302, "/admin/frameworks/edition/")


def test_without_a_wish_one_comes_to_the_admins_first_page(client, editor):
    assert client.get(DOOR).url == "/accounts/login/?next=/admin/"
    assert signed_in(editor).get(DOOR).url == "/admin/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "http:\\\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_site(client, editor, elsewhere):
    assert client.get(DOOR, {"next": elsewhere}).url == "/accounts/login/?next=/admin/"
    assert signed_in(editor).get(DOOR, {"next": elsewhere}).url == "/admin/"


def test_whoever_is_signed_in_and_may_not_is_told_so():
    client = signed_in(make_person())

    answer = client.get("/admin/frameworks/edition/", follow=True)

    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)
    assert "403.html" in [template.name for template in answer.templates]


def test_no_password_can_be_guessed_there(client, editor):
    typed = {"username": editor.email, "password": PASSWORD}
    answers = [client.post(DOOR, typed) for _n in range(OF_AN_ACCOUNT.most + 1)]

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/accounts/login/?next=/admin/")}
    assert "_auth_user_id" not in client.session


def test_password_is_changed_and_one_signs_out_on_the_sites_own_pages(editor):
    client = signed_in(editor)

    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.post("/admin/password_change/", {"old_password": PASSWORD}).url == "/accounts/password/change/"
    assert client.get("/admin/password_change/done/").url == "/me/"
    assert client.post("/admin/logout/").url == "/accounts/logout/"
    assert client.get("/admin/").status_code == 200
