"""How what is sealed is opened: by whoever had the account before the change, or by those who answer for them."""

import datetime
import re

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from districts import actions
from districts.models import Appointment, Role
from people.access import opening
from people.access.codes import make_codes
from people.access.sealing import seal_private
from people.errors import OpenFirst
from people.models import AccessChange, RecoveryCode, User
from tests.factories import PASSWORD, appoint, join, make_district, make_family, make_person, make_team
from tests.sealed import NEW, NOTE, SealedWorld

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
    actions.change_account(person=world.stored(), by=by, email=address)


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
    was_shown = [sees(before, world), sees(later, world)]
    opened = before.post(PAGE + "open/", follow=True)

    assert refused.status_code == 409
    assert "Here and now" in page
    assert "Here and now" not in later.get(PAGE).content.decode()
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


def test_the_address_from_before_gets_the_link_and_whoever_is_signed_in_opens_with_it(
    world, with_mail, django_capture_on_commit_callbacks
):
    change_address(world, by=None, address="elsewhere@example.org")
    client = world.browser(world.member)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PAGE + "mail/", follow=True)
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


def test_a_mailed_link_ends_after_a_day(world, intruder, with_mail, django_capture_on_commit_callbacks, time_machine):
    with django_capture_on_commit_callbacks(execute=True):
        intruder.post(PAGE + "mail/")
    (link,) = links_in(mail.outbox[-1])

    now = timezone.now()
    for after, status in ((datetime.timedelta(hours=23), 200), (datetime.timedelta(hours=25), 410)):
        time_machine.move_to(now + after)
        assert intruder.get(link).status_code == status


def test_the_mail_goes_to_the_address_before_the_first_change(world, with_mail, django_capture_on_commit_callbacks):
    change_address(world, by=None, address="theirs@example.org")
    change_address(world, by=None, address="theirs-too@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        world.browser(world.member).post(PAGE + "mail/")

    assert mail.outbox[-1].to == ["bo@example.org"]


# -- By a superintendent or an administrator -----------------------------------------------------------------


def may_open(world, person):
    """Whether somebody finds the account in their list, and opens it."""
    client = world.browser(person)
    found = client.get(LIST)
    change = AccessChange.objects.sealing().earliest("made_at")
    answer = client.post(f"{LIST}{change.pk}/", {"understood": "on"})
    listed = found.status_code == 200 and world.stored().email in found.content.decode()
    assert listed == (answer.status_code == 302)
    return listed


def test_a_superintendent_from_before_opens_it_after_having_been_told(world, intruder):
    client = world.browser(world.superintendent)
    change = AccessChange.objects.get()

    page = client.get(f"{LIST}{change.pk}/").content.decode()
    without = client.post(f"{LIST}{change.pk}/")
    opened = client.post(f"{LIST}{change.pk}/", {"understood": "on"})

    assert "their answers and notes about the district, their private reflections" in page
    assert NOTE not in page
    assert (without.status_code, opened.status_code) == (422, 302)
    assert sees(intruder, world)
    assert "a superintendent or an administrator" in intruder.get("/").content.decode()
    assert client.post(f"{LIST}{change.pk}/", {"understood": "on"}).status_code == 404


def other_administrator(world):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=world.district)


def superintendent_of(world, family):
    return appoint(Role.SUPERINTENDENT, district=world.district, families=[family])


def family_of_the_member(world):
    world.school.family = make_family(world.district)
    world.school.save()
    return world.school.family


OPENERS = {
    "who made the change": (False, lambda world: world.administrator),
    "the superintendent": (True, lambda world: world.superintendent),
    "another administrator": (True, other_administrator),
    "a superintendent of their family": (True, lambda world: superintendent_of(world, family_of_the_member(world))),
    "a superintendent of another family": (False, lambda world: superintendent_of(world, make_family(world.district))),
    "a trustee": (False, lambda world: appoint(Role.TRUSTEE, district=world.district)),
    "a principal": (False, lambda world: appoint(Role.PRINCIPAL, district=world.district, school=world.school)),
    "a facilitator": (False, lambda world: world.colleague),
    "an administrator of elsewhere": (False, lambda _w: appoint(Role.DISTRICT_ADMINISTRATOR, district=make_district())),
    "the installation, while somebody nearer may": (False, lambda _w: appoint(Role.INSTALLATION_ADMINISTRATOR)),
}


@pytest.mark.parametrize("who", OPENERS)
def test_who_may_open_it(world, who):
    expected, make = OPENERS[who]
    person = make(world)
    world.come_in_by_link()

    assert may_open(world, person) is expected


def test_a_role_that_was_given_after_the_change_opens_nothing(world, intruder):
    late = make_person()
    for role in (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR):
        actions.appoint(person=late, role=role, district=world.district, by=world.administrator)

    assert may_open(world, late) is False


def test_a_role_that_ended_and_was_given_again_counts_from_then(world, intruder):
    held = world.superintendent.appointments.get()
    actions.end_appointment(appointment=held, by=world.administrator)
    actions.appoint(person=world.superintendent, role=held.role, district=world.district, by=world.administrator)

    assert may_open(world, world.superintendent) is False


def test_nobody_opens_their_own_as_an_administrator(world):
    appoint(Role.SUPERINTENDENT, world.member, world.district)
    world.come_in_by_link()

    assert may_open(world, world.stored()) is False


def test_whose_account_the_same_administrator_took_over_opens_nothing(world, intruder):
    link = actions.invite(person=world.superintendent, district=world.district, by=world.administrator)
    actions.accept_invitation(token=link.token, password=NEW)

    assert may_open(world, world.superintendent) is False
    AccessChange.objects.filter(person=world.superintendent).update(
        made_at=timezone.now() - datetime.timedelta(days=31)
    )
    assert may_open(world, world.superintendent) is True


def test_who_has_something_sealed_opens_nothing_of_others(world, intruder):
    User.objects.filter(pk=world.superintendent.pk).update(sealed_at=timezone.now())
    change = AccessChange.objects.get()

    answer = world.browser(world.superintendent).post(f"{LIST}{change.pk}/", {"understood": "on"})

    assert (answer.status_code, sees(intruder, world)) == (409, False)


def test_an_account_of_two_districts_is_opened_by_the_installation(world):
    join(make_team(make_district()), world.member)
    above = appoint(Role.INSTALLATION_ADMINISTRATOR)
    change_address(world, by=world.administrator)

    assert may_open(world, world.superintendent) is False
    assert may_open(world, above) is True


def test_where_nobody_of_the_district_may_the_installation_does_unless_it_made_the_change(world):
    Appointment.objects.filter(person=world.superintendent).delete()
    above, maker = appoint(Role.INSTALLATION_ADMINISTRATOR), appoint(Role.INSTALLATION_ADMINISTRATOR)
    world.come_in_by_link()
    link = actions.invite(person=world.stored(), district=None, by=maker)
    actions.accept_invitation(token=link.token, password=PASSWORD)
    AccessChange.objects.filter(made_by=world.administrator).update(opened_at=timezone.now(), opened_with="server")

    assert may_open(world, maker) is False
    # The administrator of the district did not make the second one.
    assert may_open(world, above) is False
    assert may_open(world, world.administrator) is True


def test_whom_nobody_can_open_it_for_is_told_of_the_command(world):
    Appointment.objects.filter(person=world.superintendent).delete()
    intruder = world.come_in_by_link()
    page = intruder.get(PAGE).content.decode()

    call_command("open_sealed", world.member.email)

    assert "manage.py open_sealed" in page
    assert sees(intruder, world)
    assert "a command on the server" in intruder.get("/").content.decode()


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


def test_page_of_a_person_leads_those_who_may_to_opening_it(world):
    other = other_administrator(world)
    place = f"/districts/{world.district.slug}/administration/people/{world.member.pk}/"
    before = world.browser(other).get(place).content.decode()
    world.come_in_by_link()
    change = AccessChange.objects.get()

    pages = {who: world.browser(who).get(place).content.decode() for who in (other, world.administrator)}

    assert "is sealed, since" not in before
    assert all("is sealed, since" in page for page in pages.values())
    assert [f"{LIST}{change.pk}/" in page for page in pages.values()] == [True, False]


def test_whoever_opens_a_link_is_told_before_that_it_seals(world):
    link = actions.invite(person=world.member, district=world.district, by=world.administrator)

    assert "is sealed after it" in Client().get(f"/join/{link.token}/").content.decode()
