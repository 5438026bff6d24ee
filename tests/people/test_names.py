"""One name in every spelling: what its key is, where it is compared, and that nothing compares names otherwise."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.roles.models import Role
from districts.schools import actions as schools_actions
from districts.settings import actions as settings_actions
from districts.structure.errors import NameTaken
from districts.structure.models import District, School
from districts.teams import actions as teams_actions
from people.named import fill_name_keys
from people.names import LONGEST_KEY, NameField, clean_name, name_key, refuse_mixed_alphabets
from tests.factories import appoint, make_cycle, make_district, make_family, make_person, make_school, make_team

SPELLINGS = {
    "capitals": ("École L’Envol", "ÉCOLE L’ENVOL"),
    "composition": ("École", "E\u0301cole"),
    "apostrophes": ("O’Connor", "O'Connor", "O‘Connor", "OʼConnor", "O`Connor", "O´Connor", "O′Connor", "O＇Connor"),
    "dashes": ("A-B", "A‐B", "A‑B", "A–B", "A—B", "A−B", "A－B"),
    "spaces": ("A B", "A\u00a0B", "A  B", "A\u2009B", "A\u202fB", " A B\u3000", "A\tB"),
    "what nobody sees": ("AB", "A\u00adB", "A\u200bB", "\ufeffAB", "A\u2060B", "A\u200dB"),
    "ligatures": ("Sacré-Cœur", "Sacré-Coeur", "SACRÉ-CŒUR"),
    "quotation marks": ("« A »", "“ A ”", '" A "'),
    "wide letters": ("ABC 1", "ＡＢＣ １"),
}
NAMED = {"Cycle", "District", "Family", "School", "Team"}
ROOMS = ("assessments", "demo", "districts", "frameworks", "olf_site", "people", "reports")


@pytest.mark.parametrize("names", SPELLINGS.values(), ids=SPELLINGS)
def test_one_name_has_one_key(names):
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Aimé", "Aime"), ("Côté", "Cote"), ("St. John", "St John"), ("A B", "AB"), ("O’Neil", "ONeil")]
)
def test_other_letters_are_another_name(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["A" * 200, "ﷺ" * 200, "é" * 200, "\U0001f3eb" * 200, "", "\ud800"])
def test_a_key_fits_its_column_and_names_that_end_differently_differ(name):
    assert len(name_key(name)) <= LONGEST_KEY
    assert name_key(name + "x") != name_key(name)


@pytest.mark.parametrize(
    "name",
    [
        "M\u0430ple Grove",
        "Maple Gr\u043eve",
        "\u0410nne",
        "\u0392ay",
        "L\u03bfn",
        "Schoo\u04cf",
        "M\u0301\u200d\u0430ple",
        "\u13aanne",
    ],
)
def test_a_word_of_two_alphabets_that_look_alike_is_no_name(name):
    with pytest.raises(ValidationError, match="is a letter of another alphabet"):
        NameField().clean(name)


@pytest.mark.parametrize(
    "name",
    ["Maple Grove", "École Sainte-Hélène", "Школа № 5", "Αθήνα", "Škola–Школа", "xʷməθkʷəy̓əm", "hən̓q̓əmin̓əm̓", "SENĆOŦEN"]
    + ["ᐃᓄᒃᑎᑐᑦ", "东方 School", "ʔaq̓am", "Hul’q’umi’num’", "Łódź", "Heiltsuk χ̓"],
)
def test_names_of_every_language_are_names(name):
    assert NameField().clean(name) == name


def test_no_name_holds_anybody_up(seconds_of_processor):
    with seconds_of_processor(1):
        name_key("\u0315\u0300" * 100_000)
        clean_name("\u0315\u0300" * 100_000)
        refuse_mixed_alphabets("\u0315\u0300" * 100_000)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Gull\u00a0 Rock ", "Gull Rock"),
        ("Gull\u00ad\u200b Rock\ufeff", "Gull Rock"),
        ("O'Connor", "O'Connor"),
        ("E\u0301cole", "E\u0301cole"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # it joins, or parts, letters
    ],
)
def test_a_name_is_kept_as_it_was_meant(typed, kept):
    assert clean_name(typed) == kept


def test_every_name_that_is_given_once_has_a_key():
    """A constraint on a name itself would let a second spelling in."""
    once = {
        model.__name__: constraint.fields
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if hasattr(constraint, "fields") and {"name", "name_key"} & set(constraint.fields)
    }

    assert once.keys() == NAMED
    assert {fields[-2:] for fields in once.values()} == {("name_key", "namesake")}


COMPARED = re.compile(r"__iexact|__icontains|__istartswith|\.casefold\(|name__contains")
# Where it is said how names, searches and the words of a list are compared.
SAID_ONCE = {"people/names.py", "people/text.py", "districts/imports/csv_headings.py"}


def test_nothing_else_compares_names_or_searches():
    root = Path(settings.BASE_DIR)
    found = {
        str(path.relative_to(root))
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        if "migrations" not in path.parts and COMPARED.search(path.read_text())
    }

    assert found == SAID_ONCE


MAKE = {
    "family": lambda district, name: make_family(district, name=name),
    "school": lambda district, name: make_school(district, name=name),
    "team": lambda district, name: make_team(district, name=name),
    "cycle": lambda district, name: make_cycle(district, name=name),
    "district": lambda _district, name: make_district(name=name),
}


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_the_database_refuses_a_second_spelling(make):
    district = make_district()
    make(district, "L’Envol")

    with pytest.raises(IntegrityError), transaction.atomic():
        make(district, "L'ENVOL")


@pytest.mark.django_db
def test_actions_refuse_a_second_spelling_and_rename_with_the_key():
    district, by = make_district(name="Ours’"), make_person()
    family, team, school = make_family(district), make_team(district), make_school(district)
    for name, make in (
        ("F", schools_actions.add_family),
        ("T", teams_actions.add_team),
        ("S", schools_actions.add_school),
    ):
        make(district=district, name=f"{name} L’Envol", by=by)
        with pytest.raises(NameTaken):
            make(district=district, name=f"{name.lower()} L'ENVOL", by=by)
    for change, named, name in (
        (schools_actions.rename_family, {"family": family}, "f l'envol"),
        (teams_actions.rename_team, {"team": team}, "t l'envol"),
        (schools_actions.change_school, {"school": school}, "s l'envol"),
        (settings_actions.change_district, {"district": make_district()}, "ours'"),
    ):
        with pytest.raises(NameTaken):
            change(**named, name=name, by=by)
        thing = change(**named, name=f"Another {name}", by=by)
        stored = type(thing).objects.get(pk=thing.pk)
        assert (stored.name, stored.name_key) == (f"Another {name}", name_key(f"Another {name}"))


@pytest.mark.django_db
def test_forms_refuse_a_second_spelling_in_words(client):
    district = make_district()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    make_family(district, name="L’Envol")
    family = make_family(district)
    named = {"district": district.slug}

    answers = [
        client.post(reverse("districts:family_list", args=named.values()), {"name": "l'envol"}),
        client.post(reverse("districts:family_change", args=[district.slug, family.pk]), {"name": "L`Envol"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert ["already" in answer.content.decode() for answer in answers] == [True, True]


@pytest.mark.django_db
def test_a_district_is_found_taken_by_the_form_and_by_the_action(client):
    make_district(name="Côte-Nord")
    administrator = appoint(Role.INSTALLATION_ADMINISTRATOR)
    client.force_login(administrator)
    form = {
        "name": "côte–nord",
        "slug": "another",
        "time_zone": "America/Toronto",
        "administrator_email": "a@x.example",
        "administrator_name": "A",
    }

    assert client.post(reverse("installation:found"), form).status_code == 422
    with pytest.raises(NameTaken):
        settings_actions.create_district(**form, by=administrator)
    assert not District.objects.filter(slug="another").exists()


@pytest.mark.django_db
def test_look_alikes_of_before_get_keys_and_numbers_and_keep_their_names():
    district = make_district()
    names = ["L’Envol", "l'envol", "Other", "L`ENVOL"]
    schools = [make_school(district, name=name, namesake=n) for n, name in enumerate(names)]
    elsewhere = make_school(make_district(), name="L’Envol")
    School.objects.update(name_key="")

    fill_name_keys(School.objects, "district")

    told = [School.objects.get(pk=school.pk) for school in (*schools, elsewhere)]
    assert [(s.name, s.name_key, s.namesake, s.kept_apart) for s in told] == [
        ("L’Envol", "l'envol", 0, False),
        ("l'envol", "l'envol", 1, False),
        ("Other", "other", 0, False),
        ("L`ENVOL", "l'envol", 2, False),
        ("L’Envol", "l'envol", 0, False),
    ]


@pytest.mark.django_db
def test_saving_a_name_asks_no_more_than_it_did():
    family = make_family(make_district())
    with CaptureQueriesContext(connection) as asked:
        family.save()
    assert len(asked) <= 2  # the update, and the history's reading of what was before
