"""Files open right where people open them: codes stay codes, French decimals are numbers, names say what is in them."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from districts.structure.models import School
from frameworks.models.edition import Practice
from people.languages import dialect_of
from reports.analysis.frames import practices_frame
from reports.exports.csv import csv_response, harmless, lines
from reports.exports.file_names import attachment, file_name
from reports.exports.table import CellKind, Field, Table
from reports.exports.xlsx import table_response
from tests.factories import make_cycle, make_district, make_edition, make_family, token_of
from tests.reports.factories import add_school, publish, superintendent_of
from tests.reports.spreadsheets import ENGLISH, FRENCH

pytestmark = pytest.mark.django_db
LEVELS = {"1.1": 1, "1.2": 3, "1.3": 3, "9.1": 2, "9.10": 4}


@pytest.fixture(autouse=True)
def english():
    """A request in French leaves its thread in French; the next test begins in English."""
    with override("en"):
        yield


SOURCE = Path(__file__).resolve().parents[2] / "frameworks" / "data" / "strong_districts_2013_practices.csv"


def make_nine():
    """An edition with the 58 codes of the nine characteristics: 9.1 and 9.10 among them."""
    edition = make_edition(9, 0, publish=False)
    columns = {str(characteristic.number): characteristic for characteristic in edition.characteristics.all()}
    with SOURCE.open(encoding="utf-8") as source:
        Practice.objects.bulk_create(
            Practice(
                characteristic=columns[row["characteristic_number"]],
                position=position,
                code=row["practice_code"],
                statement=row["practice"],
            )
            for position, row in enumerate(csv.DictReader(source))
        )
    edition.publish()
    return edition


@pytest.fixture
def cycle():
    edition = make_nine()
    cycle = make_cycle(make_district(), edition=edition, name="2025–26")
    family = make_family(cycle.district, name="Lake")
    for name, number in (("Ash", "044907"), ("Élan", "")):
        school = add_school(cycle, LEVELS, name=name, family=family)
        School.objects.filter(pk=school.pk).update(sourced_id=number)
    return publish(cycle)


def answer(cycle, place, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(superintendent_of(cycle.district))
    found = client.get(f"/districts/{cycle.district.slug}/{place}")
    assert found.status_code == 200
    return found


def taken(cycle, place, language="en"):
    return b"".join(answer(cycle, place, language))


# -- Codes -----------------------------------------------------------------------------------------------


def test_pandas_finds_all_58_practices_without_being_told_anything(cycle):
    frame = pd.read_csv(io.BytesIO(taken(cycle, "results/practices.csv")))

    codes = set(frame["Practice"])
    assert len(codes) == 58
    assert {"P9.1", "P9.10"} <= codes


@pytest.mark.parametrize(("excel", "language", "column"), [(ENGLISH, "en", "Practice"), (FRENCH, "fr", "Pratique")])
def test_a_spreadsheet_finds_all_58_practices(cycle, excel, language, column):
    head, *rows = excel.opened(taken(cycle, "results/practices.csv", language))

    codes = {row[head.index(column)] for row in rows}
    assert len(codes) == 58
    assert {"P9.1", "P9.10"} <= codes


def test_the_codes_of_a_characteristic_are_58_columns_apart(cycle):
    head, *_rows = ENGLISH.opened(taken(cycle, "results/characteristics/9.csv"))

    assert head[3:5] == ["P9.1", "P9.2"]
    assert "P9.10" in head


def test_the_command_the_workbook_and_the_programs_write_codes_alike(cycle):
    workbook = load_workbook(io.BytesIO(taken(cycle, "results.xlsx")))
    column = next(column for column in workbook["Practices"].iter_cols(values_only=True) if column[0] == "Practice")
    headers = {"Authorization": f"Bearer {token_of(superintendent_of(cycle.district))}"}
    rows = Client(headers=headers).get(f"/api/v1/districts/{cycle.district.slug}/records?limit=5000").json()

    assert "P9.10" in column
    assert set(column[1:]) == {row["practice"] for row in rows} == set(practices_frame(cycle)["practice"])


def test_every_column_of_practices_is_one_of_codes():
    """So that no table can forget it: what is called a practice is written as one."""
    from reports.api.endpoints import OFFERS

    kinds = {field.kind for offer in OFFERS.values() for field in offer.fields if field.key == "practice"}

    assert kinds == {CellKind.CODE}


@pytest.mark.parametrize(
    "place", ["results/trend/practices", "results/evidence/unsupported", "results/mirror", "results/who-could-help"]
)
def test_no_cell_of_any_table_is_a_bare_code(cycle, place):
    head, *rows = ENGLISH.opened(taken(cycle, f"{place}.csv"))

    assert "Practice" in head
    assert {row[head.index("Practice")] for row in rows if not re.match("P\\d|$", row[head.index("Practice")])} == set()


# -- Numbers, as the reader's language writes them ---------------------------------------------------------


@pytest.mark.parametrize(("excel", "language"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_levels_are_numbers_in_columns_of_their_own(cycle, excel, language):
    head, *rows = excel.opened(taken(cycle, "results.csv", language))

    ash = next(row for row in rows if row[2] == "Ash")
    assert len({len(row) for row in (head, *rows)}) == 1
    assert ash[3] == 2.3  # (1 + 3 + 3) / 3
    assert ash[1] == "Lake"


@pytest.mark.parametrize(("excel", "language"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_true_and_false_are_no_words(excel, language):
    table = Table("T", (Field("a", "A", CellKind.FLAG),), [(True,), (False,), (None,)])

    content = "".join(lines(table, dialect_of(language))).encode()

    assert excel.opened(content)[1:] == [[True], [False], [""]]


def test_a_workbook_holds_numbers_whatever_the_language(cycle):
    sheet = load_workbook(io.BytesIO(taken(cycle, "results/heatmap.xlsx", "fr"))).active

    ash = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "Ash")
    assert ash[:4] == ("044907", "Lake", "Ash", 2.3)


def test_levels_among_words_are_numbers_in_a_workbook_too(cycle):
    sheet = load_workbook(io.BytesIO(taken(cycle, "results/characteristics/1.xlsx"))).active

    ash = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "Ash")
    assert ash[3:6] == (1, 3, 3)


# -- The board's own numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["results.csv", "results/practices.csv", "results/characteristics/1.csv"])
def test_files_name_schools_by_the_boards_own_number(cycle, place):
    frame = pd.read_csv(io.BytesIO(taken(cycle, place)), dtype=str)

    name = "School or team" if "School or team" in frame else "School"
    assert set(frame[frame[name] == "Ash"]["School number"]) == {"044907"}
    assert frame[frame[name] == "Élan"]["School number"].isna().all()
    assert str(School.objects.get(name="Ash").pk) not in set(frame["School number"])


def test_a_school_number_is_text_in_a_workbook(cycle):
    sheet = load_workbook(io.BytesIO(taken(cycle, "results.xlsx")))["Practices"]

    assert (sheet["A1"].value, sheet["A2"].value) == ("School number", "044907")
    assert sheet["A2"].quotePrefix


def test_programs_read_both_the_number_and_the_key(cycle):
    headers = {"Authorization": f"Bearer {token_of(superintendent_of(cycle.district))}"}
    rows = Client(headers=headers).get(f"/api/v1/districts/{cycle.district.slug}/figures").json()

    assert {row["school_number"] for row in rows if row["name"] == "Ash"} == {"044907"}
    assert {row["school_id"] for row in rows if row["name"] == "Ash"} == {School.objects.get(name="Ash").pk}


def test_the_number_of_another_district_s_school_is_not_asked_for(cycle):
    elsewhere = make_district()
    School.objects.create(district=elsewhere, name="Ash", sourced_id="999999")

    assert b"999999" not in taken(cycle, "results/practices.csv")


# -- What a cell may begin with ----------------------------------------------------------------------------

STARTS = ["=1+1", "+1", "-1", "@x", "＝1", "＠x", "﹣1"]
BEFORE = ["", " ", "\u00a0", "\u200b", '"', " \u3000"]
AFTER = ["x,", "x;", "x\t", "x|", "x\n", "x\r", "x\r\n", "x\u2028", "x; "]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", BEFORE)
def test_no_cell_begins_like_a_formula(start, before):
    assert harmless(before + start) == f"'{before}{start}"


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("after", AFTER)
def test_no_part_of_a_cell_begins_like_one_that_another_reader_takes_for_a_cell(start, after):
    # A line separator of Unicode is written as the line break that it is.
    assert harmless(after + start) == f"{after}'{start}".replace("\u2028", "\n")


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", " \tx"])
def test_no_cell_begins_with_what_ends_one(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Jean-Paul", "x = y", "a, b; c", "3 - 2", "see a@b.ca", "line\nline", "50 %", ""])
def test_other_words_stay_as_they_were_written(text):
    assert harmless(text) == text


def test_a_reason_with_lines_is_harmless_in_either_spreadsheet():
    table = Table("T", (Field("a", "A"),), [('He said;=HYPERLINK("x")\n=2+2',)])

    for language, other in (("en", FRENCH), ("fr", ENGLISH)):
        content = "".join(lines(table, dialect_of(language))).encode()
        cells = [
            cell
            for line in content.decode().splitlines()
            for row in other.opened(b"\xef\xbb\xbf" + line.encode())
            for cell in row
        ]
        assert not [cell for cell in cells if str(cell).startswith("formula")]


# -- What a file is called ---------------------------------------------------------------------------------


def test_a_file_says_where_it_is_from_of_when_and_of_what(cycle):
    header = answer(cycle, "results/trend.csv")["Content-Disposition"]

    assert header == f'attachment; filename="strong-districts-{cycle.district.slug}-2025-26-trend.csv"'


def test_a_file_is_named_in_the_readers_language_with_its_accents_and_without(cycle):
    header = answer(cycle, "results/trend.csv", "fr")["Content-Disposition"]

    assert header == (
        f'attachment; filename="strong-districts-{cycle.district.slug}-2025-26-evolution.csv"; '
        f"filename*=UTF-8''strong-districts-{cycle.district.slug}-2025-26-%C3%A9volution.csv"
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("L’École / “2025–26”", "strong-districts-l-école-2025-26"),
        ('..\\x"\r\nSet-Cookie: a', "strong-districts-x-set-cookie-a"),
        ("", "strong-districts"),
    ],
)
def test_a_name_can_be_stored_anywhere(words, name):
    assert file_name(words) == name


def test_a_very_long_name_ends_in_time():
    assert len(file_name("x" * 500)) == 120


def test_a_name_in_other_letters_keeps_what_ascii_can_say():
    assert attachment("strong-districts-ᐃᓄ-x", "csv").startswith('attachment; filename="strong-districts-x.csv"; ')


def test_a_workbook_is_named_alike(cycle):
    assert answer(cycle, "results/board.xlsx")["Content-Disposition"].endswith('-2025-26-board-report.xlsx"')
    with override("fr"):
        assert "rapport-au-conseil" in table_response(Table("Rapport au conseil", (), []))["Content-Disposition"]


def test_a_workbook_is_one_click_beside_every_csv(cycle):
    client = Client()
    client.force_login(superintendent_of(cycle.district))
    school = School.objects.get(name="Ash").pk
    pages = (
        "results/",
        "results/characteristics/1/",
        "results/board/",
        "results/evidence/",
        f"results/schools/{school}/",
    )

    for page in pages:
        found = client.get(f"/districts/{cycle.district.slug}/{page}").content.decode()
        offered = re.findall(r'href="([^"?]+)\.csv', found)
        workbooks = re.findall(r'href="([^"?]+)\.xlsx', found)
        assert len(workbooks) == len(offered) > 0, page
        for address in workbooks:
            assert client.get(f"{address}.xlsx").status_code == 200, address


def test_the_answer_speaks_one_language_to_its_last_line(cycle):
    with override("fr"):
        response = csv_response(Table("T", (Field("a", "A", CellKind.LEVEL),), [(2.5,)]))

    with override("en"):
        assert b"2,5" in b"".join(response)
