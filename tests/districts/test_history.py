"""What actions leave in the history of their district, and that saving what is so already leaves nothing."""

import datetime

import pytest
from django.utils import timezone

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.roles.models import Invitation, Role
from districts.schools import actions as schools_actions
from districts.teams import actions as teams_actions
from tests.factories import appoint, join, make_district, make_family, make_person, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def by(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Anne Roy"), district)


def told(district):
    """The history, the earliest first: the kind of each change, and what is said of it."""
    return list(district.changes.order_by("pk").values_list("kind", "facts"))


def test_a_family_or_a_team_that_keeps_its_name_is_not_told_of(district, by):
    family, team = make_family(district, name="North"), make_team(district, name="Board office")

    for name in ("North", "South", "South"):
        family = schools_actions.rename_family(family=family, name=name, by=by)
    for name in ("Board office", "Office", "Office"):
        team = teams_actions.rename_team(team=team, name=name, by=by)

    assert told(district) == [
        ("family_renamed", {"before": "North", "after": "South"}),
        ("team_renamed", {"before": "Board office", "after": "Office"}),
    ]


def test_a_member_s_part_is_told_of_when_it_changes(district, by):
    team = make_team(district, name="Board office")
    join(team, facilitates=True)
    membership = join(team, make_person("Marc Côté"))

    for facilitates, rates in ((False, True), (True, True), (True, True), (True, False)):
        teams_actions.change_membership(membership=membership, facilitates=facilitates, rates=rates, by=by)

    said = {"person": "Marc Côté", "team": "Board office"}
    assert told(district) == [("part_changed", said | {"part": part}) for part in ([True, True], [True, False])]


def test_the_end_of_a_role_is_told_of_in_the_district_that_gave_it(district, by):
    held = appoint(Role.TRUSTEE, make_person("Marc Côté"), district).appointments.get()
    of_installation = appoint(Role.FRAMEWORK_EDITOR).appointments.get()

    for appointment in (held, of_installation):
        appointments_actions.end_appointment(appointment=appointment, by=by)

    assert told(district) == [("role_ended", {"person": "Marc Côté", "role": "trustee"})]


@pytest.mark.parametrize(
    ("purpose", "person"), [("welcome", "Marc Côté"), ("reset", "Marc Côté"), ("join", "marc@example.org")]
)
def test_a_withdrawn_link_names_whom_the_district_knows_and_the_address_of_others_once(district, by, purpose, person):
    marc, tomorrow = make_person("Marc Côté", "marc@example.org"), timezone.now() + datetime.timedelta(days=1)
    link = Invitation.objects.create(person=marc, district=district, purpose=purpose, expires_at=tomorrow)

    for _again in range(2):
        invitations_actions.withdraw_invitation(invitation=link, by=by)

    assert told(district) == [("link_withdrawn", {"person": person})]
