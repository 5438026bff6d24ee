"""What is meant is found: without accents, with either apostrophe, in capitals or not, on every database."""

import pytest
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from assessments.evidence.models import Evidence
from districts.roles.models import Role
from frameworks.models.edition import Practice
from people.ordering import Letters, saying
from people.text import letters_of
from people.users import User
from tests.factories import (
    appoint,
    join,
    make_district,
    make_edition,
    make_evidence,
    make_person,
    make_school,
    make_team,
)

pytestmark = pytest.mark.django_db

NAMES = ["École de la Côte", "École L’Aurore", "O’Connor", "Anne Guèvremont", "Procès-verbal", "Maple Grove"]
SEARCHES = [
    ("école", ["École de la Côte", "École L’Aurore"]),
    ("ecole", ["École de la Côte", "École L’Aurore"]),
    ("ECOLE", ["École de la Côte", "École L’Aurore"]),
    ("e\u0301cole cote", ["École de la Côte"]),
    ("cote", ["École de la Côte"]),
    ("L'Aurore", ["École L’Aurore"]),
    ("L’Aurore", ["École L’Aurore"]),
    ("laurore", ["École L’Aurore"]),
    ("aurore", ["École L’Aurore"]),
    ("oconnor", ["O’Connor"]),
    ("O'Connor", ["O’Connor"]),
    ("GUÈVREMONT", ["Anne Guèvremont"]),
    ("guevremont anne", ["Anne Guèvremont"]),
    ("PROCÈS", ["Procès-verbal"]),
    ("proces verbal", ["Procès-verbal"]),
    ("procès–verbal", ["Procès-verbal"]),
    ("maple\u00a0grove", ["Maple Grove"]),
    ("ma\u00adple", ["Maple Grove"]),
    ("%", sorted(NAMES)),  # nothing that a name could have
    ("qqq", []),
]


def pages_of(client, district, page, typed):
    return [row.name for row in client.get(reverse(page, args=[district.slug]), {"q": typed}).context["page"]]


@pytest.mark.parametrize(("typed", "found"), SEARCHES, ids=[repr(typed) for typed, _found in SEARCHES])
def test_schools_teams_people_and_evidence_are_found(client, typed, found):
    district = make_district()
    team = make_team(district, name="zzz")
    for name in NAMES:
        make_school(district, name=name)
        make_team(district, name=name)
        join(team, make_person(name=name))
        make_evidence(team, title="zzz", note=name)
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, make_person(name="zzz", email="z@z.z"), district=district)
    client.force_login(administrator)
    others = ["zzz"] if typed == "%" else []

    assert pages_of(client, district, "districts:school_list", typed) == sorted(found, key=letters_of)
    assert pages_of(client, district, "districts:team_list", typed) == sorted([*found, *others], key=letters_of)
    people = pages_of(client, district, "districts:person_list", typed)
    assert sorted(people) == sorted([*found, *others])
    assert sorted(piece.note for piece in Evidence.objects.saying(typed)) == sorted(found)


def test_people_are_found_by_their_address():
    person = make_person(name="A", email="anne.roy@x.example")
    make_person(name="B", email="annex.roy@x.example")

    for typed in ("anne.roy", "ANNE.ROY@X.example", "roy@x.example anne.r"):
        assert list(User.objects.filter(saying(typed, "name", "email"))) == [person]


def test_practices_are_found_by_their_words_and_whole_code():
    edition = make_edition(characteristics=1, practices=12, publish=False)
    Practice.objects.filter(code="1.1").update(statement="Évaluer l’équité")

    def found(typed):
        return [practice.code for practice in Practice.objects.filter(characteristic__edition=edition).saying(typed)]

    assert found("evaluer equite") == ["1.1"]
    assert found("L'ÉQUITÉ") == ["1.1"]
    assert found("1.2") == ["1.2"]


TEXTS = [
    *NAMES,
    "Łukasz Ørsted Đặng Æsir Þór ẞtraße ħı",
    "Œuvre; cœur – «guillemets» … 100 % (a/b) _x_",
    "J.-P. D’Amours\u00a0\u202f\u200bJr.\tx\ny",
    "x´y`z ‘a’ ʼ ″",
    "naïve ﬁn ＡＢＣ № ½",
    "",
    "👍 café ❤️ école",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_database_reads_the_letters_that_python_reads(text):
    make_person()
    asked = User.objects.annotate(letters=Letters(Cast(Value(text), TextField()))).values_list("letters", flat=True)

    assert asked[0] == letters_of(text)
