"""Who reads a team's record: the permission, the list and the query say the same of every record, made from one rule."""

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.record.models import Record
from districts.roles.models import Role
from districts.roles.roles_held import Overseen
from reports.figures.records import read_cycle
from reports.record_readers import RecordsRead, reads_records_in, records_read_by
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_person,
    make_school,
    make_team,
)
from tests.reports.factories import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Published records of the district's team and of three schools: two in families, one in none."""
    district = make_district()
    north, south = make_family(district, name="North"), make_family(district, name="South")
    cycle = make_cycle(district, make_edition(characteristics=1, practices=1), published_at="2026-01-01T00:00Z")
    schools = {
        name: make_school(district, name=name, family=family)
        for name, family in (("Oak", north), ("Elm", south), ("Ash", None))
    }
    teams = {name: make_team(district, school) for name, school in schools.items()} | {"District": make_team(district)}
    for team in teams.values():
        make_record(make_assessment(cycle, team), {})
    return district, cycle, {"north": north, "south": south}, schools, teams


def person_who(what, world):
    district, _cycle, families, schools, teams = world
    elsewhere = make_district()
    given = {
        "superintendent": lambda: appoint(Role.SUPERINTENDENT, district=district),
        "superintendent of the north": lambda: appoint(
            Role.SUPERINTENDENT, district=district, families=[families["north"]]
        ),
        "superintendent elsewhere": lambda: appoint(Role.SUPERINTENDENT, district=elsewhere),
        "principal of Ash": lambda: appoint(Role.PRINCIPAL, district=district, school=schools["Ash"]),
        "trustee": lambda: appoint(Role.TRUSTEE, district=district),
        "administrator": lambda: appoint(Role.DISTRICT_ADMINISTRATOR, district=district),
        "member": lambda: join(teams["Oak"]).person,
    }
    return given[what]() if what in given else make_person()


READS = {
    "superintendent": {"Oak", "Elm", "Ash", "District"},
    "superintendent of the north": {"Oak"},
    "superintendent elsewhere": set(),
    "principal of Ash": {"Ash"},
    "trustee": set(),
    "administrator": set(),
    "member": set(),
    "nobody": set(),
}


@pytest.mark.parametrize("what", READS)
def test_permission_list_and_query_are_of_one_rule(world, what):
    district, cycle, _families, schools, _teams = world
    person = person_who(what, world)
    read = records_read_by(person, district.pk)
    records = read_cycle(cycle)
    names = {school.pk: name for name, school in schools.items()}

    listed = {
        names.get(entry.school_pk, "District") for entry in (*records.schools, *records.teams) if read.of_entry(entry)
    }
    queried = {
        names.get(pk, "District")
        for pk in Record.objects.published().filter(read.records, district=district).values_list("school", flat=True)
    }
    permitted = {name for name, school in schools.items() if person.has_perm("reports.read_school", school)}

    followed = {
        names.get(assessment.school_id, "District")
        for assessment in cycle.assessments.select_related("school")
        if read.of_assessment(assessment)
    }

    assert listed == queried == followed == READS[what]
    assert permitted == READS[what] - {"District"}
    assert person.has_perm("reports.read_records", district) == bool(READS[what])
    assert person.has_perm("reports.read_progress", district) == (bool(READS[what]) or what == "administrator")


def test_nothing_that_is_said_of_nobody_opens_anything(world):
    """Neither a person without a role nor an empty set of families or schools means all of them."""
    nobody = RecordsRead()
    assert not nobody.of_school(None, None)
    assert not nobody.of_school(7, None)
    assert not Record.objects.filter(nobody.records).exists()
    assert records_read_by(AnonymousUser(), world[0].pk) == nobody
    assert not reads_records_in(AnonymousUser(), world[0].pk)


def test_a_school_without_a_family_is_read_by_no_superintendent_of_families(world):
    """A family that is not there is none of those given to somebody, on lists as in queries."""
    read = RecordsRead(Overseen(frozenset({world[2]["north"].pk})))
    assert not read.of_school(world[3]["Ash"].pk, None)
    assert [record.school for record in Record.objects.filter(read.records)] == [world[3]["Oak"]]
