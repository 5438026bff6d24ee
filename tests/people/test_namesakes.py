"""Two people of one name are told apart by their addresses, wherever they stand in one list."""

import pytest
from django import forms
from django.test.html import parse_html
from django.urls import reverse
from django.utils import timezone

from assessments.rating.progress import readiness
from districts.announcements import announcements_for
from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from people.namesakes import PersonField, tell_apart
from people.users import User
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_person,
    make_reflection,
    make_team,
    resources_of,
    share_reflections,
)

pytestmark = pytest.mark.django_db

ONE, OTHER = "Anne Roy (one@x.example)", "anne\u00a0roy (other@x.example)"


@pytest.fixture
def namesakes():
    return [make_person("Anne Roy", "one@x.example"), make_person("anne\u00a0roy", "other@x.example")]


def test_only_who_shares_a_name_is_shown_with_an_address(namesakes):
    third = make_person("Anné Roy", "third@x.example")
    nameless = make_person("x", "fourth@x.example")
    nameless.name = ""

    people = tell_apart([*namesakes, third, nameless, namesakes[0]])

    assert [person.label for person in people] == [ONE, OTHER, "Anné Roy", "fourth@x.example", ONE]


def test_one_person_twice_in_a_list_is_nobody_s_namesake(namesakes):
    assert [person.label for person in tell_apart([namesakes[0]] * 2)] == ["Anne Roy", "Anne Roy"]


def test_a_team_s_lists_and_pickers_tell_apart(client, namesakes):
    district = make_district()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Z", "z@x.example"), district=district))
    team, other_team = make_team(district), make_team(district)
    for person in namesakes:
        join(team, person, facilitates=True)
    page = client.get(reverse("districts:team_detail", args=[district.slug, team.pk]))
    form = client.get(reverse("districts:team_join", args=[district.slug, other_team.pk])).context["form"]

    assert {membership.person.label for membership in page.context["members"]} == {ONE, OTHER}
    assert [label for _pk, label in form.fields["person"].choices][1:] == [ONE, OTHER, "Z"]
    assert ONE in page.content.decode()


def test_facilitators_and_readiness_tell_apart(client, namesakes):
    district = make_district()
    team = make_team(district)
    for person in namesakes:
        join(team, person, facilitates=True)
    assessment = make_assessment(make_cycle(district), team)
    client.force_login(namesakes[0])
    page = client.get(reverse("assessments:assessment_detail", args=[assessment.pk]))

    assert {row.person.label for row in readiness(assessment)} == {ONE, OTHER}
    assert f"{ONE}, {OTHER}" in page.content.decode()


def test_shared_reflections_tell_their_authors_apart(client, namesakes):
    district = make_district()
    resource = resources_of(make_edition(resources=1))[0]
    team, reader = make_team(district), make_person()
    for person in (*namesakes, reader):
        join(team, person)
    for person in namesakes:
        share_reflections(reader, make_reflection(person, resource))
    client.force_login(reader)
    page = client.get(reverse("assessments:reflection_shared")).content.decode()

    assert (ONE in page, OTHER in page) == (True, True)


def test_announcements_tell_apart(namesakes):
    district = make_district()
    reader = appoint(Role.SUPERINTENDENT, district=district)
    for person in namesakes:
        appoint(Role.TRUSTEE, person, district=district, taken_at=timezone.now())
    lines = announcements_for(reader, roles_held_by(reader))[0].lines

    assert [ONE in "".join(lines), OTHER in "".join(lines)] == [True, True]


def test_the_admin_proposes_people_with_their_addresses_and_finds_them_without_accents(client, namesakes):
    make_person("Hélène O’Connor", "helene@x.example")
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR, make_person("Z", "z@x.example")))
    asked = {"app_label": "districts", "model_name": "appointment", "field_name": "person"}

    def proposed(typed):
        return [line["text"] for line in client.get("/admin/autocomplete/", {**asked, "term": typed}).json()["results"]]

    assert proposed("ANNE ROY") == [ONE, OTHER]
    assert proposed("oconnor helene") == ["Hélène O’Connor (helene@x.example)"]


def test_the_admin_refuses_a_second_spelling_of_a_district_s_name(client):
    make_district(name="Côte-Nord")
    district = make_district(name="Other")
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    address = f"/admin/districts/district/{district.pk}/change/"
    form = {"slug": district.slug, "time_zone": "America/Toronto"}

    assert client.post(address, {**form, "name": "CÔTE–NORD"}).status_code == 200
    assert client.post(address, {**form, "name": "Other’s"}).status_code == 302
    district.refresh_from_db()
    assert (district.name, district.name_key) == ("Other’s", "other's")


def test_a_list_to_choose_from_is_drawn_as_django_draws_it(namesakes):
    make_person('<b>"O\'Neil" & Co.</b>', "third@x.example")
    field = PersonField(User.objects.all(), empty_label="choose")
    attrs = {"id": "id_person", "required": True, "hidden": False, "title": '"'}

    drawn = field.widget.render("person", namesakes[1].pk, attrs)

    assert parse_html(drawn) == parse_html(forms.Select(choices=field.choices).render("person", namesakes[1].pk, attrs))
