"""Guessing passwords is slow, and nobody who knows theirs is kept out: not a board behind one address, not an owner."""

import datetime
import functools

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.core.cache import cache
from django.test import Client

from people.throttling import OF_AN_ACCOUNT, OF_AN_ADDRESS
from people.users import WrongPassword
from tests.factories import PASSWORD, make_person

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


def sign_in(email, password=PASSWORD, address="198.51.100.7", client=None, **more):
    """What whoever types this at an address is answered, in a browser of their own unless one is given."""
    typed = {"login": email, "password": password}
    return (client or Client()).post(SIGN_IN, typed, REMOTE_ADDR=address, **more)


def behind_proxy(address):
    """What a request brings whose proxy has seen it come from an address."""
    return {"address": "10.0.0.1", "headers": {"X-Forwarded-For": address}}


# -- A board behind one address ------------------------------------------------------------------------------


@pytest.fixture
def real_hasher(settings, monkeypatch):
    """The product's own hasher; the very same derivation is worked out once, so that it costs little."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(hashers, "pbkdf2", functools.cache(hashers.pbkdf2))


@pytest.mark.once
@pytest.mark.usefixtures("real_hasher")
def test_three_hundred_right_passwords_in_a_minute_from_one_address_are_let_in():
    people = [owner_of(f"person{n}@board.example") for n in range(3)]

    answers = [sign_in(people[n % 3].email).status_code for n in range(300)]

    assert answers == [302] * 300


def test_behind_a_proxy_wrong_passwords_of_some_keep_nobody_else_out(settings):
    settings.BEHIND_PROXY = 1
    ana, ben = owner_of("ana@example.org"), owner_of("ben@example.org")

    wrong = [sign_in(ana.email, f"wrong {n}", **behind_proxy(f"198.51.100.{n}")).status_code for n in range(11)]

    assert wrong == [422] * 11
    assert sign_in(ben.email, **behind_proxy("203.0.113.9")).status_code == 302
    assert sign_in(ana.email, **behind_proxy("203.0.113.9")).status_code == 302


def test_behind_a_proxy_sixty_right_passwords_in_a_minute_are_let_in(settings):
    settings.BEHIND_PROXY = 1
    ana = owner_of()

    assert {sign_in(ana.email, **behind_proxy("203.0.113.9")).status_code for _n in range(60)} == {302}


def test_right_passwords_count_for_nothing():
    ana = owner_of()

    for _round in range(MOST - 1):
        assert sign_in(ana.email, "wrong").status_code == 422
        assert sign_in(ana.email).status_code == 302

    assert WrongPassword.objects.count() == 2 * (MOST - 1)  # each for the account and for the address


# -- Guessing ------------------------------------------------------------------------------------------------


def guess(email, times=MOST, address="192.0.2.{n}", **more):
    """What somebody is answered who guesses, each time from elsewhere."""
    return [sign_in(email, f"wrong {n}", address.format(n=n % 250), **more).status_code for n in range(times)]


def test_account_can_be_guessed_so_often_and_then_not_even_rightly(nine_o_clock):
    ana, ben = owner_of("ana@example.org"), owner_of("ben@example.org")

    assert guess(ana.email, MOST + 1) == [422] * MOST + [429]
    assert sign_in(ana.email).status_code == 429
    assert sign_in(ben.email).status_code == 302

    nine_o_clock.shift(OF_AN_ACCOUNT.within)
    assert sign_in(ana.email).status_code == 302


@pytest.mark.parametrize("written", ["KIM@example.org", " kim@Example.ORG ", "\u212aim@example.org"])
def test_however_its_address_is_written_an_account_is_one(written):
    kim = owner_of("kim@example.org")
    guess(written, MOST - 1)
    guess(kim.email, 1)

    assert sign_in(written).status_code == 429


def test_account_that_an_older_address_opens_too_is_one():
    ana = owner_of()
    EmailAddress.objects.create(user=ana, email="before@example.org", verified=True)
    guess("before@example.org", MOST - 1)
    guess(ana.email, 1)

    assert sign_in(ana.email).status_code == sign_in("before@example.org").status_code == 429


def test_account_is_guessed_no_more_often_under_another_name_of_the_site(settings):
    settings.ALLOWED_HOSTS = [f"host{n}.example.ca" for n in range(MOST + 1)]
    ana = owner_of()

    answers = [sign_in(ana.email, "wrong", headers={"Host": host}).status_code for host in settings.ALLOWED_HOSTS]

    assert answers == [422] * MOST + [429]


def test_address_that_has_no_account_is_answered_like_one_that_has():
    owner_of()

    answers = {email: guess(email, MOST + 2) for email in ("ana@example.org", "nobody@example.org")}

    assert answers["ana@example.org"] == answers["nobody@example.org"]
    assert len({sign_in(email).content.decode().partition("<main")[2] for email in answers}) == 1


def test_one_address_can_guess_so_often_over_all_accounts(nine_o_clock):
    ana = owner_of()
    emails = [f"person{n % 50}@example.org" for n in range(OF_AN_ADDRESS.most)]

    assert {sign_in(email, "wrong").status_code for email in emails} == {422}
    assert sign_in(ana.email).status_code == 429
    assert sign_in(ana.email, address="198.51.100.8").status_code == 302

    nine_o_clock.shift(OF_AN_ADDRESS.within)
    assert sign_in(ana.email).status_code == 302


def test_whoever_has_half_of_an_address_to_choose_from_is_one():
    ana = owner_of()
    for n in range(OF_AN_ADDRESS.most):
        sign_in(f"person{n % 50}@example.org", "wrong", f"2001:db8:1:2::{n:x}")

    assert sign_in(ana.email, address="2001:db8:1:2::ffff").status_code == 429
    assert sign_in(ana.email, address="2001:db8:1:3::ffff").status_code == 302


def test_nothing_is_kept_of_a_wrong_password_that_could_be_read_and_not_for_long(nine_o_clock):
    owner_of()
    guess("ana@example.org", 2)
    kept = str(list(WrongPassword.objects.values()))

    assert not [word for word in ("ana", "example", "wrong ", "192.0.2") if word in kept]
    nine_o_clock.shift(OF_AN_ACCOUNT.within)
    guess("nobody@example.org", 1)
    assert WrongPassword.objects.count() == 2


# -- What whoever has to wait is told ------------------------------------------------------------------------


def test_page_says_when_to_come_back_and_how_to_get_in_otherwise(nine_o_clock, settings):
    settings.EMAIL_URL = "smtp://localhost"
    ana = owner_of()
    guess(ana.email)
    nine_o_clock.shift(datetime.timedelta(minutes=11, seconds=30))

    answer = sign_in(ana.email)

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "210")
    assert "Try again in 4 minutes." in page
    assert 'href="/accounts/password/reset/"' in page


def test_page_names_the_longest_wait(nine_o_clock):
    ana = owner_of()
    for n in range(OF_AN_ADDRESS.most - MOST):
        sign_in(f"person{n % 50}@example.org", "wrong")
    nine_o_clock.shift(datetime.timedelta(minutes=5))
    guess(ana.email, address="198.51.100.7")

    assert sign_in(ana.email)["Retry-After"] == str(15 * 60)


def test_last_minute_is_one_minute(nine_o_clock):
    ana = owner_of()
    guess(ana.email)
    nine_o_clock.shift(OF_AN_ACCOUNT.within - datetime.timedelta(seconds=1))

    answer = sign_in(ana.email)

    assert answer["Retry-After"] == "1"
    assert "Try again in 1 minute." in answer.content.decode()


def test_htmx_is_given_the_words_alone():
    ana = owner_of()
    guess(ana.email)

    answer = sign_in(ana.email, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert answer.content.decode() == "Too many wrong passwords. Try again in 15 minutes."


def test_links_for_a_new_password_are_limited_with_a_page_of_ours_too(settings):
    cache.clear()  # what a test with transactions of its own has left there
    settings.EMAIL_URL = "smtp://localhost"
    owner_of()

    answers = [Client().post("/accounts/password/reset/", {"email": "ana@example.org"}) for _n in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Try again in 1 minute." in answers[-1].content.decode()


# -- What the log says ---------------------------------------------------------------------------------------


def said(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "people.sign_in"]


def test_log_says_whose_password_was_wrong_and_from_where(caplog, settings):
    settings.BEHIND_PROXY = 1
    ana = owner_of()

    sign_in(ana.email, "wrong", **behind_proxy("203.0.113.9"))
    sign_in(ana.email, **behind_proxy("203.0.113.9"))

    assert said(caplog) == [f"Sign-in failed: account {ana.pk}, from 203.0.113.9"]
    assert caplog.records[0].levelname == "WARNING"


@pytest.mark.parametrize(
    "typed", ["my-Secret-12", "hidden@example.org", "a\x1b[31m@example.org", "a\n2026@example.org"]
)
def test_log_holds_nothing_that_was_typed(caplog, typed):
    sign_in(typed, "another-secret", "x\x1b[31m")

    assert "\x1b" not in caplog.text
    assert not [word for word in (typed, "hidden", "Secret", "secret", "2026@") if word in caplog.text]


def test_log_says_who_has_to_wait_once(caplog):
    ana = owner_of()
    guess(ana.email, MOST + 3)

    assert [line for line in said(caplog) if line.startswith("Too many")] == [
        f"Too many wrong passwords: account {ana.pk} has to wait 900 seconds"
    ]


def test_log_says_which_address_has_to_wait(caplog):
    for n in range(OF_AN_ADDRESS.most + 3):
        sign_in(f"person{n % 50}@example.org", "wrong")

    assert [line for line in said(caplog) if line.startswith("Too many")] == [
        "Too many wrong passwords: address 198.51.100.7 has to wait 600 seconds"
    ]
