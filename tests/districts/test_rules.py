"""A role of a district opens what is of that district, never what happens to have its number; an empty set is never all."""

from contextlib import nullcontext, suppress
from itertools import combinations

import pytest
import rules

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.invitations.errors import LinkNotGood
from districts.people import actions as people_actions
from districts.people.forms import PersonForm, RoleForm
from districts.roles.models import INSTALLATION_ROLES, Appointment, Role, of_whole_district
from districts.roles.roles_held import ALL_OVERSEEN, Overseen, RolesHeld
from districts.structure.models import District, Team
from people.users import User
from reports.rules import is_in_a_team_here
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_family,
    make_person,
    make_school,
    make_team,
)

pytestmark = pytest.mark.django_db
OF_A_DISTRICT = (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE, Role.PRINCIPAL)
OF_INSTALLATION = {
    "districts.open_admin",
    "districts.create_district",
    "frameworks.edit",
    "reports.read_province",
}


@pytest.fixture
def everything():
    """Somebody who holds every role of a district and of its schools, and sits in a team of it."""
    district = make_district()
    person, school = make_person(), make_school(district)
    for role in (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE):
        appoint(role, person, district)
    appoint(Role.PRINCIPAL, person, district, school)
    join(make_team(district, school), person, facilitates=True)
    return person, district, school


def allowed(person, obj):
    """The permissions that somebody has for a thing; those of a team's work cannot even be asked of what has no team."""
    asker, found = User.objects.get(pk=person.pk), set()
    for name in rules.permissions.permissions:
        with suppress(AttributeError) if name.startswith("assessments.") else nullcontext():
            found |= {name} if asker.has_perm(name, obj) else set()
    return found


def things_elsewhere(pks):
    """One of everything in another district, each under a number that something of the first one has."""
    district = make_district()
    school = make_school(district)
    team = make_team(district, school)
    cycle = make_cycle(district)
    assessment = make_assessment(cycle, team)
    things = [school, team, cycle, assessment, cycle.edition, cycle.scale, make_family(district), make_person()]
    things += [make_evidence(team), make_edition().framework, appoint(Role.TRUSTEE, district=district)]
    for thing in things:
        for pk in pks:
            thing.pk = pk
            yield thing
    for pk in pks:
        yield District(pk=pk + 100_000)


def test_no_key_of_another_thing_passes_for_a_districts(everything):
    person, district, school = everything
    pks = {district.pk, school.pk, school.teams.get().pk}

    found = {(type(thing).__name__, thing.pk): allowed(person, thing) for thing in things_elsewhere(pks)}

    assert {key: names for key, names in found.items() if names} == {}
    assert len(rules.permissions.permissions) > 15


def test_their_own_district_is_opened(everything):
    person, district, school = everything

    assert {"districts.administer", "reports.read_results", "reports.read_board"} <= allowed(person, district)
    assert "reports.read_school" in allowed(person, school)


def test_a_permission_says_in_words_whom_it_is_given(everything):
    person, district, _school = everything
    said = {name: rules.permissions.permissions[name].name for name in allowed(person, district)}

    assert said["reports.read_mirror"] == said["reports.write_board"] == "oversees the whole district"


@pytest.mark.parametrize("pair", list(combinations((*OF_A_DISTRICT, "team"), 2)))
def test_two_roles_open_what_each_of_them_opens_and_nothing_of_an_earlier_district(pair):
    earlier, district = make_district(), make_district(pk=70_000)
    school = make_school(district)
    team = make_team(district, school)

    def opened(*roles):
        person = make_person()
        for role in roles:
            if role == "team":
                join(team, person)
            else:
                appoint(role, person, district, school if role == Role.PRINCIPAL else None)
        assert allowed(person, earlier) == set()
        return {(name, thing) for thing in (district, school) for name in allowed(person, thing)}

    one, other = (opened(role) for role in pair)
    assert one
    assert other
    assert opened(*pair) == one | other


def test_a_permission_of_a_district_is_had_of_no_district_at_all_by_nobody(everything):
    person, _district, _school = everything
    above = make_person()
    for role in INSTALLATION_ROLES:
        appoint(role, above)

    assert allowed(person, None) == set()
    assert allowed(above, None) == OF_INSTALLATION
    assert is_in_a_team_here(person, None) is False


# -- An empty set is never all -------------------------------------------------------------------------------


def test_a_superintendent_of_families_reads_none_when_they_are_gone():
    district = make_district()
    family, person = make_family(district), make_person()
    appointments_actions.appoint(person=person, role=Role.SUPERINTENDENT, district=district, families=[family], by=None)
    key, before = family.pk, RolesHeld(person).overseen_in(district.pk)

    family.delete()

    assert before == Overseen(frozenset({key}))
    assert RolesHeld(person).overseen_in(district.pk) == Overseen()
    assert not Appointment.objects.filter(of_whole_district()).exists()


def test_a_superintendent_of_the_whole_district_reads_all_of_it():
    district, person = make_district(), make_person()
    appointments_actions.appoint(person=person, role=Role.SUPERINTENDENT, district=district, by=None)

    assert RolesHeld(person).overseen_in(district.pk) == ALL_OVERSEEN
    assert Appointment.objects.filter(of_whole_district()).exists()


def test_no_family_is_no_school_and_all_has_to_be_said():
    district = make_district()
    here = make_school(district, family=make_family(district))
    make_team(district, here)
    of_family = Overseen(frozenset({here.family_id}))

    def read(overseen):
        return here.family_id in overseen, None in overseen, Team.objects.filter(overseen.schools("school")).exists()

    assert read(Overseen()) == (False, False, False)
    assert read(of_family) == (True, False, True)
    assert read(ALL_OVERSEEN) == (True, True, True)


def test_a_role_that_was_offered_for_a_family_is_not_given_for_all_when_it_is_gone():
    district = make_district()
    family, stranger = make_family(district), make_person()
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    added = people_actions.add_person(
        district=district, email=stranger.email, by=administrator, role=Role.SUPERINTENDENT, families=[family]
    )
    family.delete()

    with pytest.raises(LinkNotGood):
        invitations_actions.accept_joining(token=added.invitation.token, by=stranger)
    assert not Appointment.objects.filter(person=stranger).exists()


@pytest.mark.parametrize("form", [RoleForm, PersonForm])
@pytest.mark.parametrize(
    ("typed", "is_valid"),
    [
        ({}, False),
        ({"whole_district": "on"}, True),
        ({"families": ["1"]}, True),
        ({"families": ["1"], "whole_district": "on"}, False),
        ({"families": ["9999999"]}, False),
    ],
    ids=["neither", "all", "some", "both", "unknown"],
)
def test_a_superintendent_is_of_all_or_of_some_in_so_many_words(form, typed, is_valid):
    district = make_district()
    family = make_family(district)
    typed = {name: [str(family.pk)] if value == ["1"] else value for name, value in typed.items()}

    filled = form({"role": "superintendent", "email": "a@example.org", "name": "A", **typed}, district=district)

    assert filled.is_valid() is is_valid
    assert "whole_district" not in filled.cleaned_data
    assert is_valid or "families" in filled.errors


def test_a_district_without_families_asks_nothing_of_them():
    filled = RoleForm({"role": "superintendent"}, district=make_district())

    assert filled.is_valid()
    assert {"families", "whole_district"} & set(filled.fields) == set()
