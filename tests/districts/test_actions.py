"""Rules of schools, teams, roles and of leaving."""

import datetime
import re
from contextlib import nullcontext

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.invitations.errors import NothingGiven
from districts.people import accounts
from districts.people import actions as people_actions
from districts.roles.errors import (
    AlreadyEnded,
    AlreadyHeld,
    AlreadyInTeam,
    LastAdministrator,
    LastOfInstallation,
    NotYoursToAdd,
    RoleNotOfTheDistrict,
)
from districts.roles.locks import lock_places_of
from districts.roles.models import Role
from districts.schools import actions as schools_actions
from districts.settings import actions as settings_actions
from districts.structure.errors import NameTaken, SchoolIsClosed, WrongDates, WrongSuccessor
from districts.structure.models import District
from districts.teams import actions as teams_actions
from people.users import User
from tests.factories import appoint, join, make_district, make_family, make_person, make_school, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


def test_who_leaves_a_team_loses_access_at_once(district, administrator):
    membership = join(make_team(district))

    teams_actions.leave_team(membership=membership, by=administrator)

    assert not membership.team.memberships.current().exists()
    assert not District.objects.visible_to(membership.person).exists()


def test_who_leaves_the_district_loses_everything_in_it_in_the_same_session(client, district, administrator):
    other = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    join(make_team(district), other)
    client.force_login(other)
    page = reverse("districts:administration", args=[district.slug])
    before = client.get(page).status_code

    people_actions.leave_district(person=other, district=district, by=administrator)

    other.refresh_from_db()
    assert (before, client.get(page).status_code) == (200, 302)
    assert not other.is_active
    assert not other.memberships.current().exists()
    assert not other.appointments.current().exists()


def test_who_leaves_one_of_two_districts_may_still_sign_in(district, administrator):
    person = join(make_team(district)).person
    join(make_team(make_district()), person)

    people_actions.leave_district(person=person, district=district, by=administrator)

    person.refresh_from_db()
    assert person.is_active


def test_links_of_who_leaves_open_nothing(district, administrator):
    added = people_actions.add_person(
        district=district, email="a@example.org", name="A", team=make_team(district), by=administrator
    )

    people_actions.leave_district(person=added.person, district=district, by=administrator)

    assert invitations_actions.good_invitation(added.invitation.token) is None


def test_who_left_may_be_added_again_and_keeps_the_password(district, administrator):
    person = join(make_team(district)).person
    people_actions.leave_district(person=person, district=district, by=administrator)

    added = people_actions.add_person(
        district=district, email=person.email, name="Other", team=make_team(district), by=administrator
    )

    person.refresh_from_db()
    assert (added.invitation, person.is_active, added.person) == (None, True, person)


def test_blocked_account_is_not_opened_by_adding_it(district, administrator):
    person = join(make_team(make_district()), make_person(is_active=False)).person

    people_actions.add_person(
        district=district, email=person.email, name="X", team=make_team(district), by=administrator
    )

    person.refresh_from_db()
    assert not person.is_active


def test_leaving_twice_is_refused(district, administrator):
    membership = join(make_team(district))
    teams_actions.leave_team(membership=membership, by=administrator)

    with pytest.raises(AlreadyEnded):
        teams_actions.leave_team(membership=membership, by=administrator)


def test_last_administrator_stays(district, administrator):
    with pytest.raises(LastAdministrator):
        appointments_actions.end_appointment(appointment=administrator.appointments.get(), by=administrator)
    with pytest.raises(LastAdministrator):
        people_actions.leave_district(person=administrator, district=district, by=administrator)


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMINISTRATOR, Role.INSTALLATION_ADMINISTRATOR])
def test_whoever_alone_administers_something_is_not_blocked_and_may_be_changed_otherwise(district, administrator, role):
    alone = administrator if role == Role.DISTRICT_ADMINISTRATOR else appoint(role)
    told = {"person": alone, "by": None}

    with pytest.raises(LastAdministrator if alone == administrator else LastOfInstallation):
        accounts.change_account(is_active=False, name="Not Written", **told)
    changed = [accounts.change_account(**told, name="Written"), accounts.change_account(**told, is_active=True)]

    assert [(person.name, person.is_active) for person in changed] == [("Written", True)] * 2


@pytest.mark.parametrize("other", ["blocked", "of another district", "of yesterday", "of tomorrow", "a trustee"])
def test_an_administrator_who_can_let_nobody_in_is_no_other_one(district, administrator, other):
    day = datetime.timedelta(days=1)
    held = {
        "of yesterday": {"starts_at": timezone.now() - 2 * day, "ends_at": timezone.now() - day},
        "of tomorrow": {"starts_at": timezone.now() + day},
    }
    role = Role.TRUSTEE if other == "a trustee" else Role.DISTRICT_ADMINISTRATOR
    person = make_person(is_active=other != "blocked")
    place = make_district() if other == "of another district" else district
    appoint(role, person=person, district=place, **held.get(other, {}))

    with pytest.raises(LastAdministrator):
        appointments_actions.end_appointment(appointment=administrator.appointments.get(), by=administrator)
    with pytest.raises(LastAdministrator):
        people_actions.leave_district(person=administrator, district=district, by=administrator)


def test_an_administrator_beside_whom_another_one_stands_may_go(district, administrator):
    appoint(Role.DISTRICT_ADMINISTRATOR, district=district)

    ended = appointments_actions.end_appointment(appointment=administrator.appointments.get(), by=administrator)

    assert ended.ends_at is not None


def test_name_is_corrected_for_somebody_of_this_district_alone_who_has_not_signed_in(district, administrator):
    person = people_actions.add_person(
        district=district, email="a@example.org", name="A", team=make_team(district), by=administrator
    ).person

    people_actions.correct_name(person=person, district=district, name="Corrected", by=administrator)

    assert User.objects.get(pk=person.pk).name == "Corrected"


@pytest.mark.parametrize("known_as", ["member", "member once", "trustee", "editor", "staff"])
def test_name_of_somebody_whom_another_place_knows_is_not_a_district_s_to_correct(district, administrator, known_as):
    person = make_person(name="Known", is_staff=known_as == "staff")
    person.set_unusable_password()
    person.save()
    join(make_team(district), person)
    if known_as.startswith("member"):
        elsewhere = join(make_team(make_district()), person)
        if known_as == "member once":
            teams_actions.leave_team(membership=elsewhere, by=None)
    elif known_as == "trustee":
        appoint(Role.TRUSTEE, person=person, district=make_district())
    elif known_as == "editor":
        appoint(Role.FRAMEWORK_EDITOR, person=person)

    people_actions.correct_name(person=person, district=district, name="Corrected", by=administrator)

    assert User.objects.get(pk=person.pk).name == "Known"


def test_no_link_is_made_to_an_account_that_opens_something_elsewhere_when_it_gets_a_second_team(
    district, administrator
):
    person = make_person()
    person.set_unusable_password()
    person.save()
    join(make_team(district), person)
    join(make_team(make_district()), person)

    added = people_actions.add_person(district=district, email=person.email, team=make_team(district), by=administrator)

    assert (added.invitation, person.invitations.count(), person.memberships.count()) == (None, 0, 3)


def test_person_is_in_a_team_once(district, administrator):
    membership = join(make_team(district))

    with pytest.raises(AlreadyInTeam):
        teams_actions.join_team(person=membership.person, team=membership.team, by=administrator)


def test_only_a_principal_s_role_is_of_a_school(district, administrator):
    given = {"person": make_person(), "district": district, "school": make_school(district), "by": administrator}

    held = [appointments_actions.appoint(role=role, **given) for role in (Role.PRINCIPAL, Role.SUPERINTENDENT)]

    assert [appointment.school for appointment in held] == [given["school"], None]


def test_a_role_s_end_holds_its_district_or_the_administrators_of_the_installation(district):
    held = []
    of_the_district = (Role.TRUSTEE, district), (Role.DISTRICT_ADMINISTRATOR, district)
    for role, place in ((Role.INSTALLATION_ADMINISTRATOR, None), *of_the_district):
        appointment = appoint(role, district=place).appointments.get()
        with CaptureQueriesContext(connection) as queries:
            lock_places_of([appointment])
        held.append([re.search(r'FROM "(\w+)"', query["sql"])[1] for query in queries])

    assert held == [["districts_appointment"], ["districts_district"], ["districts_district"]]


@pytest.mark.parametrize("name", ["Aspen Road", "Zinnia Road"])
def test_a_school_is_renamed_whichever_of_the_names_comes_first(district, administrator, name):
    school = make_school(district, name="Maple Road")

    schools_actions.change_school(school=school, by=administrator, name=name)

    assert district.schools.get().name == name


@pytest.mark.parametrize("of_its_own", [True, False])
def test_a_district_gives_roles_for_families_and_schools_of_its_own_alone(district, administrator, of_its_own):
    place = district if of_its_own else make_district()
    roles = [
        {"role": Role.SUPERINTENDENT, "families": [make_family(district), make_family(place)]},
        {"role": Role.PRINCIPAL, "school": make_school(place)},
    ]

    for given in roles:
        with nullcontext() if of_its_own else pytest.raises(NotYoursToAdd):
            appointments_actions.appoint(person=make_person(), district=district, by=administrator, **given)

    assert district.appointments.exclude(person=administrator).count() == (2 if of_its_own else 0)


def test_district_gives_no_role_of_the_installation(district, administrator):
    with pytest.raises(RoleNotOfTheDistrict):
        appointments_actions.appoint(
            person=administrator, role=Role.INSTALLATION_ADMINISTRATOR, district=district, by=administrator
        )


def test_role_is_held_once(district, administrator):
    with pytest.raises(AlreadyHeld):
        appointments_actions.appoint(
            person=administrator, role=Role.DISTRICT_ADMINISTRATOR, district=district, by=administrator
        )


def test_one_address_is_one_person_however_it_is_written(district, administrator):
    for email in ("Ana@Example.org", "ANA@EXAMPLE.ORG", " ana@example.org "):
        people_actions.add_person(
            district=district, email=email, name="Ana", team=make_team(district), by=administrator
        )

    assert [user.email for user in User.objects.filter(name="Ana")] == ["ana@example.org"]


def test_school_name_is_given_once_however_it_is_written(district, administrator):
    schools_actions.add_school(district=district, name="École L’Envol", by=administrator)

    with pytest.raises(NameTaken):
        schools_actions.add_school(district=district, name="École l’envol", by=administrator)
    assert schools_actions.add_school(district=make_district(), name="École L’Envol", by=administrator)


def test_school_closes_after_it_opens(district, administrator):
    school = make_school(district, opened_on=datetime.date(2026, 9, 1))

    with pytest.raises(WrongDates):
        schools_actions.close_school(school=school, last_day=datetime.date(2026, 8, 31), by=administrator)


def test_school_does_not_succeed_itself_not_even_the_long_way(district, administrator):
    one, two = make_school(district), make_school(district)
    schools_actions.close_school(school=one, last_day=district.today(), successor=two, by=administrator)

    with pytest.raises(WrongSuccessor):
        schools_actions.close_school(school=two, last_day=district.today(), successor=one, by=administrator)


def test_closed_school_gets_no_team(district, administrator):
    school = make_school(district, closed_on=district.today() - datetime.timedelta(days=1))

    with pytest.raises(SchoolIsClosed):
        teams_actions.add_team(district=district, name="T", school=school, by=administrator)


@pytest.mark.parametrize("days_left", [None, 0, 1])
def test_school_gets_a_team_and_a_principal_to_the_end_of_its_last_day(district, administrator, days_left):
    last_day = None if days_left is None else district.today() + datetime.timedelta(days=days_left)
    school = make_school(district, closed_on=last_day)

    team = teams_actions.add_team(district=district, name="T", school=school, by=administrator)
    held = appointments_actions.appoint(
        person=make_person(), role=Role.PRINCIPAL, district=district, school=school, by=administrator
    )

    assert (team.school, held.school) == (school, school)


def test_school_opens_again(district, administrator):
    school = make_school(district)
    schools_actions.close_school(
        school=school, last_day=district.today(), successor=make_school(district), by=administrator
    )

    schools_actions.reopen_school(school=school, by=administrator)

    assert (school.closed_on, school.successor) == (None, None)


def test_superintendent_of_some_families_reads_those(district, administrator):
    family = make_family(district)
    appointment = appointments_actions.appoint(
        person=make_person(), role=Role.SUPERINTENDENT, district=district, families=[family], by=administrator
    )

    assert list(appointment.families.all()) == [family]


def test_founded_district_has_a_notice_and_an_administrator_with_a_link():
    installer = appoint(Role.INSTALLATION_ADMINISTRATOR)

    founded = settings_actions.create_district(
        name="Nord",
        slug="nord",
        time_zone="America/Toronto",
        administrator_email="First@Example.org",
        administrator_name="First",
        by=installer,
    )

    person = founded.administrator.person
    assert founded.district.notice.version == 1
    assert person.has_perm("districts.administer", founded.district)
    assert invitations_actions.good_invitation(founded.invitation.token).person == person
    assert Client().get(reverse("join", args=[founded.invitation.token])).status_code == 200


@pytest.mark.parametrize(("spoken", "written"), [("en", "en"), ("en-ca", "en"), ("fr", "fr"), ("fr-ca", "fr")])
def test_the_first_notice_is_marked_with_the_language_it_is_written_in(spoken, written):
    administrator = {"administrator_email": "first@example.org", "administrator_name": "First"}

    with override(spoken):
        founded = settings_actions.create_district(
            name="Nord", slug="nord", time_zone="America/Toronto", by=None, **administrator
        )

    assert founded.district.notice.language == written


def test_notice_in_new_words_is_a_new_version(district, administrator):
    said = {"district": district, "title": "Avant de coter", "text": "Pourquoi.", "language": "fr", "by": administrator}

    first = settings_actions.change_notice(**said)
    again = settings_actions.change_notice(**said)
    third = settings_actions.change_notice(**said | {"text": "Autrement."})

    assert (first.version, again.version, third.version) == (1, 1, 2)
    district.refresh_from_db()
    assert district.notice == third


def test_nobody_is_added_without_a_team_or_a_role(district, administrator):
    with pytest.raises(NothingGiven):
        people_actions.add_person(district=district, email="a@example.org", name="A", by=administrator)
    assert not User.objects.filter(email="a@example.org").exists()
