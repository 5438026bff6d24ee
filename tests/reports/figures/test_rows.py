"""How a table of schools is arranged: by family, by name, families alone; what is looked for; never by level."""

import csv
import io

import pytest
from django.test import Client

from reports.figures.records import read_cycle
from reports.heatmap.practices import practices_of
from reports.heatmap.value import heatmap_of
from tests.factories import make_cycle, make_district, make_edition, make_family
from tests.reports.factories import add_school, publish, superintendent_of

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


@pytest.fixture
def cycle():
    """Three schools whose order by family, by name and by level are three different orders."""
    cycle = make_cycle(make_district(), edition=make_edition(2, 4))
    ridge, lake = make_family(cycle.district, name="Ridge"), make_family(cycle.district, name="Lake")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 2), family=ridge, name="Élan")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 4), family=lake, name="Oak Park")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 1), family=lake, name="Zephyr")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 3), name="Alone")
    return publish(cycle)


@pytest.fixture
def results(cycle):
    """A function: what a superintendent is answered under the results' address."""
    client = Client()
    client.force_login(superintendent_of(cycle.district))
    return lambda place, **headers: client.get(f"/districts/{cycle.district.slug}/results{place}", headers=headers)


def names(table):
    return [row.name for row in table.rows]


def test_schools_by_family_are_the_first_arrangement(cycle):
    shown = heatmap_of(read_cycle(cycle))

    assert names(shown) == ["District", "Lake", "Oak Park", "Zephyr", "Ridge", "Élan", "Alone"]


def test_schools_by_name_are_one_list_without_families_rows(cycle):
    shown = heatmap_of(read_cycle(cycle), rows="by-name")

    assert names(shown) == ["District", "Alone", "Élan", "Oak Park", "Zephyr"]
    assert not shown.has_means


def test_families_alone_stand_under_the_district_with_their_figures(cycle):
    shown = heatmap_of(read_cycle(cycle), rows="families")
    lake, ridge = shown.rows[1:]

    assert names(shown) == ["District", "Lake", "Ridge"]
    # (4 + 1) / 2; in Ridge fewer than two schools remain.
    assert [lake.cells[0].text, ridge.cells[0].text] == ["2.5", "–"]
    assert [lake.note, ridge.note] == ["(2 schools)", "(1 school)"]


def test_a_familys_cell_leads_to_its_schools(cycle):
    family = cycle.district.families.get(name="Lake")
    shown = heatmap_of(read_cycle(cycle), rows="families", query="?rows=families")

    base = f"/districts/{cycle.district.slug}/results/"
    assert shown.rows[1].href == f"{base}?family={family.pk}"
    assert shown.rows[1].cells[1].href == f"{base}characteristics/2/?rows=families&family={family.pk}"


def test_the_practices_of_a_characteristic_are_arranged_alike(cycle):
    records = read_cycle(cycle)

    assert names(practices_of(records, 1)) == ["Oak Park", "Zephyr", "Élan", "Alone"]
    assert names(practices_of(records, 1, rows="by-name")) == ["Alone", "Élan", "Oak Park", "Zephyr"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("elan", ["Élan"]), ("PARK oak", ["Oak Park"]), ("e", ["Zephyr", "Élan", "Alone"]), ("’", None), ("x", [])],
)
def test_a_school_is_found_by_words_of_its_name(cycle, words, expected):
    table = practices_of(read_cycle(cycle), 1, find=words)

    assert names(table) == (["Oak Park", "Zephyr", "Élan", "Alone"] if expected is None else expected)


def test_what_is_looked_for_leaves_the_districts_figures_as_they_are(cycle):
    records = read_cycle(cycle)

    assert heatmap_of(records, find="oak").district.cells == heatmap_of(records).district.cells


def test_page_chart_and_download_have_the_same_rows_in_the_same_order(cycle, results):
    address = "?rows=by-name&find=a"
    page = results(f"/{address}").content.decode()
    text = b"".join(results(f".csv{address}")).decode("utf-8-sig")
    chart = results(f"/chart.json{address}").json()

    listed = list(csv.reader(io.StringIO(text)))[1:]
    assert [row[1:3] for row in listed] == [["", "District"], ["", "Alone"], ["Ridge", "Élan"], ["Lake", "Oak Park"]]
    assert chart["layout"]["yaxis"]["ticktext"] == [row[2] for row in listed]
    places = [page.index(f">{row[2]}<") for row in listed[1:]]
    assert places == sorted(places)
    assert "Zephyr" not in page


def test_nothing_found_says_so_and_leads_back(results):
    page = results("/?find=nowhere&rows=by-name").content.decode()

    assert "No school named “nowhere” here" in page
    assert 'href="/districts/' in page
    assert "?rows=by-name" in page


@pytest.mark.parametrize("address", ["/?rows=level", "/?rows=-name", ".csv?rows=x", "/characteristics/1/?rows=level"])
def test_no_address_sorts_by_level(results, address):
    assert results(address).status_code == 404


def test_what_is_looked_for_is_text_and_never_markup(results):
    page = results("/?find=%3Cb%3E%22").content.decode()

    assert "<b>&quot;" not in page
    assert 'value="&lt;b&gt;&quot;"' in page
