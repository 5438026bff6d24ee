"""Meetings held before there were bands: their exact order is gone, and each reveal says whether it shows a spread."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from assessments.cycles.models import Assessment, Cycle
from assessments.meeting import actions as meeting_actions
from assessments.rating.models import Rating, Reveal
from assessments.record import actions as record_actions
from tests.factories import (
    join,
    make_assessment,
    make_meeting,
    make_rating,
    make_team,
    members_of,
    practices_of,
    team_says,
)
from tests.factories import seat as take_seat

pytestmark = pytest.mark.django_db
migration = import_module("assessments.migrations.0019_bands_emptied_and_spreads_of_reveals")

LONG_AGO = timezone.now() - datetime.timedelta(days=100)


def migrate():
    migration.empty_the_order(apps, None)
    migration.decide_spreads(apps, None)


def shown():
    """The practices, by their code, whose reveal shows a spread now."""
    return set(Reveal.objects.filter(shows_spread=True).values_list("practice__code", flat=True))


def reveal_as_before(assessment, *practices, at=None):
    """Revealed by a version that did not yet decide anything."""
    for practice in practices:
        Reveal.objects.create(assessment=assessment, practice=practice, revealed_at=at or timezone.now())


@pytest.mark.parametrize("state", ["meeting", "closed", "ended", "reopened", "purged"])
def test_the_exact_order_is_nowhere_afterwards(state):
    assessment = make_meeting(members=4, practices=4)
    first, *others = practices_of(assessment)
    team_says(assessment, first, 1, 4, 1, 4)
    Assessment.objects.update(talk_first=[p.pk for p in (*others, first)])
    if state == "ended":
        record_actions.end_assessment_without_result(assessment=assessment, reason="So", by=None)
    elif state != "meeting":
        record_actions.close_assessment(assessment=assessment, by=None)
    if state == "reopened":
        record_actions.reopen_assessment(assessment=assessment, reason="So", by=None)
    if state == "purged":
        Cycle.objects.update(purged_at=timezone.now())
        Rating.objects.all().delete()
    migrate()
    assert Assessment.objects.get().talk_first == []


def test_a_reveal_shows_what_it_would_show_now():
    assessment = make_meeting(members=6, practices=5)
    enough, half, few, two, unrevealed = practices_of(assessment)
    team_says(assessment, enough, 1, 2, 3, 4, 4, "?")
    team_says(assessment, half, 1, 2, 2)
    team_says(assessment, few, 1, 2, "-", "-")
    team_says(assessment, two, 1, 2, "?", "?", "n/a", "n/a")
    team_says(assessment, unrevealed, 1, 2, 3, 4)
    reveal_as_before(assessment, enough, half, few, two)
    migrate()
    assert shown() == {enough.code, half.code}
    Reveal.objects.all().delete()
    for practice in (enough, half, few, two):
        meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    assert shown() == {enough.code, half.code}  # what the action decides is the same


def test_those_who_rated_are_counted_as_of_the_reveal():
    """Who came since does not count, who has left since does; who left an answer always, whoever rated elsewhere never."""
    assessment = make_meeting(members=6, practices=2)
    first, second = practices_of(assessment)
    team_says(assessment, first, 1, 2, 2)
    reveal_as_before(assessment, first, at=LONG_AGO)
    join(assessment.team, starts_at=LONG_AGO + datetime.timedelta(days=1))
    join(
        assessment.team, starts_at=LONG_AGO - datetime.timedelta(days=9), ends_at=LONG_AGO - datetime.timedelta(days=1)
    )
    join(assessment.team, rates=False)
    elsewhere = make_assessment(assessment.cycle, make_team(assessment.district))
    take_seat(elsewhere, join(assessment.team).person)
    migrate()
    assert shown() == {first.code}
    Reveal.objects.update(shows_spread=False)
    assessment.team.memberships.filter(person=members_of(assessment)[5]).update(ends_at=timezone.now())
    join(
        assessment.team, starts_at=LONG_AGO - datetime.timedelta(days=9), ends_at=LONG_AGO + datetime.timedelta(days=1)
    )
    migrate()
    assert shown() == set()  # seven rated then
    Rating.objects.all().delete()
    team_says(assessment, first, 1, 2, 2)
    gone = join(make_team(assessment.district)).person
    assessment.team.memberships.filter(ends_at__isnull=False).delete()
    migrate()
    assert shown() == {first.code}  # three of five
    Reveal.objects.update(shows_spread=False)
    for person in (gone, join(make_team(assessment.district)).person):
        make_rating(assessment, person, second, 4)
    migrate()
    assert shown() == set()  # two more left an answer


def test_where_ratings_are_removed_no_reveal_shows_any():
    assessment = make_meeting(members=3, practices=1)
    (practice,) = practices_of(assessment)
    team_says(assessment, practice, 1, 2, 3)
    reveal_as_before(assessment, practice)
    Cycle.objects.update(purged_at=timezone.now())
    migrate()
    assert shown() == set()


def test_a_team_that_rated_in_the_room_has_nothing_to_show():
    assessment = make_meeting(members=3, started=False)
    meeting_actions.start_meeting(assessment=assessment, by=None, in_the_room=True)
    migrate()
    assert shown() == set()
