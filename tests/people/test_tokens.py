"""Tokens for programs: made when asked for, shown once, kept as a digest, ended by their person and by a new password."""

import datetime

import pytest
from auditlog.models import LogEntry
from django.test import Client

from districts.invitations.actions import accept_invitation
from districts.roles.models import Invitation
from people.access.models import AccessToken
from people.access.tokens import MOST_OF_A_PERSON, PREFIX, make_token, token_for
from tests.factories import PASSWORD, make_person, token_of

pytestmark = pytest.mark.django_db
PLACE = "/me/tokens/"
WANTED = {"name": "Notebook", "scopes": ["results"], "days": "90"}


@pytest.fixture
def person():
    return make_person(email="ana@example.org")


@pytest.fixture
def browser(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_token_is_shown_once_and_kept_as_a_digest(browser, person):
    made = browser.post(PLACE, WANTED)

    secret, token = made.context["secret"], AccessToken.objects.get()
    assert secret in made.content.decode()
    assert secret.startswith(PREFIX)
    assert len(secret) >= len(PREFIX) + 43
    assert secret not in browser.get(PLACE).content.decode()
    assert secret not in str(AccessToken.objects.values().get())
    assert token_for(secret) == token
    assert (token.person, token.scopes) == (person, ["results"])
    assert token.expires_at - token.made_at == pytest.approx(
        datetime.timedelta(days=90), abs=datetime.timedelta(seconds=5)
    )


def test_what_was_typed_is_kept_when_something_lacks(browser):
    answer = browser.post(PLACE, WANTED | {"scopes": []})

    assert answer.status_code == 422
    assert 'value="Notebook"' in answer.content.decode()
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("wrong", [{"scopes": ["everything"]}, {"days": "36500"}, {"name": "a\nb"}, {"name": "\x00"}])
def test_what_is_not_offered_is_refused(browser, wrong):
    assert browser.post(PLACE, WANTED | wrong).status_code == 422
    assert not AccessToken.objects.exists()


def test_nobody_has_more_tokens_than_one_can_tell_apart(browser, person):
    for _number in range(MOST_OF_A_PERSON):
        token_of(person)

    assert browser.post(PLACE, WANTED).status_code == 409
    assert person.access_tokens.count() == MOST_OF_A_PERSON


def test_its_person_ends_a_token_and_nobody_else(browser, person):
    theirs, _secret = make_token(name="Theirs", scopes=["results"], days=30, by=make_person())
    own, secret = make_token(name="Own", scopes=["results"], days=30, by=person)

    assert browser.post(f"{PLACE}{theirs.pk}/end/").status_code == 404
    assert browser.post(f"{PLACE}{own.pk}/end/").status_code == 302

    assert list(AccessToken.objects.all()) == [theirs]
    assert token_for(secret) is None


def test_making_and_ending_are_in_the_history_without_the_secret(browser, person):
    secret = browser.post(PLACE, WANTED).context["secret"]
    digest = AccessToken.objects.get().digest
    browser.post(f"{PLACE}{AccessToken.objects.get().pk}/end/")

    entries = LogEntry.objects.filter(content_type__model="accesstoken").order_by("pk")

    assert [(entry.action, entry.actor) for entry in entries] == [(0, person), (2, person)]
    written = "".join(str(entry.changes) + entry.object_repr for entry in entries)
    assert "Notebook" in written
    assert secret not in written
    assert digest not in written


def change_it(browser, person):
    person.set_password(PASSWORD)
    person.save()
    browser.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "a long new one", "password2": "a long new one"}
    assert browser.post("/accounts/password/change/", new).status_code == 302


def follow_a_link(browser, person):
    until = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)
    link = Invitation.objects.create(person=person, expires_at=until, purpose=Invitation.Purpose.RESET)
    accept_invitation(token=link.token, password="a long new one")


@pytest.mark.parametrize("set_password", [change_it, follow_a_link])
def test_a_new_password_ends_all_tokens(browser, person, set_password):
    secret, others = token_of(person), token_of(make_person())

    set_password(browser, person)

    person.refresh_from_db()
    assert person.check_password("a long new one")
    assert token_for(secret) is None
    assert token_for(others) is not None


def test_a_token_that_is_over_says_so(browser, person):
    make_token(name="Old", scopes=["frameworks"], days=-1, by=person)

    assert "Over since" in browser.get(PLACE).content.decode()
