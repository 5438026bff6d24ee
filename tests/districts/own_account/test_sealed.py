"""How what is sealed is opened: by whoever had the account before the change, or by those who answer for them."""

import datetime
import re

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.test import Client
from django.utils import timezone

from districts.invitations import actions
from districts.people import accounts
from districts.roles.models import Role
from people.access import opening
from people.access.codes import make_codes
from people.access.models import AccessChange, RecoveryCode
from people.access.sealing import seal_private
from people.errors import OpenFirst
from tests.factories import appoint
from tests.sealed import NEW, NOTE, SealedWorld
from tests.worker import work

pytestmark = pytest.mark.django_db
PAGE, LIST = "/me/sealed/", "/sealed/"
Why = AccessChange.Why


@pytest.fixture
def world():
    return SealedWorld().write()


@pytest.fixture
def intruder(world):
    return world.come_in_by_link()


def sees(client, world):
    """Whether the browser shows what the member wrote."""
    return NOTE in client.get(world.rate_page).content.decode()


def change_address(world, by, address="new@example.org"):
    """An administrator writes another address."""
    accounts.change_account(person=world.stored(), by=by, email=address)


# -- What is sealed ------------------------------------------------------------------------------------------


def test_an_account_with_nothing_private_is_not_sealed():
    world = SealedWorld()

    intruder = world.come_in_by_link()

    assert world.stored().sealed_at is None
    assert "Nothing is sealed" in intruder.get(PAGE).content.decode()
    assert [change.seals for change in AccessChange.objects.all()] == [False]


@pytest.mark.parametrize("left", ["ratings", "reflections", "shares"])
def test_each_kind_of_private_writing_alone_is_sealed(world, left):
    kinds = {"ratings": world.rating, "reflections": world.reflection, "shares": world.share}
    for kind, one in kinds.items():
        if kind != left:
            one.delete()

    world.come_in_by_link()

    assert world.stored().sealed_at is not None


def test_whoever_makes_a_link_for_themselves_seals_nothing(world):
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, world.member, world.district)

    client = world.come_in_by_link(by=administrator)

    assert sees(client, world)


def test_first_sign_in_leaves_no_change_behind():
    world = SealedWorld()
    world.member.set_unusable_password()
    world.member.save()

    world.come_in_by_link()

    assert not AccessChange.objects.exists()


def test_a_link_into_an_account_without_a_password_seals_what_was_written_there(world):
    world.member.set_unusable_password()
    world.member.save()

    world.come_in_by_link()

    assert [change.seals for change in AccessChange.objects.all()] == [True]
    assert world.stored().sealed_at == AccessChange.objects.get().made_at


@pytest.mark.parametrize(("later", "shown"), [(0, False), (1, True)])
def test_what_was_written_at_the_very_moment_of_the_change_is_sealed_with_it(world, intruder, later, shown):
    world.rating.saved_at = world.stored().sealed_at + datetime.timedelta(microseconds=later)
    world.rating.save()

    assert sees(intruder, world) == shown


def test_codes_made_while_there_was_nothing_open_nothing_that_is_written_later():
    world = SealedWorld()
    (code, *_others) = make_codes(by=world.member)
    world.come_in_by_link()
    world.write()
    intruder = world.come_in_by_link()

    answer = intruder.post(PAGE + "code/", {"code": code})

    assert (answer.status_code, sees(intruder, world)) == (422, False)


# -- By a session from before --------------------------------------------------------------------------------


def test_a_session_from_before_a_changed_address_opens_it_and_a_later_one_does_not(world):
    before = world.browser(world.member)
    change_address(world, by=None)
    later = world.browser(world.member)

    refused, page = later.post(PAGE + "open/"), before.get(PAGE).content.decode()
    page_of_later = later.get(PAGE).content.decode()
    was_shown = [sees(before, world), sees(later, world)]
    opened = before.post(PAGE + "open/", follow=True)

    assert refused.status_code == 409
    assert "Here and now" in page
    assert "Here and now" not in page_of_later
    assert "By somebody who knows you" in page_of_later
    assert was_shown == [False, False]
    assert opened.status_code == 200
    assert sees(before, world)
    change = AccessChange.objects.get()
    assert (change.opened_with, change.opened_by) == ("session", world.member)


def test_a_browser_whose_session_the_new_password_ended_opens_it_after_signing_in_again(world):
    before = world.browser(world.member)
    world.come_in_by_link()
    is_out = before.get(PAGE).status_code
    before.post("/accounts/login/", {"login": world.member.email, "password": NEW})

    assert is_out == 302
    assert before.post(PAGE + "open/").status_code == 302
    assert sees(before, world)


def test_a_browser_that_signed_out_shows_nothing_about_before(world):
    before = world.browser(world.member)
    before.post("/accounts/logout/")
    world.come_in_by_link()
    before.post("/accounts/login/", {"login": world.member.email, "password": NEW})

    assert before.post(PAGE + "open/").status_code == 409


def test_whoever_uses_the_link_where_they_are_signed_in_already_opens_it(world):
    client = world.come_in_by_link(client=world.browser(world.member))

    assert not sees(client, world)
    assert client.post(PAGE + "open/").status_code == 302
    assert sees(client, world)


def test_an_ended_session_of_somebody_else_opens_nothing(world):
    other = world.browser(world.colleague)
    link = actions.invite(person=world.colleague, district=world.district, by=world.administrator)
    actions.accept_invitation(token=link.token, password=NEW)
    is_out = other.get(PAGE).status_code
    client = world.come_in_by_link(client=other)

    assert is_out == 302
    assert client.session["was_signed_in"][0] == world.colleague.pk
    assert client.post(PAGE + "open/").status_code == 409


def test_a_session_between_two_changes_opens_only_what_the_second_sealed(world, time_machine):
    start = timezone.now()
    first = world.come_in_by_link()
    time_machine.move_to(start + datetime.timedelta(minutes=5))
    change_address(world, by=world.superintendent)

    opened = first.post(PAGE + "open/")

    assert opened.url == PAGE
    assert not sees(first, world)
    assert [change.opened_with for change in AccessChange.objects.all()] == ["", "session"]
    assert world.stored().sealed_at == AccessChange.objects.earliest("made_at").made_at


# -- By a recovery code --------------------------------------------------------------------------------------


def test_a_code_from_before_opens_it_once_however_it_is_typed(world):
    code, *others = make_codes(by=world.member)
    intruder = world.come_in_by_link()

    opened = intruder.post(PAGE + "code/", {"code": f" {code.lower().replace('-', ' ')} "})
    first = sees(intruder, world)
    again = world.come_in_by_link()
    refused = again.post(PAGE + "code/", {"code": code})

    assert (opened.status_code, first) == (302, True)
    assert (refused.status_code, sees(again, world)) == (422, False)
    assert again.post(PAGE + "code/", {"code": others[0]}).status_code == 302


def test_codes_of_others_wrong_ones_and_empty_ones_open_nothing(world, intruder):
    code, *_others = make_codes(by=world.colleague)

    answers = [intruder.post(PAGE + "code/", {"code": typed}).status_code for typed in (code, "AAAA-BBBB", "", "\x00")]

    assert answers == [422] * 4
    assert not sees(intruder, world)


def test_no_codes_are_made_while_something_is_sealed(world, intruder):
    before = make_codes(by=world.colleague)

    answer = intruder.post("/me/recovery-codes/", {"password": NEW})

    assert answer.status_code == 409
    assert RecoveryCode.objects.count() == len(before)
    with pytest.raises(OpenFirst):
        make_codes(by=world.stored())


# -- By mail -------------------------------------------------------------------------------------------------


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_URL = "smtp://mail.example.org"


def links_in(message):
    return re.findall(r"http://testserver(\S+)", message.body)


def test_the_address_from_before_gets_the_link_and_whoever_is_signed_in_opens_with_it(world, with_mail):
    change_address(world, by=None, address="elsewhere@example.org")
    client = world.browser(world.member)
    work()
    mail.outbox.clear()
    answer = client.post(PAGE + "mail/", follow=True)
    work()
    sent = mail.outbox[-1]
    (link,) = links_in(sent)

    page, nobody, other = client.get(link), Client().get(link), world.browser(world.colleague).get(link)
    before = sees(client, world)
    opened = client.post(link)

    assert sent.to == ["bo@example.org"]
    assert "bo@example.org" not in answer.content.decode()
    assert (page.status_code, nobody.status_code, other.status_code) == (200, 302, 410)
    assert (before, opened.status_code, sees(client, world)) == (False, 302, True)
    assert client.get(link).status_code == 410


def test_a_mailed_link_ends_after_a_day(world, intruder, with_mail, time_machine):
    work()
    mail.outbox.clear()
    intruder.post(PAGE + "mail/")
    work()
    (link,) = links_in(mail.outbox[-1])

    now = timezone.now()
    for after, status in ((datetime.timedelta(hours=23), 200), (datetime.timedelta(hours=25), 410)):
        time_machine.move_to(now + after)
        assert intruder.get(link).status_code == status


def test_the_mail_goes_to_the_address_before_the_first_change(world, with_mail):
    change_address(world, by=None, address="theirs@example.org")
    change_address(world, by=None, address="theirs-too@example.org")
    work()
    mail.outbox.clear()
    world.browser(world.member).post(PAGE + "mail/")
    work()

    assert mail.outbox[-1].to == ["bo@example.org"]


@pytest.mark.parametrize("why", Why)
def test_whose_access_others_changed_is_told_at_the_address_before_and_of_a_link_by_its_own_mail(world, with_mail, why):
    seal_private(person=world.stored(), why=why, by=world.administrator)
    work()

    told = [sent for sent in mail.outbox if "Who can sign in to your account" in sent.subject]
    assert [sent.to for sent in told] == ([] if why == Why.LINK else [["bo@example.org"]])


# -- Asking --------------------------------------------------------------------------------------------------


def test_who_may_open_it_is_asked_on_my_work_and_once_only(world, intruder):
    before = world.browser(world.superintendent).get("/").content.decode()
    intruder.post(PAGE + "ask/")
    asked_at = AccessChange.objects.get().asked_at
    intruder.post(PAGE + "ask/")

    work = {who: world.browser(who).get("/").content.decode() for who in (world.superintendent, world.administrator)}
    asks = "1 person asks you to open what is sealed"
    assert asked_at == AccessChange.objects.get().asked_at
    assert asks not in before
    assert {who: asks in page for who, page in work.items()} == {world.superintendent: True, world.administrator: False}
    assert "You have asked" in intruder.get(PAGE).content.decode()


def test_my_work_says_that_something_is_sealed_until_it_is_open(world, intruder):
    sealed = "What you wrote for yourself is sealed"
    before = intruder.get("/").content.decode()
    opening.open_from_server(person=world.stored())

    assert sealed in before
    assert sealed not in intruder.get("/").content.decode()


def test_opening_is_in_the_history_of_changes(world, intruder):
    opening.open_from_server(person=world.stored())

    entries = LogEntry.objects.filter(content_type__model="accesschange").order_by("pk")
    assert [entry.action for entry in entries] == [LogEntry.Action.CREATE, LogEntry.Action.UPDATE]
    assert all("session_before" not in entry.changes for entry in entries)


def test_sealing_again_what_is_sealed_keeps_both_apart(world, intruder):
    seal_private(person=world.stored(), why=Why.MERGE, by=world.superintendent)
    change = AccessChange.objects.latest("made_at")

    opening.open_for_person(change=change, by=world.administrator)

    assert not sees(intruder, world)
    assert world.stored().sealed_at == AccessChange.objects.earliest("made_at").made_at


def test_whoever_opens_a_link_is_told_before_that_it_seals(world):
    link = actions.invite(person=world.member, district=world.district, by=world.administrator)

    assert "is sealed after it" in Client().get(f"/join/{link.token}/").content.decode()
