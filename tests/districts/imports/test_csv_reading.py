"""Reading pasted lines: separators, headings, quotes, and what is refused with its line."""

from pathlib import Path

import pytest

from districts.imports.csv_encoding import text_of_file
from districts.imports.csv_headings import PERSON_COLUMNS, SCHOOL_COLUMNS, plain
from districts.imports.csv_reading import MOST_BYTES, delimiter_of, read_sheet
from districts.imports.people import plan_people
from districts.imports.schools import plan_schools
from tests.factories import make_district

pytestmark = pytest.mark.once

CASES = Path(__file__).parents[1] / "cases"


def schools(text):
    return read_sheet(text, SCHOOL_COLUMNS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found_with_and_without_headings(separator):
    rows = [["Name", "Family"], ["Ste-Anne", "East"], ["St. John’s", "West"]]
    lines = [separator.join(row) for row in rows]

    assert [row.cells for row in schools("\n".join(lines)).rows] == [
        {"name": "Ste-Anne", "family": "East"},
        {"name": "St. John’s", "family": "West"},
    ]
    assert [row.get("family") for row in schools("\n".join(lines[1:])).rows] == ["East", "West"]


def test_single_column_needs_no_separator():
    assert [row.get("name") for row in schools("Alpha\nBeta école\n").rows] == ["Alpha", "Beta école"]


def test_no_letter_separates():
    assert delimiter_of("abc\nabd\nabe", SCHOOL_COLUMNS) in ",;\t"


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Ste-Anne, East;North\nSt. John’s;South", ";"),  # one comma in a name
        ("Ste-Anne, East\tNorth, or\nSt. John’s\tSouth", "\t"),
        ('"a;b;c",East\n"d;e;f",West', ","),  # inside quotation marks nothing separates
        ("Alpha;East;secondary\nBeta;West;\nGamma, Delta, and Zeta;North;", ";"),
        ("a;b,c,d", ","),
    ],
)
def test_separator_is_what_the_lines_agree_on(text, separator):
    assert delimiter_of(text, SCHOOL_COLUMNS) == separator


# A page of each: what takes the square of its length, or worse, is not done in the time that is given here.
COSTLY = {
    "separators and quotation marks": '",;' * 330_000,
    "quotation marks": '"' * 1_000_000,
    "commas": "," * 1_000_000,
    "one cell": "x" * 1_000_000,
    "cells in quotation marks": '"a",' * 250_000,
    "a quotation mark that opens on each line": ('x",5" pipe,"open' + "." * 480 + "\n") * 2_000,
    "accents on one another": "name,level\n" + "\u0315\u0300" * 200_000,
    "accents in a heading": "name\t" + "\u0315\u0300" * 50_000 + "\nx\ty",
}


@pytest.mark.parametrize("text", COSTLY.values(), ids=COSTLY)
@pytest.mark.parametrize("separated", [True, False], ids=["", "on-lines"])
def test_no_list_holds_anybody_up(text, separated, seconds_of_processor):
    with seconds_of_processor(10):
        sheet = schools(text if separated else text.replace(",", ",\n", 1_990))
    assert sheet.rows or sheet.refused or sheet.problem


@pytest.mark.django_db
@pytest.mark.parametrize("plan", [plan_schools, plan_people])
def test_no_cell_holds_anybody_up(plan, seconds_of_processor):
    accents = "\u0315\u0300" * 50_000
    cells = "\t".join(["a@b.example", "A", *[accents] * 4])
    text = f"email\tname\tlevel\trole\tlanguage\trates\n{cells}"
    with seconds_of_processor(10):
        assert [line.change for line in plan(make_district(), text).lines] == ["refused"]


def test_french_headings_in_any_order_with_accents_case_and_mark():
    sheet = schools("\ufeffFamille d’écoles;NOM DE L'ÉCOLE;Dernier jour\r\nEst;L'Envol;2026-06-30\r\n")

    assert [row.cells for row in sheet.rows] == [{"family": "Est", "name": "L'Envol", "closed_on": "2026-06-30"}]
    assert sheet.rows[0].line == 2


def test_unknown_columns_are_named_and_left_out():
    sheet = schools("name,colour\nAlpha,red")

    assert sheet.unknown == ("colour",)
    assert sheet.rows[0].cells == {"name": "Alpha"}


def test_quotes_keep_separators_and_quotes_and_a_line_break_in_a_cell_is_refused_where_it_begins():
    sheet = schools('name,family\n"Alpha, ""the first""",East\n"two\nlines",West\nLast,North')

    assert [(row.line, row.get("family")) for row in sheet.rows] == [(2, "East"), (5, "North")]
    assert [refused.line for refused in sheet.refused] == [3]
    assert sheet.rows[0].get("name") == 'Alpha, "the first"'


def test_line_with_unmatched_quotes_is_refused_and_others_are_read():
    sheet = schools('name,family\n"Alp"ha,East\nBeta,West')

    assert [row.get("name") for row in sheet.rows] == ["Beta"]
    assert [refused.line for refused in sheet.refused] == [2]


def refusals(sheet):
    """The lines that are refused: the first and how many."""
    return [(refused.line, refused.lines) for refused in sheet.refused]


def test_open_quote_at_the_end_is_refused():
    assert refusals(schools('name\nAlpha\n"Beta')) == [(3, 1)]


def test_open_quote_is_named_and_the_lines_after_it_are_read():
    sheet = read_sheet(CASES.joinpath("03-roster-one-open-quote.csv").read_text(), PERSON_COLUMNS)

    assert refusals(sheet) == [(3, 1)]
    assert "quotation mark" in sheet.refused[0].reason
    assert "Sean Roy" in sheet.refused[0].text
    assert [(row.line, row.get("email")) for row in sheet.rows] == [
        (2, "g1@x.example"),
        *[(3 + n, f"h{n}@x.example") for n in (1, 2, 3)],
    ]


@pytest.mark.parametrize(
    ("after", "read"),
    [
        ('Beta,West\n"Gamma",East\nDelta,North', [3, 4, 5]),  # closed, as it seems, before a letter
        ('Beta,West\nGamma,East\nDelta,Nor"th', [3, 4, 5]),
        ('Beta,West\n"Gamma,East\nDelta,North', [3, 5]),  # a second one
        ('Beta,West\nGamma,East\nDelta",North', [3, 4, 5]),  # what it takes for one cell are whole rows
    ],
)
def test_open_quote_does_not_swallow_what_a_later_one_seems_to_close(after, read):
    sheet = schools(f'name,family\n"Alpha,East\n{after}')

    assert sheet.refused[0].line == 2
    assert [row.line for row in sheet.rows] == read
    assert {2, *read} | {refused.line for refused in sheet.refused} == {2, 3, 4, 5}


def test_a_cell_that_goes_over_several_lines_says_which_ones_are_not_read():
    sheet = schools('name,family\n"Alpha\nbuilt 1961\nby the river",East\nBeta,West')

    assert refusals(sheet) == [(2, 3)]
    assert "until line 4" in sheet.refused[0].reason
    assert [(row.line, row.get("name")) for row in sheet.rows] == [(5, "Beta")]


def test_open_quote_in_the_headings_loses_no_line():
    sheet = schools('"name,family\nAlpha,East\nBeta,West')

    assert refusals(sheet) == [(1, 1)]
    assert [row.get("name") for row in sheet.rows] == ["Alpha", "Beta"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_is_read_or_refused(ending):
    lines = ["name,family", "Alpha,East", '"Beta,West', '"Ga"mma,East', "Delta,a,b", "Eta\x00,North", "Zeta,South"]
    sheet = schools(ending.join(lines))

    assert [row.line for row in sheet.rows] == [2, 7]
    assert sorted(refusals(sheet)) == [(3, 1), (4, 1), (5, 1), (6, 1)]


def test_a_column_without_a_heading_is_named_where_there_is_something_in_it():
    assert schools("name,,\nAlpha,,red\nBeta").unknown == ("column 3, without a heading",)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b"])
def test_control_character_refuses_its_own_line(character):
    sheet = schools(f"name\nAl{character}pha\nBeta")

    assert [row.get("name") for row in sheet.rows] == ["Beta"]
    assert [(refused.line, f"U+{ord(character):04X}" in refused.reason) for refused in sheet.refused] == [(2, True)]


def test_more_cells_than_columns_are_refused():
    assert [refused.line for refused in schools("name\nAlpha,Beta,Gamma").refused] == [2]


def test_formula_stays_text():
    assert [row.get("name") for row in schools('name\n=1+1\n+2\n@x\n"=HYPERLINK(""x"")"').rows] == [
        "=1+1",
        "+2",
        "@x",
        '=HYPERLINK("x")',
    ]


def test_right_to_left_and_long_text_survive():
    name = "مدرسة" * 2_000

    assert schools("name\n" + name).rows[0].get("name") == name


def test_too_long_is_said_before_anything_is_read():
    assert schools("x\n" * 2_002).problem
    assert schools("x" * (MOST_BYTES + 1)).problem
    assert schools("\n \n").problem
    assert not schools("name\n" + "x\n" * 2_000).problem


def test_empty_lines_count_but_are_nothing():
    assert [row.line for row in schools("name\n\n,,\nAlpha").rows] == [4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_file_of_a_spreadsheet_is_read_in_its_encoding(encoding):
    assert text_of_file("nom\nÉcole L’Été".encode(encoding)).endswith("nom\nÉcole L’Été")


def test_heading_of_people():
    assert read_sheet("Courriel\tNom\tÉquipe\na@b.ca\tÀ\tT", PERSON_COLUMNS).columns == ("email", "name", "team")


def test_words_are_compared_without_accents_case_and_punctuation():
    assert plain("  Élémentaire (M-6) ") == "elementaire m 6"
