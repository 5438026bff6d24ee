"""Progress: who can meet, is meeting, is done, by school and family; counted from answers and dates, never from levels."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.cycles.models import Assessment
from districts.roles.models import Role
from districts.roles.roles_held import RolesHeld
from reports.progress.export import progress_table
from reports.progress.value import assessments_read_by, progress_of
from tests.factories import (
    appoint,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_school,
    make_team,
    practices_of,
    team_says,
)
from tests.reports.factories import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    """Two practices to answer."""
    return make_cycle(make_district(), edition=make_edition(1, 2))


def add_team(cycle, *answered, family=None, name=None, **fields):
    """A school's team: how many of the two practices each of its people has answered."""
    named = {"name": name} if name else {}
    team = make_team(cycle.district, make_school(cycle.district, family=family, **named), members=len(answered))
    assessment = make_assessment(cycle, team, **fields)
    for place, practice in enumerate(practices_of(assessment)):
        team_says(assessment, practice, *("?" if place < count else None for count in answered))
    return assessment


def progress(cycle, role=Role.DISTRICT_ADMINISTRATOR, **where):
    person = appoint(role, district=cycle.district, **where)
    return progress_of(cycle, assessments_read_by(RolesHeld(person), cycle))


def of(cycle):
    (row,) = progress(cycle).rows
    return row.ready, row.meeting


@pytest.mark.parametrize(
    ("answered", "ready"), [((2, 2), True), ((2, 1), False), ((0, 0), False), ((), False)], ids=str
)
def test_a_team_is_ready_to_meet_when_everybody_has_answered_everything(cycle, answered, ready):
    add_team(cycle, *answered)

    assert of(cycle) == (ready, False)


def test_a_team_is_ready_to_meet_when_its_last_day_has_passed(cycle):
    yesterday = cycle.district.today() - datetime.timedelta(days=1)
    add_team(cycle, 2, 0)
    cycle.closes_on = yesterday
    cycle.save()
    over = of(cycle)

    Assessment.objects.update(extended_to=yesterday + datetime.timedelta(days=5))

    assert over == (True, False)
    assert of(cycle) == (False, False)


def test_a_team_in_its_meeting_is_no_longer_waiting_for_it_nor_after_the_last_day(cycle):
    add_team(cycle, 2, 2, meeting_started_at=timezone.now())
    in_time = of(cycle)

    cycle.closes_on = cycle.district.today() - datetime.timedelta(days=1)
    cycle.save()

    assert in_time == of(cycle) == (False, True)


def test_a_team_that_is_done_is_neither(cycle):
    add_team(cycle, 2, ended_at=timezone.now(), ended_reason="Moved")
    make_record(add_team(cycle, 2, meeting_started_at=timezone.now()), {"1.1": 4})

    assert [(row.ready, row.meeting) for row in progress(cycle).rows] == [(False, False)] * 2


def test_a_cycle_that_has_not_opened_waits_for_its_first_day(cycle):
    add_team(cycle, 2, 2)
    cycle.opens_on = cycle.district.today() + datetime.timedelta(days=1)
    cycle.save()

    assert of(cycle) == (False, False)


def test_families_say_how_many_are_ready_meeting_and_closed(cycle):
    north, south = make_family(cycle.district, name="North"), make_family(cycle.district, name="South")
    add_team(cycle, 2, family=north, name="Ready")
    add_team(cycle, 2, 2, family=north, meeting_started_at=timezone.now())
    add_team(cycle, 1, family=north)
    make_record(add_team(cycle, 2, family=south), {"1.1": 4})
    add_team(cycle, 2, family=south, ended_at=timezone.now(), ended_reason="Moved")

    shown = progress(cycle)

    counts = [(f.name, f.teams, f.ready, f.meeting, f.closed, f.ended) for f in shown.groups]
    assert counts == [("North", 3, 1, 1, 0, 0), ("South", 2, 0, 0, 1, 1)]
    assert (shown.teams, shown.ready, shown.meeting, shown.closed, shown.finished) == (5, 1, 1, 1, 2)
    assert [row[2] for row in progress_table(shown).rows if row[-1]] == ["Ready"]


def test_a_superintendent_of_some_families_counts_only_those(cycle):
    own = make_family(cycle.district, name="Own")
    add_team(cycle, 2, family=own)
    add_team(cycle, 2, family=make_family(cycle.district))

    shown = progress(cycle, Role.SUPERINTENDENT, families=[own])

    assert (shown.teams, shown.ready, [family.name for family in shown.groups]) == (1, 1, ["Own"])


def test_names_and_counts_are_drawn_as_text_and_never_as_markup(cycle):
    add_team(cycle, 2, 1, name='<b onclick="x">A & B')

    drawn = render_to_string("reports/progress/_teams.jinja", {"progress": progress(cycle)})

    assert '<th scope="row">&lt;b onclick=&#34;x&#34;&gt;A &amp; B</th>' in drawn
    assert '<span class="num nowrap">3 of 4</span><progress class="meter" value="3" max="4"' in drawn
