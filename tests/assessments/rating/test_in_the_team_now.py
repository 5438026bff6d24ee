"""Who is in a team now is one rule: from the first moment, no longer at the last, whichever way one asks."""

import datetime

import pytest
from django.db import connection
from django.db.models import DateTimeField, F, Q
from django.db.models.functions import Now

from assessments.rating.models import Reveal
from assessments.rating.rating_sql import place_to_rate
from districts.roles.models import Membership
from districts.roles.roles_held import RolesHeld
from districts.structure.models import District, Team, held_at, spans
from people.prepared import Parameter, condition_sql
from people.users import User
from tests.factories import make_meeting, members_of, practices_of, reveal

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
TICK = datetime.timedelta(microseconds=1)
SPANS = [
    (NOW, None, True),
    (NOW - TICK, NOW + TICK, True),
    (NOW - TICK, NOW, False),
    (NOW + TICK, None, False),
]


@pytest.mark.parametrize(("starts", "ends", "holds"), SPANS)
def test_every_way_to_ask_gives_the_same_answer(starts, ends, holds, time_machine):
    assessment = make_meeting(members=2)
    practice = practices_of(assessment)[0]
    reveal(assessment, practice)
    Reveal.objects.update(revealed_at=NOW)
    person = members_of(assessment)[0]
    mine = Membership.objects.filter(person=person)
    mine.update(starts_at=starts, ends_at=ends)
    time_machine.move_to(NOW, tick=False)
    person = User.objects.get(pk=person.pk)

    asked = {
        "the list": mine.current().exists(),
        "by a path": Team.objects.filter(held_at(path="memberships"), memberships__person=person).exists(),
        "the teams joined": Team.objects.joined_by(person).exists(),
        "the team's size": Team.objects.with_sizes().get().size == 2,
        "the district": District.objects.visible_to(person).exists(),
        "the roles held": bool(RolesHeld(person).memberships),
        "at a reveal": Reveal.objects.witnessed_by(person).exists(),
        "the save's SQL": place_to_rate(assessment.pk, person) is not None,
        "two moments read": spans(starts, ends, NOW),
    }

    assert asked == dict.fromkeys(asked, holds)


def test_a_moment_may_be_an_expression():
    make_meeting(members=1)

    assert Membership.objects.current(Now()).exists()
    assert Membership.objects.current(F("starts_at")).exists()
    assert not Membership.objects.current(F("starts_at") - datetime.timedelta(days=1)).exists()


def test_a_condition_in_sql_takes_its_values_in_order_and_has_none_of_its_own():
    make_meeting(members=1)
    later = Parameter("later", DateTimeField())
    sql = condition_sql(Membership, Q(facilitates=True, starts_at__lt=later))

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM districts_membership WHERE {sql}", ["2999-01-01 00:00:00"])
        assert cursor.fetchone() == (Membership.objects.filter(facilitates=True).count(),)
    with pytest.raises(ValueError, match="values of its own"):
        condition_sql(Membership, Q(person=1))
