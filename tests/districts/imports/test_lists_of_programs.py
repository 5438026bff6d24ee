"""Lists as programs export and copy them: bars, headings on two lines, formulas, addresses of mail, files of other kinds."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from districts.imports.csv_encoding import encoding_of, text_of_file
from districts.imports.csv_headings import PERSON_COLUMNS, SCHOOL_COLUMNS
from districts.imports.csv_reading import read_sheet
from districts.imports.people import plan_people
from districts.imports.schools import plan_schools
from districts.roles.models import Role
from tests.factories import appoint, make_district, make_family, make_school, make_team
from tests.files import office

pytestmark = pytest.mark.django_db

READ = [(2, "created", "New One", {"name": "New One", "family": "Portage"})]


@pytest.fixture
def district():
    return make_district()


def planned(district, text):
    """The lines of a list of schools: what becomes of each, and with which values."""
    lines = plan_schools(district, text).lines
    return [(line.line, str(line.change), line.title, line.does.get("values")) for line in lines]


def refusals(plan):
    return [(line.line, line.words) for line in plan.lines if line.change == "refused"]


@pytest.mark.parametrize(
    "text",
    [
        "Name|Family\nNew One|Portage\n",
        "Name , Family\nNew One , Portage\n",
        'Name,Family\n"New One", "Portage"\n',
        '"Name";"Family";\n"New One";"Portage";\n',
        "\ufeff\ufeffName;Family\nNew One;Portage\n",
        "Family|School name (required)\nPortage|New One\n",
        "Name\tFamily\nNew\u2007One\t\u2060Portage\n",
    ],
)
def test_separators_marks_and_spaces_that_programs_write_are_understood(district, text):
    assert planned(district, text) == READ


def test_a_line_drawn_below_the_headings_is_no_school(district):
    text = "| Name | Family |\n|------|:-----:|\n| New One | Portage |\n| -- | Portage |\n"

    assert [line[:3] for line in planned(district, text)] == [(3, "created", "New One"), (4, "created", "--")]
    assert read_sheet(text, SCHOOL_COLUMNS).beside == ((2, "------ · :-----:"),)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "headings",
    ['"Family of{}schools";Name', 'Family;"School{}name"', '"Family{}of schools";"School{}name{}(official)"'],
)
def test_headings_on_several_lines_name_their_columns(district, headings, ending):
    headings = headings.replace("{}", ending)

    [line] = plan_schools(district, ending.join([headings, "Portage;New One"])).lines

    assert line.does["values"] == {"name": "New One", "family": "Portage"}
    assert line.line == 2 + headings.count(ending)


def test_headings_on_several_lines_below_titles_and_beside_unknown_ones(district):
    text = 'Schools;;\n;;\n"Family\nof schools";"Colour\nof the door";Name\nPortage;red;New One\n'
    sheet = read_sheet(text, SCHOOL_COLUMNS)

    assert [(row.line, row.get("name"), row.get("family")) for row in sheet.rows] == [(6, "New One", "Portage")]
    assert (sheet.unknown, sheet.beside, sheet.refused) == (("Colour of the door",), ((1, "Schools"),), ())


@pytest.mark.parametrize(
    ("text", "read", "refused"),
    [
        ('Family,"Name\nEast,Alpha\nWest,Beta', [(2, "Alpha"), (3, "Beta")], [1]),
        ('"Family,Name\nEast,Alpha\nWest,"Beta"', [(2, "Alpha"), (3, "Beta")], [1]),
        ('Family,Name,"Level\nEast,Alpha,Secondary"\nWest,Beta,', [(2, "Alpha"), (3, "Beta")], [1]),
    ],
)
def test_headings_with_an_open_quotation_mark_are_named_and_still_name_their_columns(text, read, refused):
    sheet = read_sheet(text, SCHOOL_COLUMNS)

    assert [(row.line, row.get("name")) for row in sheet.rows] == read
    assert [one.line for one in sheet.refused] == refused


def test_a_word_alone_above_the_headings_is_a_title_and_without_others_a_heading():
    titled = read_sheet("Schools;\nName;Family\nAlpha;East", SCHOOL_COLUMNS)
    alone = read_sheet("School\nAlpha\nBeta", SCHOOL_COLUMNS)

    assert [(row.get("name"), row.get("family")) for row in titled.rows] == [("Alpha", "East")]
    assert titled.beside == ((1, "Schools"),)
    assert [row.get("name") for row in alone.rows] == ["Alpha", "Beta"]


def test_a_cell_on_several_lines_that_is_no_heading_is_refused_as_ever():
    sheet = read_sheet('Name;Family\n"Two\nlines";East\nAlpha;West', SCHOOL_COLUMNS)

    assert [(row.line, row.get("name")) for row in sheet.rows] == [(4, "Alpha")]
    assert [(one.line, one.lines) for one in sheet.refused] == [(2, 2)]


def test_a_number_that_is_kept_as_text_is_the_number(district):
    [line] = plan_schools(district, 'Name;School number\nNew One;="004711"\n').lines

    assert line.does["values"]["sourced_id"] == "004711"


@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#VALEUR!", "#nom?", " #DIV/0! "])
def test_an_error_of_a_spreadsheet_is_nobodys_name_or_number(district, written):
    plan = plan_schools(district, f"Name;School number;Colour\nNew One;{written};\nNew Two;2;{written}\n")

    assert [(line.line, str(line.change)) for line in plan.lines] == [(2, "refused"), (3, "created")]
    assert refusals(plan)[0][1].startswith(f"“{written.strip()}” in column 2 is a spreadsheet’s error")


@pytest.mark.parametrize(
    ("written", "is_refused"), [("1.23E+05", True), ("4,7e12", True), ("12E", False), ("E12", False), ("4711", False)]
)
def test_a_number_that_a_spreadsheet_has_shortened_is_refused(district, written, is_refused):
    plan = plan_schools(district, f"Name;School number\nNew One;{written}\n")

    assert bool(refusals(plan)) == is_refused


def test_a_school_may_be_called_like_a_shortened_number(district):
    assert [line[:3] for line in planned(district, "Name;Number\n1E5;7\n")] == [(2, "created", "1E5")]


@pytest.mark.parametrize(
    ("written", "is_day"),
    [("2026-09-01 00:00:00", True), ("2026-09-01T00:00:00.000Z", True), ("2026/09/01 0:00", True)]
    + [("2026-09-01 08:30:00", False), ("09/01/2026", False), ("1-Sep-26", False)],
)
def test_a_day_at_midnight_is_a_day(district, written, is_day):
    [line] = plan_schools(district, f"Name;First day\nNew One;{written}\n").lines

    assert line.does.get("values", {}).get("opened_on") == (datetime.date(2026, 9, 1) if is_day else None)


@pytest.mark.parametrize(
    "written",
    ["mailto:anne@x.example", "MAILTO: anne@x.example", "<anne@x.example>", "Anne Roy <anne@x.example>"]
    + ["Roy, Anne <mailto:anne@x.example>;", "\u200eAnne Roy <Anne@x.example>\u202c", '="anne@x.example"'],
)
def test_an_address_as_mail_programs_copy_it_is_the_address(district, written):
    make_team(district, name="Gull Rock")
    cell = written.replace('"', '""')

    [line] = plan_people(district, f'Name\tEmail\tTeam\nAnne Roy\t"{cell}"\tGull Rock\n').lines

    assert (str(line.change), line.title) == ("created", "Anne Roy (anne@x.example)")


@pytest.mark.parametrize(
    "written", ["anne@x.example, ben@x.example", "<anne@x.example> <ben@x.example>", "a@x.example <ben@x.example>"]
)
def test_two_addresses_in_a_cell_are_refused(district, written):
    make_team(district, name="Gull Rock")

    plan = plan_people(district, f"Name\tEmail\tTeam\nAnne Roy\t{written}\tGull Rock\n")

    assert refusals(plan) == [(2, f"“{written}” is not an email address.")]


def test_a_principal_is_known_in_french(district):
    make_school(district, name="Gull Rock")

    plan = plan_people(district, "Courriel;Nom;École;Rôle\na@x.example;Anne;Gull Rock;Direction d’école\n")

    assert [line.does["given"]["role"] for line in plan.lines] == ["principal"]


LOOKS_LIKE = {
    "apostrophes and dashes": ("O\u02bcConnor\u2011Bay", "unchanged"),
    "wide letters": ("Ｏ’Connor-Bay", "unchanged"),
    "marks of direction": ("\u2066O’Connor-Bay\u2069", "unchanged"),
    "nothing to see": ("O’Con\u034fnor\ufe0f-Bay", "unchanged"),
    "Cyrillic": ("O’C\u043ennor-Bay", "refused"),
    "Greek": ("O’Connor-\u0392ay", "refused"),
}


@pytest.mark.parametrize("kind", LOOKS_LIKE)
def test_a_name_that_looks_like_one_that_is_there_makes_no_second_school(district, kind):
    written, change = LOOKS_LIKE[kind]
    make_school(district, name="O’Connor-Bay")

    assert [line[1] for line in planned(district, f"Name\n{written}\n")] == [change]


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Name;Family\nNew One;P\u043ertage", plan_schools),
        ("Email;Name;Team\na@x.example;\u0410nne;Gull Rock", plan_people),
    ],
)
def test_families_and_people_have_names_of_one_alphabet(district, text, plan):
    make_team(district, name="Gull Rock")

    [(_line, words)] = refusals(plan(district, text))

    assert "is a letter of another alphabet (CYRILLIC" in words


def upload(client, district, name, content, page="districts:school_import"):
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    return client.post(reverse(page, args=[district.slug]), {"file": SimpleUploadedFile(name, content)})


NO_LISTS = {
    "teams.xlsx": (office("xlsx"), "a workbook"),
    "schools.csv": (office("xlsx"), "a workbook"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0\1" * 300, "a workbook of an older Excel"),
    "board.pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "a PDF"),
    "list.png": (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
    "export.xls": (b"\xef\xbb\xbf \r\n<HTML><table><tr><td>Name</td></tr></table>", "a web page"),
    "export.csv": (b"<?xml version='1.0'?><schools/>", "a file for programs"),
    "list.rtf": (rb"{\rtf1\ansi Name}", "a text document"),
}


@pytest.mark.parametrize("page", ["districts:school_import", "districts:person_import"])
@pytest.mark.parametrize("name", NO_LISTS)
def test_a_file_that_is_no_list_is_refused_in_words(client, district, name, page):
    content, kind = NO_LISTS[name]

    answer = upload(client, district, name, content, page)

    [words] = answer.context["form"].errors["file"]
    assert answer.status_code == 422
    assert words.startswith(f"This file is {kind}")


ACCENTS = "Nom;Famille\nÉcole de l'Été;Cèdre\nGarçon;Forêt\n"


@pytest.mark.parametrize("encoding", ["utf-32", "cp850", "utf-16", "iso-8859-15"])
def test_a_file_in_other_encodings_is_read(encoding):
    assert text_of_file(ACCENTS.encode(encoding)) == ACCENTS


@pytest.mark.parametrize(
    "text", ["cèdre", "CÈDRE", "Forêt", "l’Île-aux-Sœurs", "Garçon", "«Où»", "Noël", "L’ÉTÉ", "80 €"]
)
def test_no_word_of_windows_or_of_a_mac_is_read_as_one_of_dos(text):
    assert "cp850" not in [encoding_of(text.encode(encoding)) for encoding in ("cp1252", "mac_roman")]


def test_a_list_written_for_dos_is_named(client, district):
    make_family(district, name="Cèdre")

    answer = upload(client, district, "schools.csv", ACCENTS.encode("cp850"))

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["The file was read as one written for DOS (code page 850). Check the accents."]
    assert answer.context["plan"].lines[0].title == "École de l'Été"


def test_every_column_of_people_is_found_whatever_separates():
    for separator in ",;\t|":
        sheet = read_sheet(separator.join(["Email", "Name", "Team"]) + "\n", PERSON_COLUMNS)
        assert sheet.columns == ("email", "name", "team")
