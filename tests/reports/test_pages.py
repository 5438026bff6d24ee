"""Who reads which report, and what stands there."""

import pytest
from django.test import Client

from districts.roles.models import Role
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_family,
    make_school,
    make_team,
)

from .factories import add_school, make_published, make_record, superintendent_of

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def results(district, place=""):
    return f"/districts/{district.slug}/results/{place}"


@pytest.fixture
def cycle():
    return make_published()


@pytest.fixture
def district(cycle):
    return cycle.district


@pytest.fixture
def superintendent(district):
    return as_person(superintendent_of(district))


def test_the_results_name_every_school(cycle, district, superintendent):
    school = add_school(cycle, ALL_FOUR, name="École des Pionniers")

    page = superintendent.get(results(district)).content.decode()

    assert f'href="{results(district)}schools/{school.pk}/"' in page
    assert 'aria-label="École des Pionniers, 1 Short 1: level 2.3, 4 of 4 practices agreed"' in page


def test_names_are_text_and_never_markup(cycle, district, superintendent):
    add_school(cycle, ALL_FOUR, name='<b onclick="x">A & B')

    page = superintendent.get(results(district)).content.decode()

    assert "<b onclick" not in page
    assert "&lt;b onclick=&#34;x&#34;&gt;A &amp; B" in page


def test_before_the_first_publication_the_page_says_what_happens_next():
    cycle = make_cycle(make_district())
    add_school(cycle, {"1.1": 2}, name="Hidden for now")

    answer = as_person(superintendent_of(cycle.district)).get(results(cycle.district))

    assert answer.status_code == 200
    assert "Hidden for now" not in answer.content.decode()
    assert "1 of 1 teams have a record" in answer.content.decode()


@pytest.mark.parametrize("place", ["characteristics/1/", "../results.csv", "chart.json", "board.csv"])
def test_before_the_first_publication_there_is_nothing_to_read(place):
    cycle = make_cycle(make_district())
    add_school(cycle, {"1.1": 2})

    answer = as_person(superintendent_of(cycle.district)).get(
        results(cycle.district, place).replace("/results/../", "/")
    )

    assert answer.status_code == 404


def test_a_cycle_that_is_not_published_cannot_be_named(cycle, district, superintendent):
    unpublished = make_cycle(district, edition=cycle.edition)
    add_school(unpublished, ALL_FOUR)

    assert superintendent.get(results(district), {"cycle": unpublished.pk}).status_code == 404


@pytest.mark.parametrize(
    "address", ["?cycle=x", "?cycle=99999999999999999999", "?family=-1", "?family=0", "?measure=median"]
)
def test_what_is_not_there_is_404(district, superintendent, address):
    assert superintendent.get(results(district, address)).status_code == 404


def test_a_family_without_a_record_gives_an_empty_table(cycle, district, superintendent):
    add_school(cycle, ALL_FOUR, name="Elsewhere")
    family = make_family(district)

    answer = superintendent.get(results(district), {"family": family.pk})

    assert answer.status_code == 200
    assert "No school to show here" in answer.content.decode()


def test_another_district_is_404(district):
    stranger = as_person(superintendent_of(make_district()))

    for place in ("", "characteristics/1/", "board/", "schools/1/", "chart.json"):
        assert stranger.get(results(district, place)).status_code == 404


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE, Role.PRINCIPAL])
def test_only_superintendents_read_the_heatmap(cycle, district, role):
    school = add_school(cycle, ALL_FOUR) if role == Role.PRINCIPAL else None
    client = as_person(appoint(role, district=district, school=school))

    for place in ("", "characteristics/1/", "chart.json"):
        assert client.get(results(district, place)).status_code == 403


def test_a_superintendent_of_some_families_reads_only_their_schools(cycle, district):
    own, other = make_family(district, name="Own"), make_family(district, name="Other")
    mine = add_school(cycle, ALL_FOUR, family=own, name="Mine")
    theirs = add_school(cycle, dict.fromkeys(ALL_FOUR, 4), family=other, name="Theirs")
    client = as_person(superintendent_of(district, [own]))

    for place in ("", "characteristics/1/", "?measure=evidence"):
        page = client.get(results(district, place)).content.decode()
        assert "Mine" in page
        assert "Theirs" not in page
    assert "level 3.1, mean of 2 schools" in client.get(results(district)).content.decode()
    assert client.get(results(district, f"schools/{mine.pk}/")).status_code == 200
    assert client.get(results(district, f"schools/{theirs.pk}/")).status_code == 404
    assert client.get(results(district), {"family": other.pk}).status_code == 404
    assert "Theirs" not in b"".join(client.get(f"/districts/{district.slug}/results.csv")).decode()


def test_the_district_teams_record_is_for_superintendents_of_the_whole_district(cycle, district, superintendent):
    team = make_team(district, name="Leadership team")
    make_record(make_assessment(cycle, team), ALL_FOUR)
    some = as_person(superintendent_of(district, [make_family(district)]))

    assert superintendent.get(results(district, f"teams/{team.pk}/")).status_code == 200
    assert some.get(results(district, f"teams/{team.pk}/")).status_code == 404
    assert "Leadership team" not in some.get(results(district)).content.decode()


def test_a_principal_reads_the_own_school_and_no_other(cycle, district):
    own, other = add_school(cycle, ALL_FOUR, name="Own"), add_school(cycle, ALL_FOUR, name="Next door")
    client = as_person(appoint(Role.PRINCIPAL, district=district, school=own))

    page = client.get(results(district, f"schools/{own.pk}/"))

    assert page.status_code == 200
    assert "Next door" not in page.content.decode()
    assert client.get(results(district, f"schools/{other.pk}/")).status_code == 404


@pytest.mark.parametrize(("others", "shown"), [(1, "–"), (2, "2.8")])
def test_a_principal_sees_the_districts_figure_where_no_other_school_is_known_by_it(cycle, district, others, shown):
    own = add_school(cycle, ALL_FOUR, name="Own")
    for _number in range(others):
        add_school(cycle, {"1.1": 3, "1.2": 3, "1.3": 3, "1.4": 3})
    client = as_person(appoint(Role.PRINCIPAL, district=district, school=own))

    report = client.get(results(district, f"schools/{own.pk}/")).context["report"]

    assert report.sections[0].figures[0].district == shown


@pytest.mark.parametrize(("others", "shown"), [(4, ""), (5, "2.0 to 2.0")])
def test_a_range_is_shown_over_at_least_five_other_schools(cycle, district, superintendent, others, shown):
    own = add_school(cycle, ALL_FOUR)
    for _number in range(others):
        add_school(cycle, dict.fromkeys(ALL_FOUR, 2))

    report = superintendent.get(results(district, f"schools/{own.pk}/")).context["report"]

    assert report.sections[0].figures[0].range == shown


def test_a_school_without_a_record_in_the_cycle_says_so(district, superintendent):
    answer = superintendent.get(results(district, f"schools/{make_school(district).pk}/"))

    assert "No record in this cycle" in answer.content.decode()


def test_trustees_see_the_district_and_no_school(cycle, district):
    add_school(cycle, ALL_FOUR, name="First school")
    add_school(cycle, ALL_FOUR, name="Second school")
    client = as_person(appoint(Role.TRUSTEE, district=district))

    page = client.get(results(district, "board/")).content.decode()

    assert "2.3" in page
    assert "First school" not in page


def test_one_school_alone_is_not_known_by_the_districts_figure(cycle, district):
    add_school(cycle, ALL_FOUR)
    client = as_person(appoint(Role.TRUSTEE, district=district))

    assert client.get(results(district, "board/")).context["board"].rows[0].row.level is None


def test_the_province_shows_each_districts_newest_cycle_and_no_school(cycle, district):
    for _number in range(2):
        add_school(cycle, ALL_FOUR, name=f"School of the north {_number}")
    add_school(make_published(), ALL_FOUR)
    client = as_person(appoint(Role.PROVINCE_VIEWER))

    answer = client.get("/province/")
    rows = {row.cycle.district: row.cells[0].text for table in answer.context["tables"] for row in table.rows}

    assert rows[district] == "2.3"
    assert sorted(rows.values()) == ["2.3", "–"]
    assert "School of the north" not in answer.content.decode()
    assert client.get(results(district)).status_code == 404


def test_the_province_is_for_its_viewers(superintendent):
    assert superintendent.get("/province/").status_code == 403


def test_progress_counts_people_and_answers(district):
    cycle = make_cycle(district)
    school = make_school(district, name="Underway")
    team = make_team(district, school, members=2)
    make_assessment(cycle, team)
    client = as_person(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))

    progress = client.get(f"/districts/{district.slug}/progress/").context["progress"]

    assert [(row.name, row.people, row.answered, row.expected) for row in progress.rows] == [("Underway", 2, 0, 12)]


def test_a_principal_sees_the_own_schools_progress_alone(district):
    cycle = make_cycle(district)
    own, other = make_school(district, name="Own"), make_school(district, name="Other")
    for school in (own, other, None):
        make_assessment(cycle, make_team(district, school))
    client = as_person(appoint(Role.PRINCIPAL, district=district, school=own))

    progress = client.get(f"/districts/{district.slug}/progress/").context["progress"]

    assert [row.name for row in progress.rows] == ["Own"]


def test_a_member_reads_no_report(cycle, district):
    member = join(make_team(district)).person

    for place in ("", "board/", "../progress/"):
        address = results(district, place).replace("/results/../", "/")
        assert as_person(member).get(address).status_code == 403
