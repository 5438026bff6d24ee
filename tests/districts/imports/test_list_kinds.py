"""Lists as other systems, spreadsheets and people write them: headings, titles, separators, encodings, spellings."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from districts.imports import actions
from districts.imports.csv_encoding import encoding_of, text_of_file
from districts.imports.csv_headings import PERSON_COLUMNS, SCHOOL_COLUMNS, header_of
from districts.imports.csv_reading import read_sheet
from districts.imports.people import plan_people
from districts.imports.schools import plan_schools
from districts.roles.models import Role
from districts.structure.models import School
from tests.factories import appoint, join, make_district, make_family, make_person, make_school, make_team

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "cases"
FRENCH = "Nom;Famille\nÉcole L’Été;Est à l’ouest\nCôté-Sud;Forêt «d’Ô»\n"


@pytest.fixture
def district():
    return make_district()


def changes(plan):
    return [(line.line, str(line.change)) for line in plan.lines]


def rows(text, columns=SCHOOL_COLUMNS):
    return [(row.line, row.get(columns[0].key)) for row in read_sheet(text, columns).rows]


def test_schools_that_look_the_same_are_the_same(district):
    families = {name: make_family(district, name=f"{name} family of schools") for name in ("Portage", "Harbour")}
    families["Cedar Valley"] = make_family(district, name="Cedar Valley family of schools")
    for name, family in (
        ("O’Connor Public School", "Portage"),
        ("École Sainte-Hélène", "Portage"),
        ("Maple Grove Public School", "Cedar Valley"),
        ("Gull Rock Public School", "Harbour"),
        ("Whitefish Bay Public School", "Harbour"),
    ):
        make_school(district, name=name, family=families[family])

    plan = plan_schools(district, CASES.joinpath("02-schools-that-look-the-same.tsv").read_text())

    assert changes(plan) == [(line, "unchanged") for line in range(2, 7)]


def test_a_sep_line_is_understood(district):
    make_family(district, name="Harbour family of schools")

    plan = plan_schools(district, CASES.joinpath("06-schools-sep-line.csv").read_text())

    assert [(line.line, str(line.change), line.title) for line in plan.lines] == [(3, "created", "New School A")]
    assert plan.lines[0].does["values"]["sourced_id"] == "004711"
    assert "new family" not in plan.lines[0].words


def test_french_headings_are_understood(district):
    make_team(district, make_school(district, name="Gull Rock Public School"))

    plan = plan_people(district, CASES.joinpath("07-roster-french-headings.csv").read_text())

    assert [(line.line, str(line.change), line.title) for line in plan.lines] == [
        (2, "created", "Anne Roy (b1@x.example)")
    ]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;", " sep=; ", "\ufeffsep=;"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_sep_line_in_any_way_of_writing(line, ending):
    assert rows(ending.join([line, "name;family", "A, B;East"])) == [(3, "A, B")]


def test_a_sep_line_says_what_separates_whatever_the_lines_look_like():
    assert rows("sep=|\nname|family\nA, B|East, West") == [(3, "A, B")]
    assert rows("sep=\t\nname\tfamily\nA;B\tEast") == [(3, "A;B")]
    assert rows("Sep=arated Learning\nBeta") == [(1, "Sep=arated Learning"), (2, "Beta")]  # a school, perhaps


HEADINGS_OF_PEOPLE = {
    "email": [
        *("Adresse de courriel", "ADRESSE DE COURRIEL", "Adresse e\u0301lectronique", "Courriels", "Courriel *"),
        *(
            "E-mail",
            "Email address",
            "Adresse courriel (obligatoire)",
            "Courriel\u00a0:",
            "Courrier électronique",
            "Mél",
        ),
    ],
    "name": ["Nom", "Noms", "Nom complet", "Nom et prénom", "Full name", "Name", "Nom de la personne", "Prénom et nom"],
    "team": ["École", "E\u0301COLE", "Écoles", "Nom de l’école", "Équipe ou école", "Établissement", "School or team"],
    "role": ["Rôle", "Rôles", "Fonction", "Role", "Poste"],
}


@pytest.mark.parametrize(
    ("key", "heading"), [(key, heading) for key, several in HEADINGS_OF_PEOPLE.items() for heading in several]
)
def test_headings_of_people_in_both_languages(key, heading):
    header = header_of(["Courriel", heading] if key != "email" else [heading], PERSON_COLUMNS)

    assert header is not None
    assert header[-1] == key


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Nom de l'école", "name"),
        ("Écoles", "name"),
        ("School name", "name"),
        ("Familles d’écoles", "family"),
        ("Family of schools", "family"),
        ("Langue d'enseignement", "language"),
        ("Palier", "level"),
        ("N°", ""),
        ("Numéro de l’école", "sourced_id"),
        ("Identifiants", "sourced_id"),
        ("Date d'ouverture", "opened_on"),
        ("Dernier jour", "closed_on"),
        ("Couleur", ""),
    ],
)
def test_headings_of_schools_in_both_languages(heading, key):
    names = [] if key == "name" else ["Nom"]

    assert header_of([*names, heading], SCHOOL_COLUMNS)[-1] == key


TITLES = ["Liste des écoles;;", "En date du 1er septembre;;", ";;", "Nom;Famille;Code", "A;Est;1", "B;Est;2"]


def test_titles_stand_above_the_headings_and_are_said():
    sheet = read_sheet("\n".join(TITLES), SCHOOL_COLUMNS)

    assert [(row.line, row.get("name"), row.get("sourced_id")) for row in sheet.rows] == [(5, "A", "1"), (6, "B", "2")]
    assert sheet.beside == ((1, "Liste des écoles"), (2, "En date du 1er septembre"))


def test_titles_do_not_make_a_separator():
    text = "Écoles du conseil, par famille, 2026\nExporté le 1, 2, 3\nNom;Famille\nA, B;Est\n"

    assert rows(text) == [(4, "A, B")]


def test_headings_again_and_totals_are_no_schools():
    text = "Name;Family\nNom;Famille\nA;East\nName;Family\nB;East\nTotal;2\nTotaux : 2 écoles\n"
    sheet = read_sheet(text, SCHOOL_COLUMNS)

    assert [row.get("name") for row in sheet.rows] == ["A", "B"]
    assert [line for line, _words in sheet.beside] == [2, 4, 6, 7]


def test_a_heading_again_is_no_school_where_it_names_one_column_alone():
    assert rows("name,colour\nA,red\nname,colour\nB,blue") == [(2, "A"), (4, "B")]


def test_a_school_is_not_taken_for_a_heading_or_a_total():
    assert [name for _line, name in rows("Total Learning Academy\nSchool\nBeta")] == [
        *("Total Learning Academy", "School", "Beta"),
    ]
    assert [name for _line, name in rows("name\nTotal Learning Academy\nSchool\nBeta")] == [
        *("Total Learning Academy", "School", "Beta"),
    ]


def test_the_preview_says_which_lines_are_no_rows(client, district):
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))

    page = client.post(reverse("districts:school_import", args=[district.slug]), {"text": "\n".join(TITLES)})

    assert "Liste des écoles" in page.content.decode()
    assert [line.title for line in page.context["plan"].lines] == ["A", "B"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_a_file_is_read_in_its_own_encoding(encoding):
    assert text_of_file(FRENCH.encode(encoding)).removeprefix("\ufeff") == FRENCH


@pytest.mark.parametrize(
    "text", ["É", "ÉCOLE SAINTE-HÉLÈNE", "Québec", "à", "L’Aurore", "naïve", "Zoë – Noël", "plain"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_word_or_two_are_enough_to_tell_windows_from_a_mac(text, encoding):
    content = f"nom\n{text} et Hélène\n".encode(encoding)

    assert encoding_of(content) == encoding
    assert text in text_of_file(content)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_capitals_tell_windows_from_a_mac(encoding):
    assert text_of_file("NOM\nSÈVRES\n".encode(encoding)) == "NOM\nSÈVRES\n"


def test_a_list_from_a_mac_is_named(client, district):
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    address = reverse("districts:school_import", args=[district.slug])

    def said(encoding):
        file = SimpleUploadedFile("schools.csv", FRENCH.encode(encoding), "text/csv")
        return client.post(address, {"file": file}).content.decode()

    assert ("MacRoman" in said("mac_roman"), "MacRoman" in said("cp1252")) == (True, False)
    assert "École L’Été" in said("mac_roman")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ã‰cole;Est", "“Ã‰” in column 1 was read the wrong way; it was probably “É”."),
        ("A;Lâ€™Est", "“â€™” in column 2 was read the wrong way; it was probably “’”."),
        ("A;C\ufffdte", "“\ufffd” in column 2 was read the wrong way."),
    ],
)
def test_a_line_that_was_read_the_wrong_way_is_refused_with_its_place(district, line, words):
    plan = plan_schools(district, f"name;family\nFirst;Est\n{line}\nLast;Est")

    assert changes(plan) == [(2, "created"), (3, "refused"), (4, "created")]
    assert plan.lines[1].words.startswith(words)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u00a0a.b@x.example\u00a0", "a.b@x.example"),
        ("A.B@X.example", "a.b@x.example"),
        ("a@que\u0301bec.example", "a@québec.example"),
        ("a\u200b.b@x.example", "a.b@x.example"),
    ],
)
def test_an_address_is_read_as_people_see_it(district, typed, read):
    make_team(district, name="T")
    known = join(make_team(district), make_person(name="A", email=read)).person

    plan = plan_people(district, f"email\tname\tteam\n{typed}\tA\tT")

    assert [line.title for line in plan.lines] == [f"A ({known.email})"]


def test_a_curly_apostrophe_in_an_address_is_refused_with_its_place(district):
    make_team(district, name="T")

    plan = plan_people(district, "email\tname\tteam\no’brien@x.example\tA\tT")

    assert changes(plan) == [(2, "refused")]
    assert "Character 2" in plan.lines[0].words


def test_a_name_in_two_columns_is_one(district):
    make_team(district, name="T")

    for headings, cells in (
        ("Courriel;Nom;Prénom;Équipe", "a@x.example;Roy;Anne;T"),
        ("Email;Last name;First name;Team", "a@x.example;Roy;Anne;T"),
        ("Email;Name;First name;Team", "a@x.example;Anne Roy;Anne;T"),
    ):
        assert plan_people(district, f"{headings}\n{cells}").lines[0].title == "Anne Roy (a@x.example)"


def test_teams_and_schools_of_people_are_found_in_any_spelling(district):
    team = make_team(district, name="Équipe de L’Été")
    school = make_school(district, name="École Sacré-Cœur")

    plan = plan_people(
        district,
        "email\tname\tteam\trole\n"
        "a@x.example\tA\tE\u0301QUIPE DE L'ÉTÉ\t\n"
        "b@x.example\tB\tÉcole\u00a0Sacre\u0301–Coeur\tprincipal\n"
        "c@x.example\tC\tecole sacre-coeur\t",
    )

    assert [line.does.get("given", {}).get("team") for line in plan.lines[:1]] == [team]
    assert plan.lines[1].does["given"]["school"] == school
    assert changes(plan)[2] == (4, "refused")  # without its accents it is another name


def test_capitals_of_a_system_that_has_no_others_rename_nothing(district):
    make_school(district, name="École L’Envol")

    assert changes(plan_schools(district, "name\nÉCOLE L'ENVOL")) == [(2, "unchanged")]
    assert changes(plan_schools(district, "name\nÉcole l’envol")) == [(2, "changed")]


def test_a_change_beside_another_spelling_leaves_the_name(district):
    make_school(district, name="École L’Envol")
    text = "name,level\nÉCOLE L'ENVOL,secondary"
    shown = plan_schools(district, text).fingerprint
    _plan, saved = actions.import_schools(district=district, text=text, shown=shown, by=make_person())

    assert saved
    assert list(School.objects.values_list("name", "level")) == [("École L’Envol", "secondary")]


def test_new_families_in_two_spellings_are_one(district):
    text = "name,family\nA,L’Est\nB,l'est\nC,L`EST"
    shown = plan_schools(district, text).fingerprint
    actions.import_schools(district=district, text=text, shown=shown, by=make_person())

    assert [family.name for family in district.families.all()] == ["L’Est"]
    assert School.objects.filter(family__name="L’Est").count() == 3


def test_a_name_of_look_alikes_is_refused_unless_it_is_written_like_one(district):
    one, other = [make_school(district, name=name, namesake=n) for n, name in enumerate(("O'Connor", "O’Connor"))]

    plan = plan_schools(district, "name,level\nO’Connor,secondary\nO`Connor,secondary")

    assert [(line.line, str(line.change), line.does.get("school")) for line in plan.lines] == [
        (2, "changed", other),
        (3, "refused", None),
    ]
    assert "2 that look alike" in plan.lines[1].words


def test_a_renamed_school_and_a_new_one_do_not_get_one_name(district):
    make_school(district, name="Old", sourced_id="1")

    plan = plan_schools(district, "name,id\nL’Envol,1\nl'envol,")

    assert changes(plan) == [(2, "changed"), (3, "refused")]
