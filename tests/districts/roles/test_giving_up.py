"""Whoever gives up their last role lands on a page that is there."""

import pytest
from django.test import Client

from districts.roles.models import Role
from tests.factories import appoint, join, make_district, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    """One of two."""
    appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


@pytest.fixture
def browser(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def place(district, *parts):
    return "/".join([f"/districts/{district.slug}/administration", *map(str, parts), ""])


@pytest.mark.parametrize("is_member", [True, False])
def test_by_ending_the_role_of_an_administrator(browser, district, administrator, is_member):
    if is_member:
        join(make_team(district), administrator)

    answer = browser.post(place(district, "appointments", administrator.appointments.get().pk, "end"), follow=True)

    assert (answer.status_code, answer.redirect_chain) == (200, [("/", 302)])
    assert "The role has ended." in answer.content.decode()


def test_by_leaving_the_district(browser, district, administrator):
    answer = browser.post(place(district, "people", administrator.pk, "leave"), follow=True)

    assert (answer.status_code, answer.redirect_chain[0]) == (200, ("/", 302))
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_who_ends_somebody_elses_stays_where_they_are(browser, district):
    other = appoint(Role.TRUSTEE, district=district)

    ended = browser.post(place(district, "appointments", other.appointments.get().pk, "end"))
    left = browser.post(place(district, "people", other.pk, "leave"))

    assert ended.url == place(district, "people", other.pk)
    assert left.status_code == 409  # they are nothing here any more
