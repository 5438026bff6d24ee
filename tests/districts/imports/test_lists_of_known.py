"""A list about people who have accounts does what adding them one by one does, in a few statements."""

import datetime
from types import SimpleNamespace

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Role
from districts.teams import actions as teams_actions
from people.users import User
from tests.factories import appoint, join, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db


def save_people(here, text):
    shown = plan_people(here.district, text).fingerprint
    plan, saved = imports_actions.import_people(
        district=here.district, text=text, shown=shown, by=here.by, without_facilitator=True
    )
    assert saved
    return plan


def one_by_one(here, text):
    """The same lines, each with the actions for one person."""
    for line in plan_people(here.district, text).lines:
        does = line.does
        if not does or line.change == "unchanged":
            continue
        given = does["given"]
        if "rename" in does:
            people_actions.correct_name(person=does["rename"], district=here.district, name=does["name"], by=here.by)
        if "membership" in does:
            part = {"facilitates": given["facilitates"], "rates": given["rates"]}
            teams_actions.change_membership(membership=does["membership"], by=here.by, without_facilitator=True, **part)
        given = {key: value for key, value in given.items() if key != "team_of"}
        people_actions.add_person(district=here.district, email=does["email"], name=does["name"], by=here.by, **given)


def make_world():
    """A district whose list has somebody of each kind."""
    district = make_district()
    world = SimpleNamespace(district=district, by=appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    team, other = make_team(district, name="T"), make_team(district, name="U")
    make_school(district, name="S")
    tag = district.slug
    people = {
        name: make_person(name=name, email=f"{name}@{tag}.example")
        for name in ("member", "waiting", "left", "gone", "blocked", "elsewhere", "both", "asked")
    }
    world.people, world.tag = people, tag
    join(team, people["member"])
    User.objects.filter(pk=people["waiting"].pk).update(password="!")
    join(team, people["waiting"])
    started = join(team, people["left"])
    started.ends_at = started.starts_at
    started.save()
    User.objects.filter(pk__in=[people["left"].pk, people["gone"].pk, people["blocked"].pk]).update(is_active=False)
    join(other, people["blocked"])
    far = make_district()
    for name in ("elsewhere", "asked", "both"):
        join(make_team(far), people[name])
    join(team, people["both"])
    User.objects.filter(pk=people["both"].pk).update(password="!")
    people_actions.add_person(district=district, email=people["asked"].email, team=team, by=world.by)
    return world


LINES = (
    "{member},,T,facilitator\n{waiting},Renamed,U,\n{waiting},Renamed,,trustee\n{left},,U,\n{gone},,T,\n{blocked},,T,\n"
    "{elsewhere},,S,principal\n{elsewhere},,T,\n{both},Nobody,U,facilitator\n{asked},,U,"
)


def what_came(world):
    """Everything that the list may have changed, by people's names."""
    found = {}
    for name, person in world.people.items():
        person.refresh_from_db()
        links = person.invitations.order_by("pk")
        found[name] = (
            person.name,
            person.is_active,
            sorted(str((m.team.name, m.facilitates, m.rates, m.ends_at is None)) for m in here_of(world, person)),
            sorted((a.role, str(a.school)) for a in person.appointments.all()),
            [(one.purpose, one.is_open, len(one.gives), one.created_by == world.by) for one in links],
        )
    return found


def here_of(world, person):
    return person.memberships.filter(team__district=world.district).select_related("team")


def test_a_list_does_what_adding_people_one_by_one_does():
    by_list, alone = make_world(), make_world()

    save_people(by_list, LINES.format(**{name: p.email for name, p in by_list.people.items()}))
    one_by_one(alone, LINES.format(**{name: p.email for name, p in alone.people.items()}))

    assert what_came(by_list) == what_came(alone)
    assert what_came(by_list)["waiting"][0] == "Renamed"
    assert what_came(by_list)["elsewhere"][4] == [("join", True, 3, True), ("join", True, 3, True)]


def test_who_has_left_and_was_blocked_while_in_use_stays_blocked():
    world = make_world()

    save_people(world, LINES.format(**{name: p.email for name, p in world.people.items()}))

    active = User.objects.filter(pk__in=[p.pk for p in world.people.values()], is_active=False)
    assert [person.name for person in active] == ["blocked"]


@pytest.mark.parametrize(
    ("purpose", "is_of_district", "purposes"),
    [("welcome", True, ["welcome"]), ("welcome", False, ["welcome"]), ("reset", True, ["welcome"])]
    + [("join", True, ["join", "welcome"])],
)
def test_only_a_good_link_of_the_district_for_the_first_sign_in_spares_a_new_one(purpose, is_of_district, purposes):
    world = make_world()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    of = {"person": world.people["waiting"], "district": world.district if is_of_district else None}
    before = Invitation.objects.create(purpose=purpose, expires_at=tomorrow, **of)

    save_people(world, f"{world.people['waiting'].email},,U,")

    links = Invitation.objects.open().filter(person=of["person"]).order_by("purpose")
    assert [link.purpose for link in links] == purposes
    assert (before in links) == (purpose == "join" or (purpose == "welcome" and is_of_district))
    assert world.district in {link.district for link in links if link.purpose == "welcome"}


@pytest.mark.parametrize(
    ("facilitates", "part", "is_noted"),
    [
        (False, "facilitator", True),
        (False, "attends", False),
        (True, "facilitator_only", False),
        (True, "member", False),
    ],
)
def test_who_makes_themselves_facilitator_with_a_list_is_noted_to_have_taken_it(facilitates, part, is_noted):
    world = make_world()
    membership = join(world.district.teams.get(name="T"), world.by, facilitates=facilitates)

    save_people(world, f"{world.by.email},,T,{part}")

    membership.refresh_from_db()
    assert (membership.taken_at is not None) == is_noted


def test_a_list_keeps_in_the_history_what_it_changed_and_who():
    world = make_world()
    before = LogEntry.objects.count()

    save_people(
        world,
        "{member},,T,facilitator\n{left},,U,".format(
            member=world.people["member"].email, left=world.people["left"].email
        ),
    )

    entries = LogEntry.objects.order_by("pk")[before:]
    assert [(e.content_type.model, sorted(e.changes), e.actor) for e in entries] == [
        ("membership", ["facilitates"], world.by),
        ("user", ["is_active"], world.by),
        ("membership", sorted(entries[2].changes), world.by),
    ]


def queries_of(world, numbers):
    people = [make_person(email=f"{n}@many.example") for n in numbers]
    for person in people:
        join(world.team, person)
    lines = "\n".join(f"{person.email},,{team},facilitator" for person in people for team in ("U", world.team.name))
    with CaptureQueriesContext(connection) as queries:
        save_people(world, lines)
    return len(queries)


def test_many_known_people_take_hardly_more_queries_than_few():
    district = make_district()
    world = SimpleNamespace(district=district, by=appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    world.team = make_team(district, make_school(district, name="T"))
    make_team(district, name="U")

    few, many = queries_of(world, range(3)), queries_of(world, range(3, 63))

    assert many - few <= 6  # a database takes only so many rows at once


def test_a_role_in_many_lines_takes_hardly_more_queries_than_in_few():
    district = make_district()
    world = SimpleNamespace(district=district, by=appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    found = []
    for count in (3, 60):
        text = "\n".join(f"n{count}-{n}@example.org,New,,trustee" for n in range(count))
        with CaptureQueriesContext(connection) as queries:
            save_people(world, text)
        found.append(len(queries))

    assert district.appointments.filter(role=Role.TRUSTEE).count() == 63
    assert found[1] - found[0] <= 6
    assert Invitation.objects.filter(district=district).count() == 63
