"""Whoever guesses an account keeps its owner out of no browser in which they have signed in before."""

import datetime
import re

import pytest
from django.core import mail, signing
from django.test import Client

from districts.invitations.actions import invite
from districts.roles.models import Role
from people.devices import COOKIE, GOOD_FOR, MOST_ACCOUNTS, SALT
from people.throttling import OF_AN_ACCOUNT, OF_AN_ADDRESS
from tests.factories import PASSWORD, appoint, make_person
from tests.worker import work

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
NINE = datetime.datetime(2026, 11, 20, 14, 0, 0, tzinfo=datetime.UTC)
MOST = OF_AN_ACCOUNT.most


@pytest.fixture(autouse=True)
def nine_o_clock(time_machine):
    """A moment in which nothing goes on but what a test does."""
    time_machine.move_to(NINE, tick=False)
    return time_machine


def owner_of(email="ana@example.org"):
    person = make_person(email=email)
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(browser, person, password=PASSWORD, address="198.51.100.7"):
    typed = {"login": person.email, "password": password}
    return browser.post(SIGN_IN, typed, REMOTE_ADDR=address).status_code


def browser_of(*people):
    """A browser in which these people have signed in and out."""
    browser = Client()
    for person in people:
        assert sign_in(browser, person) == 302
        browser.post("/accounts/logout/")
    return browser


def guess(person, address="192.0.2.1"):
    """Somebody tries an account until nobody is let in who is not known."""
    for n in range(MOST):
        sign_in(Client(), person, f"wrong {n}", address)
    assert sign_in(Client(), person, address="203.0.113.1") == 429


def test_owner_is_let_in_where_they_were_before_while_others_guess():
    ana = owner_of()
    hers = browser_of(ana)
    guess(ana)

    assert sign_in(hers, ana) == 302


def test_owner_is_let_in_where_they_were_before_whatever_others_do_at_their_address():
    ana = owner_of()
    hers = browser_of(ana)
    for n in range(OF_AN_ADDRESS.most):
        sign_in(Client(), make_person(email=f"person{n}@example.org"), "wrong")

    assert sign_in(Client(), ana) == 429
    assert sign_in(hers, ana) == 302


def test_known_browser_has_a_limit_too_and_it_is_its_own():
    ana = owner_of()
    hers, other = browser_of(ana), browser_of(ana)

    assert [sign_in(hers, ana, "wrong") for _n in range(MOST + 1)] == [422] * MOST + [429]
    assert sign_in(hers, ana) == 429
    assert sign_in(other, ana) == 302
    assert sign_in(Client(), ana) == 302


def test_browser_of_somebody_else_is_a_strangers():
    ana, ben = owner_of("ana@example.org"), owner_of("ben@example.org")
    his = browser_of(ben)
    guess(ana)

    assert sign_in(his, ana) == 429


def changed(text, place):
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cookie: changed(cookie, 5),
        lambda cookie: changed(cookie, -5),
        lambda cookie: cookie.partition(":")[0],
        lambda cookie: signing.dumps(signing.loads(cookie, salt=SALT), salt="another"),
        lambda cookie: signing.dumps(signing.loads(cookie, salt=SALT), salt=SALT, key="another"),
        lambda cookie: "é\x7f",
        lambda cookie: "",
    ],
    ids=["content", "signature", "unsigned", "for something else", "another key", "nonsense", "empty"],
)
def test_cookie_that_is_not_as_it_was_given_is_none(spoil):
    ana = owner_of()
    hers = browser_of(ana)
    guess(ana)
    hers.cookies[COOKIE] = spoil(hers.cookies[COOKIE].value)

    assert sign_in(hers, ana) == 429


def test_browser_is_known_for_a_year(nine_o_clock):
    ana = owner_of()
    early, late = browser_of(ana).cookies[COOKIE].value, browser_of(ana).cookies[COOKIE].value
    nine_o_clock.shift(GOOD_FOR - datetime.timedelta(seconds=1))
    guess(ana)
    on_its_last_day, too_old = Client(), Client()
    on_its_last_day.cookies[COOKIE], too_old.cookies[COOKIE] = early, late

    assert sign_in(on_its_last_day, ana) == 302
    nine_o_clock.shift(2)
    assert sign_in(too_old, ana) == 429


def test_new_password_ends_what_other_browsers_are_known_for():
    ana = owner_of()
    hers, lost = browser_of(ana), browser_of(ana)
    sign_in(hers, ana)
    new = "a long new one"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert hers.post("/accounts/password/change/", typed).status_code == 302
    hers.post("/accounts/logout/")
    guess(ana)

    assert sign_in(lost, ana, new) == 429
    assert sign_in(hers, ana, new) == 302


def test_browser_in_which_a_link_set_the_password_is_known():
    ana = owner_of()
    browser = Client()
    link = invite(person=ana, district=None, by=appoint(Role.INSTALLATION_ADMINISTRATOR))
    new = "a long new one"
    assert browser.post(f"/join/{link.token}/", {"new_password1": new, "new_password2": new}).status_code == 302
    browser.post("/accounts/logout/")
    guess(ana)

    assert sign_in(browser, ana, new) == 302


def test_browser_in_which_a_mailed_link_set_the_password_is_known(settings):
    settings.EMAIL_URL = "smtp://localhost"
    ana = owner_of()
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": ana.email})
    work()
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = browser.get(path, follow=True).redirect_chain[-1][0]
    new = "a long new one"
    guess(ana)

    assert browser.post(form, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(browser, ana, new) == 302


def test_computer_of_many_knows_those_who_came_last():
    first, *others = [owner_of(f"person{n}@example.org") for n in range(MOST_ACCOUNTS + 1)]
    shared = browser_of(first, *others)
    for person in (first, others[0], others[-1]):
        guess(person)

    assert [sign_in(shared, person) for person in (first, others[0])] == [429, 302]


def test_cookie_names_nobody_and_is_sent_to_the_server_alone():
    ana = owner_of()
    morsel = browser_of(ana).cookies[COOKIE]
    device, mark = signing.loads(morsel.value, salt=SALT)

    assert (morsel["httponly"], morsel["samesite"], morsel["secure"], morsel["path"]) == (True, "Lax", "", "/")
    assert morsel["max-age"] == GOOD_FOR.total_seconds()
    assert not {str(ana.pk), ana.email, ana.password} & {device, mark}
    assert signing.loads(browser_of(ana).cookies[COOKIE].value, salt=SALT)[1] != mark


def test_with_https_the_cookie_travels_with_it_only(settings):
    settings.SESSION_COOKIE_SECURE = True
    browser, ana = Client(), owner_of()

    browser.post(SIGN_IN, {"login": ana.email, "password": PASSWORD}, secure=True)

    assert browser.cookies[COOKIE]["secure"]


def test_whoever_is_not_let_in_is_not_known():
    ana, closed = owner_of(), owner_of("closed@example.org")
    closed.is_active = False
    closed.save()
    browser = Client()

    sign_in(browser, ana, "wrong")
    sign_in(browser, closed)

    assert COOKIE not in browser.cookies
