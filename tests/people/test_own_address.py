"""A person changes the address they sign in with: with their password, confirmed from the new one; the old one is told."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.access.addresses import write_address
from people.access.models import AccessChange, AddressRequest
from people.errors import AddressTaken
from people.users import User
from tests.factories import PASSWORD, make_person
from tests.worker import work

pytestmark = pytest.mark.django_db
PAGE = "/me/address/"
TYPED = {"address": "New@Example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def with_mail(settings):
    settings.EMAIL_URL = "smtp://mail.example.org"


@pytest.fixture
def person():
    person = make_person("Ana Roy", "ana@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def browser(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def ask(browser):
    """Ask for another address; returns the answer and the mails that were sent for it, by address."""

    def ask(client=None, **typed):
        mail.outbox.clear()
        answer = (client or browser).post(PAGE, TYPED | typed)
        work()
        return answer, {message.to[0]: message for message in mail.outbox}

    return ask


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.body)[1]


def address_of(person):
    return User.objects.get(pk=person.pk).email


def signs_in(address):
    client = Client()
    return client.post("/accounts/login/", {"login": address, "password": PASSWORD}).status_code == 302


def test_the_old_address_signs_in_until_the_new_one_is_confirmed(person, browser, ask):
    answer, mails = ask()
    link = link_in(mails["new@example.org"])
    before = (signs_in("ana@example.org"), signs_in("new@example.org"))
    page, changed_by_looking = Client().get(link), address_of(person)
    confirmed = Client().post(link)
    work()

    assert (answer.status_code, answer.url) == (302, PAGE)
    assert mails.keys() == {"new@example.org", "ana@example.org"}
    assert "new@example.org" in mails["ana@example.org"].body
    assert before == (True, False)
    assert (page.status_code, changed_by_looking) == (200, "ana@example.org")
    assert (confirmed.status_code, address_of(person)) == (302, "new@example.org")
    assert (signs_in("ana@example.org"), signs_in("new@example.org")) == (False, True)
    assert (mail.outbox[-1].to, "new@example.org" in mail.outbox[-1].body) == (["ana@example.org"], True)
    assert Client().get(link).status_code == 410


def test_what_the_sign_in_library_knew_of_the_old_address_goes_with_it(person, browser, ask):
    browser.get("/accounts/password/change/")
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    _answer, mails = ask()
    Client().post(link_in(mails["new@example.org"]))

    assert not EmailAddress.objects.filter(email="ana@example.org").exists()
    assert not signs_in("ana@example.org")


def test_own_change_seals_nothing_and_leaves_sessions_as_they_are(person, browser, ask):
    _answer, mails = ask()
    Client().post(link_in(mails["new@example.org"]))

    assert not AccessChange.objects.exists()
    assert browser.get("/me/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "guessed-guessed"},
        {"address": "no address"},
        {"address": "ANA@example.org "},
        {"address": "аna@x.org"},
    ],
)
def test_a_wrong_password_or_address_asks_nothing(person, ask, wrong):
    answer, mails = ask(**wrong)

    assert (answer.status_code, mails) == (422, {})
    assert not AddressRequest.objects.exists()


def test_guessing_the_password_there_is_limited_as_at_sign_in(ask):
    answers = [ask(password=f"guess-{n}")[0].status_code for n in range(16)]

    assert answers == [422] * 15 + [429]
    assert ask()[0].status_code == 429


def test_an_address_that_has_an_account_looks_the_same_and_its_owner_is_told(person, browser, ask):
    make_person(email="new@example.org")

    answer, mails = ask()
    page = browser.get(PAGE).content.decode()

    assert (answer.status_code, answer.url) == (302, PAGE)
    assert "A mail is on its way to new@example.org" in page
    assert "http" not in mails["new@example.org"].body
    assert address_of(person) == "ana@example.org"


def test_an_address_that_was_taken_meanwhile_is_refused(person, ask):
    _answer, mails = ask()
    make_person(email="new@example.org")

    refused = Client().post(link_in(mails["new@example.org"]))

    assert (refused.status_code, address_of(person)) == (409, "ana@example.org")
    with pytest.raises(AddressTaken):
        write_address(person, "new@example.org")


def test_link_ends_after_a_day_by_cancelling_and_by_asking_anew(person, browser, ask, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    first = link_in(ask()[1]["new@example.org"])
    second = link_in(ask(address="other@example.org")[1]["other@example.org"])
    asked_anew = (Client().get(first).status_code, Client().get(second).status_code)
    time_machine.move_to(now + datetime.timedelta(hours=23, minutes=59), tick=False)
    in_time = Client().get(second).status_code
    time_machine.move_to(now + datetime.timedelta(hours=24), tick=False)
    late, late_post = Client().get(second).status_code, Client().post(second).status_code
    waiting = "One step is left" in browser.get(PAGE).content.decode()
    third = link_in(ask()[1]["new@example.org"])
    browser.post(PAGE + "cancel/")

    assert (asked_anew, in_time, late, late_post, waiting) == ((410, 200), 200, 410, 410, False)
    assert (Client().get(third).status_code, address_of(person)) == (410, "ana@example.org")


def test_link_of_an_account_that_was_blocked_meanwhile_opens_nothing(person, ask):
    link = link_in(ask()[1]["new@example.org"])
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert Client().post(link).status_code == 410


def test_without_a_mail_server_the_page_says_who_can_change_it(person, browser, settings):
    settings.EMAIL_URL = ""

    page, answer = browser.get(PAGE).content.decode(), browser.post(PAGE, TYPED)

    assert "An administrator of the installation can change it for you" in page
    assert 'name="address"' not in page
    assert (answer.status_code, AddressRequest.objects.exists()) == (200, False)
