"""What is announced on My work for thirty days: links for one's password, and roles that people gave themselves."""

import datetime
import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from districts.appointments import actions as appointments_actions
from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.invitations import actions as invitations_actions
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Membership, Role
from districts.teams import actions as teams_actions
from people.users import User
from tests.factories import appoint, join, make_district, make_family, make_person, make_school, make_team
from tests.worker import work

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 20, 17, 5, tzinfo=datetime.UTC)  # 12:05 in Toronto
NEW = "correct horse battery"
LINK, ROLES = "to set your password", "Roles that people gave themselves"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def district():
    return make_district(name="Northern Lakes")


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Ana Roy"), district)


@pytest.fixture
def owner(district):
    return join(make_team(district), make_person("Bo Li")).person


def work_of(person):
    """The words of somebody's My work, as they stand there."""
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))  # whose password may have changed since
    page = client.get("/").content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", unescape(strip_tags("<main" + page)))


def link_for(person, district, by):
    return invitations_actions.invite(person=person, district=district, by=by)


# -- A link for a password -----------------------------------------------------------------------------------


def test_owner_is_told_who_made_a_link_and_when_in_the_district_s_time(owner, district, administrator):
    link_for(owner, district, administrator)

    work = work_of(owner)

    assert f"A link {LINK} was made" in work
    assert "Nov. 20, 2026, 12:05 – Ana Roy, administrator of Northern Lakes – not used" in work


def test_owner_is_told_how_many_and_when_each_was_used(owner, district, administrator, time_machine):
    link_for(owner, district, administrator)
    time_machine.move_to(NOON + datetime.timedelta(minutes=1), tick=False)
    second = link_for(owner, district, administrator)
    time_machine.move_to(NOON + datetime.timedelta(minutes=4), tick=False)
    invitations_actions.accept_invitation(token=second.token, password=NEW)

    work = work_of(owner)

    assert f"2 links {LINK} were made" in work
    assert "12:05 – Ana Roy, administrator of Northern Lakes – not used" in work
    assert "12:06 – Ana Roy, administrator of Northern Lakes – used Nov. 20, 2026, 12:09" in work


def test_link_of_an_administrator_of_the_installation_says_so(owner):
    link_for(owner, None, appoint(Role.INSTALLATION_ADMINISTRATOR, make_person("Cy Ott")))

    assert "12:05 – Cy Ott, administrator of the installation – not used" in work_of(owner)


def test_link_of_somebody_whose_account_is_gone_is_still_told(owner, district, administrator):
    link_for(owner, district, administrator)
    Invitation.objects.update(created_by=None)

    assert "12:05 – somebody without an account today, administrator of Northern Lakes –" in work_of(owner)


def test_whoever_came_in_with_the_link_cannot_take_it_away(owner, district, administrator, time_machine):
    client = Client()
    typed = {"new_password1": NEW, "new_password2": NEW}
    page = client.post(reverse("join", args=[link_for(owner, district, administrator).token]), typed, follow=True)
    body = page.content.decode()
    told = body.partition(LINK)[2].partition("</section>")[0]

    assert LINK in body
    assert "<form" not in told
    client.post(reverse("welcome_put_away"))
    assert LINK in client.get("/").content.decode()
    assert LINK in work_of(owner)


@pytest.mark.parametrize(("days", "is_told"), [(29, True), (31, False)])
def test_it_stays_for_thirty_days(owner, district, administrator, time_machine, days, is_told):
    link_for(owner, district, administrator)
    time_machine.shift(datetime.timedelta(days=days))

    assert (LINK in work_of(owner)) == is_told


def test_thirty_days_begin_anew_when_the_link_is_used(owner, district, administrator, time_machine, settings):
    settings.INVITATION_DAYS = 60
    link = link_for(owner, district, administrator)
    time_machine.shift(datetime.timedelta(days=50))
    assert LINK not in work_of(owner)

    invitations_actions.accept_invitation(token=link.token, password=NEW)
    time_machine.shift(datetime.timedelta(days=29))

    assert LINK in work_of(owner)


def test_withdrawn_link_was_made_all_the_same(owner, district, administrator):
    invitations_actions.withdraw_invitation(invitation=link_for(owner, district, administrator), by=administrator)

    assert LINK in work_of(owner)


def test_first_invitation_of_a_new_account_is_no_such_thing(district, administrator):
    team = make_team(district)
    added = people_actions.add_person(
        district=district, email="new@example.org", name="New", team=team, by=administrator
    )
    person = invitations_actions.accept_invitation(token=added.invitation.token, password=NEW, name="New")

    assert LINK not in work_of(person)


def test_link_to_join_is_no_such_thing(district, administrator):
    elsewhere = join(make_team(make_district())).person
    people_actions.add_person(district=district, email=elsewhere.email, team=make_team(district), by=administrator)

    assert LINK not in work_of(elsewhere)


def test_nobody_else_is_told_of_a_link(owner, district, administrator):
    superintendent = appoint(Role.SUPERINTENDENT, district=district)
    link_for(owner, district, administrator)

    assert LINK not in work_of(administrator) + work_of(superintendent)


def test_it_stands_above_everything_else(owner, district, administrator):
    link_for(owner, district, administrator)
    work = work_of(owner)

    assert work.index(LINK) < work.index("Welcome")


def test_mail_tells_the_owner_of_a_link_and_of_its_use(owner, district, administrator, settings):
    settings.EMAIL_URL = "smtp://localhost"
    link = invitations_actions.invite(person=owner, district=district, by=administrator, base_url="https://x.example/")
    work()
    invitations_actions.accept_invitation(token=link.token, password=NEW)
    work()

    made, used = mail.outbox
    assert [message.to for message in mail.outbox] == [[owner.email]] * 2
    assert "Ana Roy" in made.body
    assert "nothing happens" not in made.body
    assert "on Nov. 20, 2026, 12:05" in used.body
    assert "Ana Roy" in used.body


def test_mail_of_a_first_password_is_as_it_was(district, administrator, settings):
    settings.EMAIL_URL = "smtp://localhost"
    typed = {"email": "new@example.org", "name": "New", "team": make_team(district)}
    added = people_actions.add_person(district=district, by=administrator, base_url="https://x.example/", **typed)
    work()
    invitations_actions.accept_invitation(token=added.invitation.token, password=NEW)
    work()

    assert ["nothing happens" in message.body for message in mail.outbox] == [True]


def test_without_mail_nothing_is_sent(owner, district, administrator):
    invitations_actions.accept_invitation(token=link_for(owner, district, administrator).token, password=NEW)
    work()

    assert mail.outbox == []


# -- A role that somebody gives themselves -------------------------------------------------------------------


@pytest.fixture
def superintendent(district):
    return appoint(Role.SUPERINTENDENT, make_person("Sue Perry"), district)


def give(role, person, district, by, **more):
    return appointments_actions.appoint(person=person, role=role, district=district, by=by, **more)


@pytest.mark.parametrize("role", [Role.SUPERINTENDENT, Role.TRUSTEE, Role.PRINCIPAL])
def test_superintendent_is_told_of_a_role(district, administrator, superintendent, role):
    school = make_school(district, name="Lake") if role == Role.PRINCIPAL else None
    give(role, administrator, district, administrator, school=school)

    work = work_of(superintendent)

    where = "Lake, Northern Lakes" if school else "Northern Lakes"
    assert ROLES in work
    assert f"Nov. 20, 2026, 12:05 – Ana Roy, {role.label} ({where})" in work


def test_superintendent_is_told_of_a_place_in_a_team(district, administrator, superintendent):
    team = make_team(district, name="Lake team")
    teams_actions.join_team(person=administrator, team=team, facilitates=False, by=administrator)
    assert "Ana Roy, Member (Lake team, Northern Lakes)" in work_of(superintendent)

    membership = Membership.objects.get(team=team)
    teams_actions.change_membership(membership=membership, facilitates=True, rates=True, by=administrator)
    assert "Ana Roy, Facilitator (Lake team, Northern Lakes)" in work_of(superintendent)


def test_member_who_makes_themself_facilitator_is_told_of(district, administrator, superintendent):
    team = make_team(district, name="Lake team")
    membership = teams_actions.join_team(person=administrator, team=team, by=superintendent)
    teams_actions.change_membership(membership=membership, facilitates=False, rates=False, by=administrator)
    assert ROLES not in work_of(superintendent)

    teams_actions.change_membership(membership=membership, facilitates=True, rates=False, by=administrator)

    assert "Ana Roy, Facilitator (Lake team" in work_of(superintendent)


def test_list_that_names_its_author_is_told_of(district, administrator, superintendent):
    make_team(district, name="Lake team")
    text = f"email,name,team,role\n{administrator.email},Ana Roy,Lake team,facilitator\n"
    shown = plan_people(district, text).fingerprint
    imports_actions.import_people(district=district, text=text, shown=shown, by=administrator)

    assert Membership.objects.filter(person=administrator).exists()
    assert "Ana Roy, Facilitator (Lake team, Northern Lakes)" in work_of(superintendent)


def test_role_that_has_ended_was_held(district, administrator, superintendent, time_machine):
    held = give(Role.SUPERINTENDENT, administrator, district, administrator)
    time_machine.move_to(NOON + datetime.timedelta(minutes=5), tick=False)
    appointments_actions.end_appointment(appointment=held, by=administrator)

    assert "Superintendent (Northern Lakes) – until Nov. 20, 2026, 12:10" in work_of(superintendent)


def test_role_given_to_somebody_else_or_accepted_is_no_such_thing(district, administrator, superintendent, owner):
    give(Role.TRUSTEE, owner, district, administrator)
    elsewhere = join(make_team(make_district())).person
    asked = people_actions.add_person(district=district, email=elsewhere.email, role=Role.TRUSTEE, by=administrator)
    invitations_actions.accept_joining(token=asked.invitation.token, by=elsewhere)

    assert elsewhere.appointments.filter(district=district).exists()
    assert ROLES not in work_of(superintendent)


def test_roles_of_one_family_are_told_to_its_superintendents_and_to_those_of_the_whole(district, administrator):
    near, far = make_family(district), make_family(district)
    whole = appoint(Role.SUPERINTENDENT, district=district)
    theirs = appoint(Role.SUPERINTENDENT, district=district, families=[near])
    others = appoint(Role.SUPERINTENDENT, district=district, families=[far])
    school = make_school(district, family=near)

    give(Role.PRINCIPAL, administrator, district, administrator, school=school)
    assert [ROLES in work_of(person) for person in (whole, theirs, others)] == [True, True, False]

    Membership.objects.all().delete()
    administrator.appointments.filter(role=Role.PRINCIPAL).update(taken_at=None)
    teams_actions.join_team(person=administrator, team=make_team(district, school), by=administrator)
    assert [ROLES in work_of(person) for person in (whole, theirs, others)] == [True, True, False]

    Membership.objects.all().delete()
    give(Role.SUPERINTENDENT, administrator, district, administrator, families=[far])
    assert [ROLES in work_of(person) for person in (whole, theirs, others)] == [True, False, True]


def test_role_of_the_whole_district_is_not_told_to_a_family_s_superintendent(district, administrator):
    theirs = appoint(Role.SUPERINTENDENT, district=district, families=[make_family(district)])
    appoint(Role.SUPERINTENDENT, district=district)

    give(Role.TRUSTEE, administrator, district, administrator)

    assert ROLES not in work_of(theirs)


def test_without_a_superintendent_the_other_administrators_are_told(district, administrator):
    other = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    installation = appoint(Role.INSTALLATION_ADMINISTRATOR)
    give(Role.SUPERINTENDENT, administrator, district, administrator)  # who is one now: of themself
    appoint(Role.SUPERINTENDENT, make_person(is_active=False), district)
    appoint(Role.SUPERINTENDENT, make_person(email="sue@demo.example"), district)

    assert [ROLES in work_of(person) for person in (other, installation)] == [True, True]


def test_with_a_superintendent_administrators_are_not_told(district, administrator, superintendent):
    other = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    installation = appoint(Role.INSTALLATION_ADMINISTRATOR)

    give(Role.TRUSTEE, administrator, district, administrator)

    assert [ROLES in work_of(person) for person in (other, installation)] == [False, False]


def test_nobody_else_is_told_of_a_role(district, administrator, superintendent, owner):
    elsewhere = make_district()
    others = [
        owner,
        administrator,
        appoint(Role.TRUSTEE, district=district),
        appoint(Role.SUPERINTENDENT, district=elsewhere),
        appoint(Role.DISTRICT_ADMINISTRATOR, district=elsewhere),
        appoint(Role.SUPERINTENDENT, district=district, ends_at=timezone.now() - datetime.timedelta(days=1)),
    ]

    give(Role.SUPERINTENDENT, administrator, district, administrator)

    assert ROLES in work_of(superintendent)
    assert not any(ROLES in work_of(person) for person in others)


def test_role_of_the_installation_is_told_to_its_other_administrators(client):
    taker, other = (appoint(Role.INSTALLATION_ADMINISTRATOR, make_person(name)) for name in ("Cy Ott", "Di Po"))
    client.force_login(taker)
    typed = {"person": taker.pk, "starts_at_0": "2020-01-01", "starts_at_1": "00:00", "role": "province_viewer"}
    client.post(reverse("admin:districts_appointment_add"), typed)

    assert taker.appointments.filter(role="province_viewer").exists()
    assert "Nov. 20, 2026, 17:05 UTC – Cy Ott, Province viewer" in work_of(other)
    assert ROLES not in work_of(taker)


def test_administrator_of_the_installation_who_enters_a_district_is_told_of(client, district, superintendent):
    taker = appoint(Role.INSTALLATION_ADMINISTRATOR, make_person("Cy Ott"))
    client.force_login(taker)
    where = reverse("installation:district", args=[district.slug])
    client.post(where, {"administrator_email": taker.email, "administrator_name": "Cy Ott"})

    assert "Cy Ott, District administrator (Northern Lakes)" in work_of(superintendent)


@pytest.mark.parametrize(("days", "is_told"), [(29, True), (31, False)])
def test_role_is_told_of_for_thirty_days(district, administrator, superintendent, time_machine, days, is_told):
    give(Role.TRUSTEE, administrator, district, administrator)
    time_machine.shift(datetime.timedelta(days=days))

    assert (ROLES in work_of(superintendent)) == is_told


def test_both_are_asked_for_at_once(
    district, administrator, superintendent, owner, django_assert_max_num_queries, django_assert_num_queries
):
    from districts.announcements import announcements_for
    from districts.roles.roles_held import RolesHeld

    for person in (superintendent, owner):
        link_for(person, district, administrator)
        roles_held = RolesHeld(person)
        roles_held.appointments, roles_held.memberships  # noqa: B018
        give(Role.TRUSTEE, administrator, district, administrator) if person is superintendent else None

        with django_assert_num_queries(1):
            told = announcements_for(person, roles_held)

        assert len(told) == (2 if person is superintendent else 1)
