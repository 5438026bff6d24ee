"""Who opens what is sealed in somebody else's account: who answers for them and had no part in the change."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.people import accounts
from districts.roles.models import Appointment, Role
from people.access.models import AccessChange
from people.users import User
from tests.factories import PASSWORD, appoint, join, make_district, make_family, make_person, make_sealed, make_team
from tests.sealed import NEW, NOTE, SealedWorld

pytestmark = pytest.mark.django_db
PAGE, LIST = "/me/sealed/", "/sealed/"


@pytest.fixture
def world():
    return SealedWorld().write()


@pytest.fixture
def intruder(world):
    return world.come_in_by_link()


def sees(client, world):
    """Whether the browser shows what the member wrote."""
    return NOTE in client.get(world.rate_page).content.decode()


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
        appointments_actions.appoint(person=late, role=role, district=world.district, by=world.administrator)

    assert may_open(world, late) is False


def test_a_role_that_ended_and_was_given_again_counts_from_then(world, intruder):
    held = world.superintendent.appointments.get()
    appointments_actions.end_appointment(appointment=held, by=world.administrator)
    appointments_actions.appoint(
        person=world.superintendent, role=held.role, district=world.district, by=world.administrator
    )

    assert may_open(world, world.superintendent) is False


def test_nobody_opens_their_own_as_an_administrator(world):
    appoint(Role.SUPERINTENDENT, world.member, world.district)
    world.come_in_by_link()

    assert may_open(world, world.stored()) is False


def test_whose_account_the_same_administrator_took_over_opens_nothing(world, intruder):
    link = invitations_actions.invite(person=world.superintendent, district=world.district, by=world.administrator)
    invitations_actions.accept_invitation(token=link.token, password=NEW)

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
    accounts.change_account(person=world.stored(), by=world.administrator, email="new@example.org")

    assert may_open(world, world.superintendent) is False
    assert may_open(world, above) is True


def test_where_nobody_of_the_district_may_the_installation_does_unless_it_made_the_change(world):
    Appointment.objects.filter(person=world.superintendent).delete()
    above, maker = appoint(Role.INSTALLATION_ADMINISTRATOR), appoint(Role.INSTALLATION_ADMINISTRATOR)
    world.come_in_by_link()
    link = invitations_actions.invite(person=world.stored(), district=None, by=maker)
    invitations_actions.accept_invitation(token=link.token, password=PASSWORD)
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


def test_the_list_asks_the_database_as_often_for_three_as_for_one(world, intruder, django_assert_num_queries):
    client = world.browser(world.superintendent)
    with CaptureQueriesContext(connection) as for_one:
        assert client.get(LIST).content.decode().count("<article") == 1
    for _number in range(2):
        make_sealed(join(world.team).person, by=world.administrator)

    with django_assert_num_queries(len(for_one)):
        assert client.get(LIST).content.decode().count("<article") == 3
