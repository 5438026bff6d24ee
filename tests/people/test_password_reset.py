"""Forgetting a password: with mail a link is sent to its owner, without it the page says whom to ask."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import make_person
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_is_set_up(settings):
    settings.EMAIL_URL = "smtp://localhost"


@pytest.mark.usefixtures("mail_is_set_up")
def test_link_in_the_mail_sets_a_new_password(client):
    person = make_person(email="ana@example.org")

    response = client.post(reverse("account_reset_password"), {"email": "ANA@example.org"})
    work()
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "a long new one", "password2": "a long new one"})

    person.refresh_from_db()
    assert response.status_code == 302
    assert person.check_password("a long new one")


@pytest.mark.usefixtures("mail_is_set_up")
def test_unknown_address_gets_the_same_answer(client):
    make_person(email="ana@example.org")

    known = client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    work()
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


@pytest.mark.usefixtures("mail_is_set_up")
def test_closed_account_gets_no_link(client):
    make_person(email="ana@example.org", is_active=False)

    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work()

    assert mail.outbox == []


def test_tampered_reset_link_is_a_calm_page(client):
    assert client.get("/accounts/password/reset/key/1-nonsense/").status_code == 200


@pytest.mark.usefixtures("mail_is_set_up")
@pytest.mark.parametrize("typed", ["\x00", "a\x00@example.org", "x" * 10_000, "‏שלום", "", "'@--"])
def test_sign_in_and_reset_take_any_text_without_an_error(client, typed):
    signed_in = client.post(reverse("account_login"), {"login": typed, "password": typed})
    reset = client.post(reverse("account_reset_password"), {"email": typed})

    assert (signed_in.status_code, reset.status_code) == (422, 422)
