"""Downloads say what the page says, and run nothing in a spreadsheet."""

import csv
import io
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from reports.analysis.frames import practices_frame
from reports.exports.csv import BYTE_ORDER_MARK, csv_response, harmless
from reports.exports.table import Field, Table
from reports.figures.records import read_cycle
from reports.heatmap.value import heatmap_of
from tests.factories import make_cycle, make_district, make_edition, make_family
from tests.reports.factories import add_school, make_published, publish, superintendent_of
from tests.reports.printed import drawn_in

pytestmark = pytest.mark.django_db
LEVELS = (
    {"1.1": 1, "1.2": 2, "1.3": 2, "1.4": "?", "2.1": 4, "2.2": 3, "2.3": "n/a"},
    {"1.1": 3, "1.2": 4, "1.3": "no", "1.4": 2, "2.1": 3},
    {"1.1": 4, "2.1": 2, "2.2": 2, "2.3": 2, "2.4": 1},
)


@pytest.fixture
def cycle():
    cycle = make_cycle(make_district(), edition=make_edition(2, 4))
    family = make_family(cycle.district, name="Lake")
    for number, levels in enumerate(LEVELS):
        add_school(cycle, levels, name=f"School {number}", family=family, evidence={"1.1", "2.2"}, changing={"2.2"})
    return publish(cycle)


def table_of(cycle, place):
    client = Client()
    client.force_login(superintendent_of(cycle.district))
    answer = client.get(f"/districts/{cycle.district.slug}/{place}")
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith(BYTE_ORDER_MARK)
    return answer, list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =x"])
def test_what_could_be_a_formula_begins_with_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["École", "", -1, 2.5, "a=b"])
def test_anything_else_stays_as_it_is(value):
    assert harmless(value) == value


def test_a_name_that_is_a_formula_is_harmless_in_the_download(cycle):
    add_school(cycle, LEVELS[0], name="=HYPERLINK(1)")

    _answer, rows = table_of(cycle, "results.csv")

    assert "'=HYPERLINK(1)" in [row[2] for row in rows]


def test_a_download_is_an_attachment_with_a_plain_name():
    answer = csv_response(Table('Été "x"/../ 2025–26', (Field("a", "A"),), []))

    assert answer["Content-Disposition"] == (
        'attachment; filename="strong-districts-ete-x-2025-26.csv"; '
        "filename*=UTF-8''strong-districts-%C3%A9t%C3%A9-x-2025-26.csv"
    )


@pytest.mark.parametrize("measure", ["level", "target", "coverage", "evidence"])
def test_the_download_says_what_the_page_says(cycle, measure):
    shown = heatmap_of(read_cycle(cycle), measure_key=measure)

    _answer, rows = table_of(cycle, f"results.csv?measure={measure}")

    def as_shown(text):
        return text.replace("–", "").removesuffix(" %").removesuffix(".0")

    expected = [[as_shown(cell.text) for cell in row.cells] for row in shown.rows]
    assert [[as_shown(value) for value in row[3:5]] for row in rows[1:]] == expected
    assert rows[0][3] == f"1 Short 1: {shown.measure.label}" + (" (%)" if measure != "level" else "")


def test_the_practices_download_holds_levels_and_words(cycle):
    _answer, rows = table_of(cycle, "results/characteristics/1.csv")

    assert rows[0] == ["School number", "Family of schools", "School", "P1.1", "P1.2", "P1.3", "P1.4"]
    assert rows[1] == ["", "Lake", "School 0", "1", "2", "2", "?"]
    assert rows[2] == ["", "Lake", "School 1", "3", "4", "↔", "2"]


def test_every_table_has_a_download(cycle):
    school = cycle.records.first().school_id

    for place in ("results/board.csv", f"results/schools/{school}.csv", "results/characteristics/2.csv"):
        answer, rows = table_of(cycle, place)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert len(rows) > 1


def test_pandas_finds_the_same_figures(cycle):
    """The figures computed again, independently, from the exported practices."""
    frame = practices_frame(cycle)
    applicable = frame[frame["outcome"] != "does_not_apply"]
    by_cell = applicable.groupby(["school", "characteristic"])
    again = by_cell.agg(
        level=("level", "mean"),
        target=("level", lambda levels: (levels.dropna() >= 3).mean()),
        coverage=("level", lambda levels: levels.notna().mean()),
        evidence=("pieces_of_evidence", lambda pieces: (pieces > 0).mean()),
    )

    for measure in ("level", "target", "coverage", "evidence"):
        shown = heatmap_of(read_cycle(cycle), measure_key=measure)
        for row in shown.groups[0].rows:
            found = [float(cell.value) for cell in row.cells]
            assert found == pytest.approx([float(again.loc[(row.name, n), measure]) for n in (1, 2)])
    counted = again[again["coverage"] >= 0.5]["level"].groupby("characteristic").mean()
    district = [float(cell.value) for cell in heatmap_of(read_cycle(cycle)).district.cells]
    assert district == pytest.approx([float(counted[1]), float(counted[2])])


def test_an_unpublished_cycle_exports_nothing(cycle):
    open_cycle = make_cycle(cycle.district, edition=cycle.edition)
    add_school(open_cycle, LEVELS[0])

    assert practices_frame(open_cycle).empty
    with pytest.raises(CommandError):
        call_command("export_records", district=cycle.district.slug, cycle=open_cycle.name)


def test_the_export_writes_a_row_per_team_and_practice(cycle, tmp_path):
    path = tmp_path / "records.csv"

    call_command("export_records", district=cycle.district.slug, cycle=cycle.name, output=str(path))

    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 3 * 8
    assert (rows[0]["school"], rows[0]["practice"], rows[0]["level"]) == ("School 0", "P1.1", "1")


def test_a_chart_holds_the_numbers_of_the_table_and_fixed_limits(cycle):
    client = Client()
    client.force_login(superintendent_of(cycle.district))

    figure = client.get(f"/districts/{cycle.district.slug}/results/chart.json").json()
    ground, *_texts = figure["data"]
    shown = heatmap_of(read_cycle(cycle))

    assert (ground["zmin"], ground["zmax"]) == (1, 4)
    assert (ground["xgap"], ground["ygap"], ground["showscale"]) == (1, 1, False)
    printed, faint = drawn_in(figure)
    cells = [(x, y, cell) for y, row in enumerate(shown.rows) for x, cell in zip(ground["x"], row.cells, strict=True)]
    assert printed == {(x, y): f"{cell.text} {cell.sign}".strip() for x, y, cell in cells}
    assert faint == {(x, y) for x, y, cell in cells if "faint" in cell.css} != set()
    assert ground["customdata"] == [[cell.name for cell in row.cells] for row in shown.rows]


def test_pages_and_downloads_import_neither_pandas_nor_plotly():
    code = "import django; django.setup(); import reports.urls, sys; print({'pandas', 'plotly.graph_objects'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_a_published_cycle_without_schools_downloads_an_empty_table():
    _answer, rows = table_of(make_published(), "results.csv")

    assert [row[2] for row in rows] == ["School", "District"]
