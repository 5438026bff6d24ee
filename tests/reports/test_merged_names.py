"""What a process keeps of closed records knows whose they are when look-alikes are made one."""

import pytest

from assessments.look_alikes import actions
from districts.structure.models import School, Team
from reports.figures.records import read_cycle
from tests.factories import make_person, make_school, make_team

from .factories import make_published

pytestmark = pytest.mark.django_db


def keys_of(cycle):
    found = read_cycle(cycle)
    return [entry.key for entry in (*found.schools, *found.teams)]


def test_a_record_is_its_school_s_after_a_merger_though_it_was_read_before():
    cycle = make_published(schools=1)
    school = cycle.records.get().school
    stays = make_school(cycle.district, name=f"{school.name}\u00a0", namesake=1)
    assert keys_of(cycle) == [f"s{school.pk}"]

    actions.merge(district=cycle.district, kind="school", pk=stays.pk, by=make_person())

    assert keys_of(cycle) == [f"s{stays.pk}"]
    assert not School.objects.filter(pk=school.pk).exists()


def test_a_record_of_the_district_s_team_too():
    cycle = make_published(schools=1)
    record = cycle.records.get()
    team = record.assessment.team
    for row in (record, record.assessment, team):
        row.school = None
        row.save()
    stays = make_team(cycle.district, name=f"{team.name}\u00a0", namesake=1)
    assert keys_of(cycle) == [f"t{team.pk}"]

    actions.merge(district=cycle.district, kind="team", pk=stays.pk, by=make_person())

    assert keys_of(cycle) == [f"t{stays.pk}"]
    assert not Team.objects.filter(pk=team.pk).exists()
