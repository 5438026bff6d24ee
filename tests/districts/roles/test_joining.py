"""Who joined a team and who left it stands on the team's page for 60 days, with who added or removed them."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.people import actions as people_actions
from districts.roles.joining import joined_and_left
from districts.roles.models import Membership, Role
from districts.teams import actions as teams_actions
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_person,
    make_school,
    make_team,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def district():
    return make_district(time_zone="America/Vancouver")


@pytest.fixture
def team(district):
    return make_team(district, make_school(district), members=2)


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Dana"), district=district)


def told(team, district):
    """What the page says: joined or left, the names, through whom."""
    return [(one.joined, one.names, str(one.by or "")) for one in joined_and_left(team, district)]


def test_who_is_added_and_removed_again_stays_visible(team, district, administrator, time_machine):
    ana = make_person("Ana")
    membership = teams_actions.join_team(person=ana, team=team, by=administrator)
    time_machine.move_to(timezone.now() + DAY)
    teams_actions.leave_team(membership=membership, by=administrator)
    teams_actions.join_team(person=ana, team=team, by=administrator)

    assert told(team, district) == [(True, "Ana", "Dana"), (False, "Ana", "Dana"), (True, "Ana", "Dana")]


def test_who_leaves_the_district_leaves_its_teams(team, district, administrator):
    ben = join(team, make_person("Ben")).person
    people_actions.leave_district(person=ben, district=district, by=administrator)

    assert told(team, district) == [(False, "Ben", "Dana")]


def test_whoever_adds_themselves_is_told_apart(team, district, administrator):
    teams_actions.join_team(person=administrator, team=team, by=administrator)
    (one,) = joined_and_left(team, district)

    assert (one.names, one.is_own_doing) == ("Dana", True)


def test_people_added_by_one_on_one_day_are_one_line(team, district, administrator):
    for name in ("Ana", "Ben"):
        teams_actions.join_team(person=make_person(name), team=team, by=administrator)
    teams_actions.join_team(person=make_person("Cid"), team=team, by=None)

    assert told(team, district) == [(True, "Cid", ""), (True, "Ana, Ben", "Dana")]


def test_a_pasted_list_says_who_pasted_it(team, district, administrator):
    ben = join(make_team(district), make_person("Ben", "ben@example.org")).person
    text = f"new@example.org,Newcomer,{team.name}\n{ben.email},Ben,{team.name}"
    shown = plan_people(district, text).fingerprint
    imports_actions.import_people(district=district, text=text, shown=shown, by=administrator)

    assert [one.by for one in joined_and_left(team, district)] == [administrator]
    assert {name for one in joined_and_left(team, district) for name in one.names.split(", ")} == {"Newcomer", "Ben"}


def test_it_ends_after_sixty_days_by_the_districts_clock(team, district, time_machine):
    joined = district.start_of(datetime.date(2026, 9, 1)) + datetime.timedelta(hours=1)
    join(team, make_person("Ana"), starts_at=joined)
    the_day_after = district.start_of(datetime.date(2026, 9, 1) + 61 * DAY)

    time_machine.move_to(the_day_after - datetime.timedelta(seconds=1), tick=False)
    assert [one.day for one in joined_and_left(team, district)] == [datetime.date(2026, 9, 1)]
    time_machine.move_to(the_day_after, tick=False)
    assert joined_and_left(team, district) == []


def test_what_has_not_come_yet_is_not_told(team, district):
    join(team, starts_at=timezone.now() + DAY)
    join(team, starts_at=timezone.now() - 90 * DAY, ends_at=timezone.now() + DAY)

    assert joined_and_left(team, district) == []


def test_members_and_administrators_read_it_on_the_teams_page(team, district, administrator):
    teams_actions.join_team(person=make_person("Ana"), team=team, by=administrator)
    assessment = make_assessment(make_cycle(district), team)
    member = Membership.objects.filter(team=team).order_by("pk").first().person
    pages = [
        (member, f"/assessments/{assessment.pk}/"),
        (administrator, reverse("districts:team_detail", args=[district.slug, team.pk])),
    ]

    for person, url in pages:
        client = Client()
        client.force_login(person)
        text = client.get(url).content.decode()
        assert ("Ana joined the team" in text, "added by Dana" in text) == (True, True)


def test_where_nothing_happened_the_page_says_so(team, district):
    client = Client()
    client.force_login(Membership.objects.filter(team=team).first().person)
    assessment = make_assessment(make_cycle(district), team)

    assert "Nobody joined or left in the last 60 days." in client.get(f"/assessments/{assessment.pk}/").content.decode()


def test_many_changes_cost_one_question(team, district, administrator, django_assert_num_queries):
    for _ in range(3):
        teams_actions.join_team(person=make_person(), team=team, by=administrator)

    with django_assert_num_queries(1):
        assert [len(one.people) for one in joined_and_left(team, district)] == [3]
