"""Names stand in one order on every database: the alphabet's, with accents, capitals and apostrophes among their letters."""

import pytest
from django.urls import reverse

from districts.roles.models import Role
from people.text import letters_of
from people.users import User
from tests.factories import appoint, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db

NAMES = [
    "Abel",
    "ÀBELARD",
    "école Notre-Dame",
    "École Sacré-Cœur",
    "O'Connor",
    "o’brien",
    "OConnor",
    "Ōhara",
    "Öz",
    "Œuvre",
    "Saint-Jean",
    "Sainte Marie",
    "Śmith",
    "Zoë",
    "Żuk",
    "Иванов",
    "דנה",
]


def test_a_database_orders_names_as_python_does():
    for name in NAMES:
        make_person(name=name)

    listed = list(User.objects.values_list("name", flat=True))

    assert [letters_of(name) for name in listed] == sorted(map(letters_of, NAMES))
    assert listed[:5] == ["Abel", "ÀBELARD", "école Notre-Dame", "École Sacré-Cœur", "o’brien"]


def test_lists_and_pickers_put_an_accent_among_its_letters(client):
    district = make_district()
    for name in ("Zénith", "Éclair", "Delta", "Fort"):
        make_team(district=district, school=make_school(district=district, name=name), name=name)
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))

    schools = client.get(reverse("districts:school_list", args=[district.slug])).context["page"]
    teams = client.get(reverse("districts:team_list", args=[district.slug])).context["page"]
    form = client.get(reverse("districts:person_add", args=[district.slug])).context["form"]
    picked = [label for _value, label in form.fields["school"].choices][1:]

    assert [school.name for school in schools] == ["Delta", "Éclair", "Fort", "Zénith"]
    assert [team.name for team in teams] == picked == ["Delta", "Éclair", "Fort", "Zénith"]
