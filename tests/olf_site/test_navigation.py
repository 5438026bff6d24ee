"""The bar's places: who sees which, and that each opens for whom it is shown."""

import pytest
import rules

from districts.roles.models import INSTALLATION_ROLES, Role
from districts.roles.roles_held import RolesHeld
from olf_site.navigation import NAVIGATION, entries_for
from tests.factories import appoint, join, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db
EVERYBODY = ["My work", "Frameworks"]
SEEN = {
    "nobody": [],
    "member": ["Assessments"],
    Role.SUPERINTENDENT: ["District"],
    Role.PRINCIPAL: ["School"],
    Role.TRUSTEE: ["District"],
    Role.PROVINCE_VIEWER: ["Province"],
    Role.DISTRICT_ADMINISTRATOR: ["Cycles", "Administration"],
    Role.INSTALLATION_ADMINISTRATOR: ["Installation"],
    Role.FRAMEWORK_EDITOR: [],
}


def person_who(what):
    district = make_district()
    if what == "nobody":
        return make_person()
    if what == "member":
        return join(make_team(district)).person
    if what in INSTALLATION_ROLES:
        return appoint(what)
    return appoint(what, district=district, school=make_school(district) if what == Role.PRINCIPAL else None)


def seen_by(person):
    return [str(label) for label, _url in entries_for(RolesHeld(person))]


@pytest.mark.parametrize("what", SEEN)
def test_each_role_sees_its_places_and_each_opens(client, what):
    person = person_who(what)
    client.force_login(person)

    assert sorted(seen_by(person)) == sorted(EVERYBODY + SEEN[what])
    for label, url in entries_for(RolesHeld(person)):
        assert client.get(url).status_code == 200, f"“{label}” is in the bar of who may not open {url}"


def test_every_role_is_asked_for():
    assert {what for what in SEEN if what in Role.values} == set(Role), (
        "a new role is named in SEEN above, with the places in the bar that its permissions open"
    )


def test_who_reads_results_in_several_places_has_one_entry_for_them():
    district = make_district()
    person = appoint(Role.SUPERINTENDENT, district=district)
    appoint(Role.PRINCIPAL, person, district, make_school(district))
    appoint(Role.PROVINCE_VIEWER, person)

    assert seen_by(person) == ["My work", "District", "Frameworks"]


def test_a_place_goes_with_its_permission(monkeypatch):
    person = person_who(Role.PRINCIPAL)
    monkeypatch.setitem(rules.permissions.permissions, "reports.read_school", rules.always_false)

    assert seen_by(person) == EVERYBODY


def test_an_account_that_may_everything_has_the_places_of_its_roles_only():
    person = appoint(Role.FRAMEWORK_EDITOR)
    person.is_superuser = True

    assert seen_by(person) == EVERYBODY


def test_no_two_places_share_an_address():
    assert len({entry.name for entry in NAVIGATION}) == len(NAVIGATION)
