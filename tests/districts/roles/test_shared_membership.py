"""Who is a colleague, and whether two people have been in one district without a break."""

import datetime

import pytest
from django.utils import timezone

from districts.roles.models import Role
from districts.roles.shared_membership import colleague_with, shared_since
from tests.factories import appoint, join, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def now(time_machine):
    """A moment that does not move."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC), tick=False)
    return timezone.now()


@pytest.fixture
def district(db):
    return make_district()


def test_a_colleague_is_in_a_team_or_a_role_of_one_of_my_districts(district):
    me = join(make_team(district)).person
    member = join(make_team(district, make_school(district))).person
    trustee = appoint(Role.TRUSTEE, district=district)

    assert colleague_with(f" {member.email.upper()} ", me) == member
    assert colleague_with(trustee.email, me) == trustee
    assert colleague_with(me.email, trustee) == me


def test_nobody_else_is_a_colleague(district, now):
    me = join(make_team(district)).person
    there = join(make_team(make_district())).person
    left = join(make_team(district), ends_at=now).person
    to_come = appoint(Role.TRUSTEE, district=district, starts_at=now + DAY)
    blocked = join(make_team(district), make_person(is_active=False)).person
    editor = appoint(Role.FRAMEWORK_EDITOR)

    others = (there, left, to_come, blocked, editor, me)
    assert [colleague_with(person.email, me) for person in others] == [None] * 6
    assert colleague_with(me.email, editor) is None
    assert colleague_with("nobody@example.org", me) is None


@pytest.mark.parametrize(
    ("spans", "together"),
    [
        ([(-9, None)], True),
        ([(-9, -2), (-3, None)], True),
        ([(-9, -2), (-2, None)], True),
        ([(-9, -3), (-2, None)], False),
        ([(-9, 0)], False),
        ([(-9, 5)], True),
        ([(-4, None)], False),
        ([(1, None)], False),
        ([], False),
    ],
    ids=["all along", "overlap", "at once", "a gap", "ended now", "ends later", "came after", "not yet", "never"],
)
def test_two_people_are_together_without_a_break(district, now, spans, together):
    me = join(make_team(district)).person
    other = make_person()
    for start, end in spans:
        ends_at = None if end is None else now + end * DAY
        join(make_team(district), other, starts_at=now + start * DAY, ends_at=ends_at)

    ask = shared_since({me.pk, other.pk})

    assert ask(me.pk, other.pk, now - 5 * DAY) is together
    assert ask(other.pk, me.pk, now - 5 * DAY) is together


def test_a_role_and_a_team_follow_one_another_and_two_districts_do_not(district, now):
    elsewhere = make_district()
    me = join(make_team(district)).person
    join(make_team(elsewhere), me)
    promoted = join(make_team(district), ends_at=now - DAY).person
    appoint(Role.TRUSTEE, promoted, district=district, starts_at=now - DAY)
    moved = join(make_team(district), ends_at=now - DAY).person
    join(make_team(elsewhere), moved, starts_at=now - DAY)

    ask = shared_since({me.pk, promoted.pk, moved.pk})

    assert ask(me.pk, promoted.pk, now - 5 * DAY)
    assert not ask(me.pk, moved.pk, now - 5 * DAY)
