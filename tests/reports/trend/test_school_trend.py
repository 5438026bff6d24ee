"""A school over the years: its own changes with both reasons, the district's beside them, and who reads it."""

from types import SimpleNamespace

import pytest

from assessments.record.models import RecordPractice
from districts.roles.models import Role
from tests.factories import appoint, make_district, make_edition, make_family, make_scale, make_school, make_team
from tests.reports.factories import make_crosswalk, make_year, superintendent_of
from tests.reports.test_pages import as_person, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """A school in two cycles on two editions: one practice rose, one fell, one stayed, one had no level before."""
    district, old, new, scale = make_district(), make_edition(2, 3), make_edition(2, 3), make_scale()
    rows = [("1.1", "1.1", "same"), ("1.2", "1.2", "reworded"), ("1.3", "2.1", "moved"), ("2.1", "1.3", "moved")]
    make_crosswalk(old, new, *rows)
    school = make_school(district, name="Own")
    then = make_year(district, old, scale, 1, {school: {"1.1": 2, "1.2": 4, "1.3": 3, "2.1": "no", "2.2": 1}})
    now = make_year(district, new, scale, 0, {school: {"1.1": 3, "1.2": 2, "2.1": 3, "1.3": 4, "2.2": 1}})
    for cycle, code, reason in ((then, "1.2", "It was a habit."), (now, "1.2", "People left.")):
        RecordPractice.objects.filter(cycle=cycle, practice__code=code).update(reason=reason)
    return SimpleNamespace(district=district, old=old, new=new, scale=scale, school=school, then=then, now=now)


def years(place, suffix="/"):
    return results(place.district, f"schools/{place.school.pk}/years{suffix}")


def test_a_school_reads_what_rose_fell_and_stayed_with_what_both_records_say(place):
    answer = as_person(superintendent_of(place.district)).get(years(place))
    story, page = answer.context["story"], answer.content.decode()

    changed = [one for _column, practices in story.changed for one in practices]
    assert [(one.practice.code, one.before.value, one.after.value, one.words) for one in changed] == [
        ("1.1", 2, 3, "rose by 1 level"),
        ("1.2", 4, 2, "fell by 2 levels"),
    ]
    assert [one.practice.code for _column, practices in story.one_sided for one in practices] == ["1.3"]
    # 2 and 4 became 3 and 2; in the second characteristic 3, which had stood in the first, stayed.
    assert [(row.course.written.change, tuple(row.course.change.tally)) for row in story.rows] == [
        ("−0.5", (1, 1, 0)),
        ("0.0", (0, 0, 1)),
    ]
    assert "Of 3 practices with a level in both records 1 rose, 1 fell and 1 stayed." in page
    assert "It was a habit." in page
    assert "People left." in page
    record = results(place.district, f"schools/{place.school.pk}/")
    assert f'href="{record}?cycle={place.then.pk}#p1.2"' in page
    assert f'href="{record}#p1.2"' in page


def test_the_records_page_leads_to_the_years_and_back(place):
    client = as_person(superintendent_of(place.district))
    record = results(place.district, f"schools/{place.school.pk}/")

    assert f'href="{years(place)}"' in client.get(record).content.decode()
    assert f'href="{record}"' in client.get(years(place)).content.decode()


def test_a_principal_reads_the_own_schools_years_and_no_other(place):
    other = make_school(place.district)
    principal = as_person(appoint(Role.PRINCIPAL, district=place.district, school=place.school))
    neighbour = as_person(appoint(Role.PRINCIPAL, district=place.district, school=other))

    for suffix in ("/", ".csv"):
        assert principal.get(years(place, suffix)).status_code == 200
        assert neighbour.get(years(place, suffix)).status_code == 404


def test_a_superintendent_of_some_families_reads_the_years_of_their_schools_alone(place):
    family = make_family(place.district)
    client = as_person(superintendent_of(place.district, [family]))

    assert client.get(years(place)).status_code == 404
    place.school.family = family
    place.school.save()
    assert client.get(years(place)).status_code == 200


@pytest.mark.parametrize(("others", "shown"), [(1, "–"), (2, "+0.5")])
def test_a_principal_sees_the_districts_change_where_no_other_school_is_known_by_it(others, shown):
    district, edition, scale = make_district(), make_edition(1, 2), make_scale()
    own, *rest = (make_school(district) for _number in range(others + 1))
    make_year(district, edition, scale, 1, {school: {"1.1": 2, "1.2": 2} for school in (own, *rest)})
    make_year(district, edition, scale, 0, {school: {"1.1": 2, "1.2": 3} for school in (own, *rest)})
    address = results(district, f"schools/{own.pk}/years/")

    principal = as_person(appoint(Role.PRINCIPAL, district=district, school=own))

    assert principal.get(address).context["story"].rows[0].district == shown
    assert as_person(superintendent_of(district)).get(address).context["story"].rows[0].district == "+0.5"


@pytest.mark.parametrize(("newcomers", "shown"), [(1, "–"), (2, "+0.5")])
def test_one_school_that_only_one_of_the_cycles_has_cannot_be_worked_out_by_a_principal(newcomers, shown):
    """The means of both cycles stand on the record's page: with the change of the rest, what remains is one school."""
    district, edition, scale = make_district(), make_edition(1, 2), make_scale()
    own, *rest = (make_school(district) for _number in range(3))
    make_year(district, edition, scale, 1, {school: {"1.1": 2, "1.2": 2} for school in (own, *rest)})
    new = [make_school(district) for _number in range(newcomers)]
    make_year(district, edition, scale, 0, {school: {"1.1": 2, "1.2": 3} for school in (own, *rest, *new)})
    principal = as_person(appoint(Role.PRINCIPAL, district=district, school=own))

    story = principal.get(results(district, f"schools/{own.pk}/years/")).context["story"]

    assert story.rows[0].district == shown


def test_a_school_is_compared_with_the_last_cycle_in_which_it_has_a_record(place):
    other = make_school(place.district)
    later = make_year(place.district, place.new, place.scale, -1, {other: {"1.1": 1}})
    newest = make_year(place.district, place.new, place.scale, -2, {place.school: {"1.1": 4, "1.2": 2, "2.1": 3}})
    client = as_person(superintendent_of(place.district))

    story = client.get(years(place)).context["story"]

    assert (story.cycle, story.before.cycle) == (newest, place.now)
    assert [year.cycle for year in story.years] == [place.then, place.now, newest]
    assert client.get(years(place), {"before": later.pk}).status_code == 404
    assert client.get(years(place), {"before": place.then.pk}).context["story"].before.cycle == place.then
    assert "No record in this cycle" in client.get(years(place), {"cycle": later.pk}).content.decode()


def test_one_record_alone_has_no_years_yet():
    district, school = make_district(), None
    school = make_school(district)
    make_year(district, make_edition(1, 1), make_scale(), 0, {school: {"1.1": 2}})
    client = as_person(superintendent_of(district))

    assert "The years need two records" in client.get(results(district, f"schools/{school.pk}/years/")).content.decode()


def test_two_scales_show_no_level_of_the_school(place):
    make_year(place.district, place.new, make_scale(), -1, {place.school: {"1.1": 4}})

    answer = as_person(superintendent_of(place.district)).get(years(place))

    assert answer.context["story"].other_scale
    assert "lvl-" not in answer.content.decode()


def test_the_districts_team_has_years_for_superintendents_of_the_whole_district(place):
    team = make_team(place.district, name="Leadership team")
    make_year(place.district, place.new, place.scale, -1, {None: {"1.1": 2}})
    make_year(place.district, place.new, place.scale, -2, {None: {"1.1": 3}})
    address = results(place.district, f"teams/{team.pk}/years/")

    story = as_person(superintendent_of(place.district)).get(address).context["story"]

    assert story.headline == "Of 1 practice with a level in both records 1 rose, 0 fell and 0 stayed."
    some = as_person(superintendent_of(place.district, [make_family(place.district)]))
    assert some.get(address).status_code == 404


def test_the_download_says_every_practice_of_both_records(place):
    client = as_person(superintendent_of(place.district))

    lines = b"".join(client.get(years(place, ".csv"))).decode().splitlines()

    assert lines[2] == ("1 Short 1,P1.2,Do 1.2,worded differently,4,2,Embedded,Emerging,It was a habit.,People left.")
    assert lines[3].startswith('1 Short 1,P1.3,Do 1.3,"moved to another characteristic, was 2.1",,4,No agreement,')
    assert len(lines) == 1 + 4 + 2 + 2
