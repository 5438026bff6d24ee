"""An account can be deleted once the ratings of its person have ended; until then their seats hold it."""

import datetime

import pytest
from django.apps import apps
from django.db.models import CASCADE, SET_NULL, ProtectedError

from assessments.evidence.models import Evidence
from assessments.meeting.models import Outcome
from assessments.rating.models import Rating, Seat
from assessments.retention.actions import purge_ratings
from people.users import User

from .everything import Everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return Everything()


def after_the_end(cycle):
    return cycle.district.start_of(cycle.ratings_kept_until + datetime.timedelta(days=2))


def test_nothing_but_a_seat_holds_an_account():
    holding = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.related_model is User and field.remote_field.on_delete not in (CASCADE, SET_NULL)
    }

    assert holding == {"assessments.Seat.person"}


def test_while_ratings_are_kept_the_account_is_held(world):
    with pytest.raises(ProtectedError) as held:
        world.person.delete()

    assert held.value.protected_objects == set(Seat.objects.filter(person=world.person))


def test_when_ratings_have_ended_an_account_with_everything_can_be_deleted(world, time_machine):
    person = world.person.pk
    time_machine.move_to(after_the_end(world.cycle))
    purge_ratings(cycle=world.cycle)

    world.person.delete()

    assert not User.objects.filter(pk=person).exists()
    assert Rating.objects.count() == 0
    # What is the team's stays, without the name.
    assert list(Outcome.objects.filter(assessment=world.assessment).values_list("recorded_by", flat=True)) == [None]
    assert Evidence.objects.filter(team=world.team, created_by=None).count() == 1
