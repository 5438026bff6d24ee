"""A team's last facilitator is never lost without being asked: by a list, a form, the end of a membership."""

import pytest
from django.urls import reverse

from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.people import actions as people_actions
from districts.roles.errors import LastFacilitator
from districts.roles.models import Role
from districts.teams import actions as teams_actions
from tests.factories import appoint, join, make_district, make_person, make_team

pytestmark = pytest.mark.django_db

WITHOUT_FACILITATOR = "would have no facilitator: Alpha."


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


@pytest.fixture
def last(district):
    """The only facilitator of a team that has a member beside."""
    team = make_team(district, name="Alpha")
    join(team, make_person(email="member@example.org"))
    return join(team, make_person(email="last@example.org"), facilitates=True)


def facilitates(membership):
    return membership.team.memberships.current().filter(facilitates=True, pk=membership.pk).exists()


# What takes a facilitator away: an action, and the page with what is posted to it.
WAYS = {
    "change": (
        lambda held, **said: teams_actions.change_membership(membership=held, facilitates=False, rates=True, **said),
        lambda held: ("membership_change", held.pk, {"part": "member"}),
    ),
    "leave team": (
        lambda held, **said: teams_actions.leave_team(membership=held, **said),
        lambda held: ("membership_end", held.pk, {}),
    ),
    "leave district": (
        lambda held, **said: people_actions.leave_district(person=held.person, district=held.team.district, **said),
        lambda held: ("person_leave", held.person_id, {}),
    ),
}


@pytest.fixture(params=WAYS)
def way(request):
    return WAYS[request.param]


def test_the_last_one_stays_unless_somebody_said_so(way, last, administrator):
    act, _page = way
    with pytest.raises(LastFacilitator):
        act(last, by=administrator)
    assert facilitates(last)

    act(last, by=administrator, without_facilitator=True)
    assert not facilitates(last)


def test_one_of_two_goes_without_a_question(way, last, administrator):
    join(last.team, facilitates=True)
    act, _page = way

    act(last, by=administrator)
    assert not facilitates(last)


def test_one_of_the_past_or_of_another_team_is_no_second_one(way, last, administrator):
    other = join(last.team, facilitates=True)
    teams_actions.leave_team(membership=other, by=administrator)
    join(make_team(last.team.district, name="Beta"), facilitates=True)
    act, _page = way

    with pytest.raises(LastFacilitator):
        act(last, by=administrator)


def test_who_does_not_facilitate_goes_without_a_question(way, last, administrator):
    act, _page = way
    member = last.team.memberships.get(facilitates=False)

    act(member, by=administrator)
    assert facilitates(last)


def test_the_page_asks_and_does_it_with_a_tick(way, client, last, administrator):
    client.force_login(administrator)
    name, pk, typed = way[1](last)
    address = reverse(f"districts:{name}", args=[last.team.district.slug, pk])

    asked = client.post(address, typed)
    assert asked.status_code == 422
    assert WITHOUT_FACILITATOR in asked.content.decode()
    assert facilitates(last)

    assert client.post(address, typed | {"without_facilitator": "on"}).status_code == 302
    assert not facilitates(last)


def test_the_page_asks_nothing_where_another_one_stays(way, client, last, administrator):
    join(last.team, facilitates=True)
    client.force_login(administrator)
    name, pk, typed = way[1](last)
    address = reverse(f"districts:{name}", args=[last.team.district.slug, pk])

    assert "without_facilitator" not in client.get(address).content.decode()
    assert client.post(address, typed).status_code == 302


def test_a_facilitator_may_stop_rating_without_a_question(client, last, administrator):
    client.force_login(administrator)
    address = reverse("districts:membership_change", args=[last.team.district.slug, last.pk])

    assert client.post(address, {"part": "facilitator_only"}).status_code == 302
    assert facilitates(last)


# -- lists -----------------------------------------------------------------------------------------

LAST = "last@example.org,,Alpha,member\n"


def plan(district, text):
    return plan_people(district, "email,name,team,role\n" + text)


@pytest.mark.parametrize(
    "also",
    [
        "",
        "member@example.org,,Alpha,member",
        "new@example.org,New,Alpha,member",
        "new@example.org,New,Beta,facilitator",
        "new@example.org,,Alpha,facilitator",  # refused: there is no name
        "away@example.org,Away,Alpha,facilitator",  # only asked; may never come
    ],
)
def test_a_list_names_the_teams_that_it_would_leave_without_one(district, last, also):
    make_team(district, name="Beta")
    join(make_team(make_district()), make_person(email="away@example.org"))

    assert plan(district, LAST + also).without_facilitator == ("Alpha",)


@pytest.mark.parametrize("also", ["member@example.org,,Alpha,facilitator", "new@example.org,New,Alpha,facilitator"])
def test_a_list_that_names_another_one_asks_nothing(district, last, also):
    assert plan(district, LAST + also).without_facilitator == ()
    assert plan(district, f"{also}\n{LAST}").without_facilitator == ()


def test_a_list_asks_nothing_of_a_team_that_has_another_or_had_none(district, last):
    join(last.team, facilitates=True)
    join(make_team(district, name="Beta"), make_person(email="b@example.org"))

    assert plan(district, LAST + "b@example.org,,Beta,member").without_facilitator == ()


def test_a_list_is_saved_only_with_the_tick(client, district, administrator, last):
    client.force_login(administrator)
    page = reverse("districts:person_import", args=[district.slug])
    typed = {"text": LAST}
    shown = client.post(page, typed)
    typed |= {"shown": shown.context["plan"].fingerprint, "save": "1"}

    asked = client.post(page, typed)
    assert (shown.status_code, asked.status_code) == (200, 422)
    assert all(WITHOUT_FACILITATOR in answer.content.decode() for answer in (shown, asked))
    assert "Something has changed" not in asked.content.decode()
    assert facilitates(last)

    assert client.post(page, typed | {"without_facilitator": "on"}).status_code == 302
    assert not facilitates(last)


def test_a_list_takes_no_team_its_last_facilitator_unless_that_is_said(district, administrator, last):
    shown = plan_people(district, LAST).fingerprint

    saved = imports_actions.import_people(district=district, text=LAST, shown=shown, by=administrator)

    assert not saved[1]
    assert facilitates(last)


def test_a_tick_is_no_leave_for_a_team_that_was_not_shown(district, administrator, last):
    other = join(last.team, facilitates=True)
    text = "email,team,role\nlast@example.org,Alpha,member"
    shown = plan_people(district, text).fingerprint
    teams_actions.leave_team(membership=other, by=administrator)

    saved = imports_actions.import_people(
        district=district, text=text, shown=shown, by=administrator, without_facilitator=True
    )

    assert not saved[1]
    assert facilitates(last)
