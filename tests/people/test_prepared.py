"""A prepared queryset gives what the queryset itself gives, whoever asks it with whatever values."""

import datetime

import pytest
from django.db import connection
from django.db.models import BigIntegerField, Count, DateTimeField, UUIDField
from django.utils import timezone

from assessments.rating.models import Rating
from districts.roles.models import Appointment, Membership, Role
from districts.roles.roles_held import APPOINTMENTS, LIMITS, MEMBERSHIPS, Overseen, roles_held_by
from frameworks.models.edition import Practice
from people.backends import EmailBackend
from people.prepared import Parameter, Prepared
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def fields_of(instance):
    """All that an instance holds of its own row."""
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


def test_models_come_back_as_the_queryset_gives_them(django_assert_num_queries):
    district = make.make_district()
    held = make.join(make.make_team(district, make.make_school(district)), facilitates=True)
    make.join(make.make_team(district), person=held.person)
    prepared = Prepared(
        lambda: (
            Membership.objects.filter(person=Parameter("person", BigIntegerField()))
            .select_related("team__district", "team__school")
            .order_by("pk")
        )
    )

    with django_assert_num_queries(1):
        found = prepared(person=held.person_id)
        places = [(m.team.name, m.team.district.slug, m.team.school and m.team.school.name) for m in found]

    expected = list(Membership.objects.filter(person=held.person).select_related("team__school").order_by("pk"))
    assert [fields_of(one) for one in found] == [fields_of(one) for one in expected]
    assert places == [(m.team.name, district.slug, m.team.school and m.team.school.name) for m in expected]
    assert len(found) == 2
    assert not found[0]._state.adding


def test_values_and_annotations_come_back_converted():
    team = make.make_team(make.make_district())
    held = make.join(team)
    rows = Prepared(
        lambda: Membership.objects.filter(team=Parameter("team", BigIntegerField())).values_list("starts_at", "rates")
    )
    counted = Prepared(
        lambda: type(team).objects.filter(pk=Parameter("team", BigIntegerField())).annotate(people=Count("memberships"))
    )

    assert rows(team=team.pk) == [(held.starts_at, True)]
    assert [(found, found.people) for found in counted(team=team.pk)] == [(team, 1)]


def test_values_are_written_as_their_field_writes_them():
    practice = Practice.objects.filter(characteristic__edition=make.make_edition()).first()
    by_uuid = Prepared(lambda: Practice.objects.filter(uuid=Parameter("uuid", UUIDField())).order_by())
    since = Prepared(
        lambda: (
            Membership.objects.filter(starts_at__gt=Parameter("since", DateTimeField()))
            .order_by("pk")
            .values_list("pk")
        )
    )
    held = make.join(make.make_team(make.make_district()))

    assert by_uuid(uuid=practice.uuid) == [practice]
    assert since(since=held.starts_at - DAY) == [(held.pk,)]
    assert since(since=held.starts_at) == []


def test_the_sql_is_built_once():
    built = []

    def build():
        built.append(connection.vendor)
        return Rating.objects.filter(seat=Parameter("seat", BigIntegerField()))

    prepared = Prepared(build)

    assert [prepared(seat=number) for number in range(3)] == [[], [], []]
    assert built == [connection.vendor]


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(-1, None, True), (-1, 1, True), (-2, -1, False), (1, None, False), (0, None, True)]
)
def test_standing_is_what_holds_now(time_machine, starts, ends, holds):
    now = timezone.now().replace(microsecond=0)
    time_machine.move_to(now, tick=False)
    district = make.make_district()
    dates = {"starts_at": now + starts * DAY, "ends_at": ends and now + ends * DAY}
    person = make.join(make.make_team(district), **dates).person
    make.appoint(Role.SUPERINTENDENT, person, district)
    appointed = Appointment.objects.get(person=person)
    Appointment.objects.filter(pk=appointed.pk).update(**dates)
    family = make.make_family(district)
    appointed.families.add(family)

    roles_held = roles_held_by(person)

    assert (
        list(roles_held.memberships)
        == list(Membership.objects.current().filter(person=person))
        == [one for one in Membership.objects.filter(person=person) if holds]
    )
    assert list(roles_held.appointments) == [one for one in [appointed] if holds]
    assert roles_held.overseen_in(district.pk) == Overseen(frozenset({family.pk} if holds else ()))
    assert LIMITS(person=person.pk, now=now) == [(appointed.pk, family.pk) for _ in range(holds)]


def test_nobody_elses_standing_is_given():
    mine, theirs = make.join(make.make_team(make.make_district())), make.join(make.make_team(make.make_district()))

    assert [m.pk for m in MEMBERSHIPS(person=mine.person_id, now=timezone.now())] == [mine.pk]
    assert APPOINTMENTS(person=theirs.person_id, now=timezone.now()) == []


def test_who_may_not_sign_in_is_nobody():
    person = make.make_person()
    backend = EmailBackend()
    before = backend.get_user(person.pk)
    person.is_active = False
    person.save()

    assert (before, backend.get_user(person.pk), backend.get_user(0)) == (person, None, None)
