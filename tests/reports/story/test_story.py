"""The story behind a cell: what the team said of each practice, on what evidence, and a cycle earlier."""

import datetime

import pytest
from django.test import Client

from assessments.record.models import RecordEvidence, RecordPractice
from districts.roles.models import Role
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from tests.factories import (
    appoint,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_scale,
    make_team,
)
from tests.reports.factories import add_school, make_record, publish, superintendent_of

pytestmark = pytest.mark.django_db
LEVELS = {"1.1": 2, "1.2": 3, "1.3": "?", "1.4": 4}


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def cycle(district):
    return publish(make_cycle(district, edition=make_edition(2, 4)))


@pytest.fixture
def school(cycle):
    return add_school(cycle, LEVELS, name="École des Pionniers")


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def superintendent(district):
    return as_person(superintendent_of(district))


def address(school, number=1):
    return f"/districts/{school.district.slug}/results/characteristics/{number}/schools/{school.pk}/"


def before(cycle, school, levels, **fields):
    """The school's record of a published cycle a year earlier."""
    then = cycle.opens_on - datetime.timedelta(days=365)
    fields = {"edition": cycle.edition, "scale": cycle.scale, "name": "Before", **fields}
    earlier = make_cycle(cycle.district, opens_on=then, closes_on=then + datetime.timedelta(days=30), **fields)
    make_record(make_assessment(earlier, school.teams.get()), levels)
    return publish(earlier)


def story_of(client, school):
    return client.get(address(school)).context["story"]


def test_the_story_says_how_many_practices_stand_where(cycle, school, superintendent):
    story = story_of(superintendent, school)

    assert [number for _level, number in story.distribution] == [0, 1, 1, 1]
    assert story.other_outcomes == (("Not enough information", 1),)
    assert (story.agreed, story.applicable) == (3, 4)


def test_every_measure_stands_there_with_its_extent_and_the_districts(cycle, school, superintendent):
    add_school(cycle, dict.fromkeys(LEVELS, 2))

    told = {
        figure.label: (figure.text, figure.extent, figure.district)
        for figure in story_of(superintendent, school).figures
    }

    assert told["Level"] == ("3.0", "3 of 4 practices agreed", "2.5")
    assert told["Evidence"] == ("0 %", "0 of 4 practices", "0 %")


def test_reason_dissent_and_evidence_are_told(cycle, school, superintendent):
    first = RecordPractice.objects.get(record__school=school, practice__code="1.1")
    RecordPractice.objects.filter(pk=first.pk).update(reason="It depends on one person.", dissent="One sees more.")
    piece = RecordEvidence.objects.create(
        record=first.record, title="Minutes of May", carrier="note", kind="data", rung="doing", note="Yes"
    )
    piece.practices.set([first.practice])

    page = superintendent.get(address(school)).content.decode()

    for words in ("It depends on one person.", "One sees more.", "Minutes of May"):
        assert words in page


def test_the_panel_is_the_pages_own_part(school, superintendent):
    part = superintendent.get(address(school), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert part.strip().startswith("<article")
    assert "École des Pionniers" in part


def test_the_cycle_before_says_what_rose_fell_and_stayed(cycle, school, superintendent):
    before(cycle, school, {"1.1": 1, "1.2": 3, "1.3": 2, "1.4": "no"})

    story = story_of(superintendent, school)
    told = {practice.now.code: practice.before for practice in story.practices}

    assert (story.earlier.rose, story.earlier.fell, story.earlier.stayed, story.earlier.compared) == (1, 0, 1, 2)
    assert (told["1.1"].change, told["1.1"].words) == ("rose", "1 Not yet evident")
    assert (told["1.3"].change, told["1.3"].value) == (None, 2)
    assert (told["1.4"].change, told["1.4"].words) == (None, "No agreement")


def test_a_practice_is_followed_through_the_crosswalk_where_it_has_one_counterpart(cycle, school, superintendent):
    older = make_edition(2, 4)
    now, then = (
        {p.code: p for p in Practice.objects.filter(characteristic__edition=e)} for e in (cycle.edition, older)
    )
    sides = {"from_edition": older, "to_edition": cycle.edition}
    for was, is_now, relation in (
        ("1.1", "1.1", "same"),
        ("2.1", "1.2", "moved"),
        ("1.3", "1.3", "split"),
        ("1.3", "1.4", "split"),
    ):
        Crosswalk.objects.create(from_practice=then[was], to_practice=now[is_now], relation=relation, **sides)
    before(cycle, school, {"1.1": 3, "2.1": 1, "1.3": 1}, edition=older)

    told = {
        practice.now.code: practice.before and practice.before.change
        for practice in story_of(superintendent, school).practices
    }

    assert told == {"1.1": "fell", "1.2": "rose", "1.3": None, "1.4": None}


def test_levels_of_another_scale_are_not_compared(cycle, school, superintendent):
    before(cycle, school, {"1.1": 1}, scale=make_scale())

    page = superintendent.get(address(school)).content.decode()

    assert "Cycle Before used another scale" in page


def test_a_later_cycle_is_not_the_one_before(cycle, school, superintendent, district):
    earlier = before(cycle, school, {"1.1": 1})

    story = superintendent.get(address(school), {"cycle": earlier.pk}).context["story"]

    assert story.earlier is None


def test_a_school_without_a_record_in_the_cycle_has_no_story(cycle, superintendent, district):
    other = add_school(make_cycle(district, edition=cycle.edition), LEVELS)

    assert superintendent.get(address(other)).status_code == 404


def test_a_characteristic_that_is_not_there_has_no_story(school, superintendent):
    assert superintendent.get(address(school, 9)).status_code == 404


def test_a_superintendent_of_some_families_reads_their_stories_only(cycle, school, district):
    own = make_family(district)
    mine = add_school(cycle, LEVELS, family=own)
    client = as_person(superintendent_of(district, [own]))
    team = make_team(district, name="Leadership team")
    make_record(make_assessment(cycle, team), LEVELS)
    of_team = f"/districts/{district.slug}/results/characteristics/1/teams/{team.pk}/"

    assert [client.get(place).status_code for place in (address(mine), address(school), of_team)] == [200, 404, 404]
    assert as_person(superintendent_of(district)).get(of_team).status_code == 200


def test_stories_are_for_superintendents(school, district):
    principal = as_person(appoint(Role.PRINCIPAL, district=district, school=school))

    assert principal.get(address(school)).status_code == 403
