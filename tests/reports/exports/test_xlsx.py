"""The workbook: typed cells, no formula, definitions in front; opened by libraries that did not write it."""

import datetime
import io
import shutil
import subprocess
import sys

import openpyxl
import pytest
from django.test import Client

from people.languages import dialect_of
from reports.exports.csv import lines
from reports.exports.table import CellKind, Field, Table
from reports.exports.xlsx import CONTENT_TYPE, name_of, workbook_of
from tests.factories import make_cycle, make_district, make_edition, make_family
from tests.reports.factories import add_school, make_block, publish, saw_spreads, superintendent_of

NOW = datetime.datetime(2026, 1, 4, 12, tzinfo=datetime.UTC)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "{=1}", "http://example.org/", "12")
FIELDS = (Field("t", "Text"), Field("n", "Whole", CellKind.WHOLE), Field("l", "Level", CellKind.LEVEL))
MORE = (Field("d", "Day", CellKind.DATE), Field("f", "Flag", CellKind.FLAG))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_cells_are_of_the_type_that_their_column_says():
    day = datetime.date(2026, 1, 4)
    rows = [("a", 3, 2.5, day, True), ("", None, None, None, None), ("c", 0, 1.0, day, False)]

    sheet = opened(workbook_of([Table("T", (*FIELDS, *MORE), rows)], title="T", made_at=NOW))["T"]

    first, empty, last = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    assert first == ["a", 3, 2.5, datetime.datetime(2026, 1, 4), True]
    assert empty == [None] * 5
    assert last[1:3] == [0, 1]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "d", "b"]
    assert (sheet["C2"].number_format, sheet.freeze_panes) == ("0.0", "A2")


def test_rows_pass_through_a_folder_that_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    during = []

    def rows():
        yield ("a", 1, 1.5)
        during.extend(tmp_path.rglob("*"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workbook_of([Table("T", FIELDS, rows())], title="T", made_at=NOW)

    assert during
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_a_link_or_a_number_is_text(text):
    book = opened(workbook_of([Table("T", (Field("t", text),), [(text,)])], title=text, made_at=NOW))

    for cell in (book["T"]["A1"], book["T"]["A2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_same_tables_give_the_same_bytes_at_any_time(time_machine):
    def written():
        return workbook_of([Table("T", FIELDS, [("a", 1, 1.5)])], title="T", made_at=NOW)

    time_machine.move_to(NOW)
    before = written()
    time_machine.move_to(NOW + datetime.timedelta(days=400))

    assert written() == before


def test_a_sheet_s_name_holds_nothing_that_a_workbook_refuses():
    assert name_of(Table("Vues: 1/2 [élèves] * et ce qui suit encore", (), ())) == "Vues  1 2  élèves    et ce qui"


# -- The download -------------------------------------------------------------------------------------------


@pytest.fixture
def cycle(db):
    cycle = make_cycle(make_district(), edition=make_edition(2, 3))
    for name in ("Lake", "Hill"):
        family = make_family(cycle.district, name=name)
        add_school(cycle, {"1.1": 2, "1.2": 4, "2.1": "no"}, family=family, name=f"={name}")
    return publish(cycle)


def download(cycle, *families, query=""):
    client = Client()
    client.force_login(superintendent_of(cycle.district, families))
    return client.get(f"/districts/{cycle.district.slug}/results.xlsx{query}")


def test_the_download_has_its_definitions_in_front_and_a_row_a_school_and_characteristic(cycle):
    answer = download(cycle)
    book = opened(answer.content)

    assert answer["Content-Type"] == CONTENT_TYPE
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert book.sheetnames == ["Read me", "Figures", "Means", "Practices", "Evidence"]
    words = dict(book["Read me"].iter_rows(min_row=2, values_only=True))
    assert words["Cycle"] == cycle.name
    assert "stays in that team" in words["Protection"]
    assert words["Sheet: How people rated"] == "Not shown, to protect people"
    titles = {cell.value for sheet in book.worksheets[1:] for cell in sheet[1]}
    assert {"Level", "Coverage (%)", "With evidence (%)"} <= titles & set(words)
    assert [sheet.max_row - 1 for sheet in book.worksheets[1:]] == [4, 6, 12, 4]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}


def test_the_download_is_of_the_families_that_are_read_and_of_the_one_that_is_shown(cycle):
    lake = cycle.district.families.get(name="Lake")

    for answer in (download(cycle, lake), download(cycle, query=f"?family={lake.pk}")):
        for sheet in opened(answer.content).worksheets[1:]:
            assert "=Hill" not in {cell.value for row in sheet.iter_rows() for cell in row}


def test_the_last_sheet_says_how_people_rated_in_numbers(cycle):
    lake = cycle.district.families.get(name="Lake")
    shares = {"1.1": [0, 25, 50, 25, 0, 0, 0], "1.2": [0, 0, 100, 0, 0, 0, 0]}
    make_block(cycle, shares, people=47, step=5, family=lake)
    make_block(cycle, {"1.1": [0, 0, 100, 0, 0, 0, 0]}, people=47, step=5)

    book = opened(download(cycle).content)
    head, *rows = book["How people rated"].iter_rows(values_only=True)

    assert head[:5] == ("Schools", "People who answered", "Shares in steps of (%)", "Characteristic", "Practice")
    assert head[5] == "1 Not yet evident (%)"
    assert len(rows) == 3 * 6
    assert rows[0] == ("All schools", 94, 5, 1, "P1.1", 0, 13, 75, 13, 0, 0, 0)
    assert rows[6] == ("Lake", 47, 5, 1, "P1.1", 0, 25, 50, 25, 0, 0, 0)
    assert rows[1][5:] == rows[8][5:] == (None,) * 7
    words = dict(book["Read me"].iter_rows(min_row=2, values_only=True))
    assert {"Sheet: How people rated", "Shares in steps of (%)"} <= words.keys()


def test_who_saw_the_spreads_of_more_than_two_school_teams_gets_no_such_sheet(cycle):
    make_block(cycle, {"1.1": [0, 25, 50, 25, 0, 0, 0]})
    person = superintendent_of(cycle.district)
    saw_spreads(person, cycle, 3)

    client = Client()
    client.force_login(person)
    book = opened(client.get(f"/districts/{cycle.district.slug}/results.xlsx").content)

    assert "How people rated" not in book.sheetnames
    words = dict(book["Read me"].iter_rows(min_row=2, values_only=True))
    assert words["Sheet: How people rated"] == "Not shown, to protect people"


def test_all_practices_are_one_csv(cycle):
    client = Client()
    client.force_login(superintendent_of(cycle.district))

    text = b"".join(client.get(f"/districts/{cycle.district.slug}/results/practices.csv")).decode()

    assert len(text.splitlines()) == 1 + 2 * 6
    assert "'=Hill,1,P1.2,Level agreed,4," in text


def test_a_long_table_is_sent_line_by_line():
    drawn = []
    table = Table("T", FIELDS, (drawn.append(n) or ("a", n, 1.0) for n in range(4000)))

    sent = lines(table, dialect_of("en"))
    next(sent), next(sent)

    assert len(drawn) == 1


@pytest.mark.once
def test_pages_import_neither_library_for_workbooks():
    code = "import django; django.setup(); import olf_site.urls, sys; print({'xlsxwriter', 'openpyxl', 'pandas'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


@pytest.mark.once
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_computes_nothing(cycle, tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(download(cycle).content)
    every_sheet_as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", every_sheet_as_shown, "--outdir", tmp_path, book],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    figures = (tmp_path / "book-Figures.csv").read_text().splitlines()
    assert len(figures) == 5
    assert ",=Hill,1,Short 1,3,3,2,1,3,50,67,0,0" in figures[1]
    assert len(list(tmp_path.glob("book-*.csv"))) == 5
