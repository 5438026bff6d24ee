"""The first-time explanation: for the person's roles, until it is put away, on every device; and to read again."""

import pytest
from django.test import Client

from districts.roles.models import Role
from olf_site.welcome import EXPLANATIONS, FACILITATOR, MEMBER
from tests.factories import appoint, join, make_district, make_team

pytestmark = pytest.mark.django_db


def device_of(person):
    client = Client()
    client.force_login(person)
    return client


def shown_to(person, address="/"):
    """The roles that a page explains to somebody."""
    return [explanation.role for explanation in device_of(person).get(address).context["explanations"]]


def test_every_role_has_an_explanation():
    assert set(EXPLANATIONS) == {MEMBER, FACILITATOR, *(str(role) for role in Role)}, (
        "olf_site/welcome.py tells each role in three sentences what it does, what follows and what it sees"
    )


def test_first_visit_explains_each_of_a_person_s_roles_once():
    district = make_district()
    person = join(make_team(district)).person
    join(make_team(district), person)
    appoint(Role.SUPERINTENDENT, person, district)
    appoint(Role.SUPERINTENDENT, person, make_district())

    assert shown_to(person) == [MEMBER, Role.SUPERINTENDENT]


def test_who_facilitates_is_not_told_what_a_member_does():
    district = make_district()
    person = join(make_team(district)).person
    join(make_team(district), person, facilitates=True)

    assert shown_to(person) == [FACILITATOR]


def test_put_away_on_one_device_it_is_away_on_all_and_stays_in_my_account():
    person = join(make_team(make_district())).person

    device_of(person).post("/me/welcome/put-away/")

    assert shown_to(person) == []
    assert shown_to(person, "/me/welcome/") == [MEMBER]
    assert 'href="/me/welcome/"' in device_of(person).get("/me/").content.decode()


def test_new_role_is_explained_when_it_comes():
    team = make_team(make_district())
    person = join(team).person
    device_of(person).post("/me/welcome/put-away/")

    appoint(Role.TRUSTEE, person, team.district)

    assert shown_to(person) == [Role.TRUSTEE]
    assert "New for you" in device_of(person).get("/").content.decode()


def test_reading_it_puts_nothing_away():
    person = join(make_team(make_district())).person

    shown_to(person)

    assert shown_to(person) == [MEMBER]
