"""What an assessment's state is: from what happened, and from the date in the district's time zone."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assessments.cycles.models import State
from assessments.rating import actions
from assessments.rating.errors import RatingIsOff
from tests.factories import join, make_assessment, make_cycle, make_district, make_meeting, make_school, make_team

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2026, 3, 2), datetime.date(2026, 3, 20)


def make_dated(time_zone="America/Toronto", **fields):
    """An assessment with the first and the last day above."""
    district = make_district(time_zone=time_zone)
    cycle = make_cycle(district, opens_on=FIRST, closes_on=LAST)
    return make_assessment(cycle, make_team(district, make_school(district)), **fields)


def at(*moment, zone="America/Toronto"):
    return datetime.datetime(*moment, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(2026, 3, 1, 23, 59, 59), State.NOT_OPEN),
        (at(2026, 3, 2, 0, 0, 0), State.RATING),
        (at(2026, 3, 20, 23, 59, 59), State.RATING),
        (at(2026, 3, 21, 0, 0, 0), State.OVERDUE),
        # The same days seen from elsewhere: only the district's midnight counts.
        (datetime.datetime(2026, 3, 2, 4, 59, tzinfo=datetime.UTC), State.NOT_OPEN),
        (datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC), State.RATING),
        # By the last day summer time has begun: four hours, not five.
        (datetime.datetime(2026, 3, 21, 3, 59, tzinfo=datetime.UTC), State.RATING),
        (datetime.datetime(2026, 3, 21, 4, 0, tzinfo=datetime.UTC), State.OVERDUE),
    ],
)
def test_rating_begins_and_ends_at_the_districts_midnight(moment, state, time_machine):
    assessment = make_dated()
    time_machine.move_to(moment, tick=False)
    assert assessment.state == state
    assert assessment.rating_is_on == (state == State.RATING)


def test_two_districts_read_the_same_moment_on_their_own_days(time_machine):
    east, west = make_dated("America/St_Johns"), make_dated("America/Vancouver")
    time_machine.move_to(datetime.datetime(2026, 3, 21, 3, 0, tzinfo=datetime.UTC), tick=False)
    assert (east.state, west.state) == (State.OVERDUE, State.RATING)


def test_what_happened_comes_before_what_the_dates_say(time_machine):
    now = at(2026, 5, 1)
    time_machine.move_to(now, tick=False)
    assessment = make_dated(meeting_started_at=now)
    assert (assessment.state, assessment.in_meeting) == (State.OVERDUE, True)
    assessment.ended_at = now
    assert (assessment.state, assessment.in_meeting) == (State.ENDED, False)
    assessment.ended_at, assessment.record_id = None, 1
    assert (assessment.state, assessment.is_finished) == (State.CLOSED, True)
    assessment.reopened_at = now
    assert (assessment.state, assessment.in_meeting, assessment.rating_is_on) == (State.MEETING, True, False)


def test_an_extension_moves_the_last_day_of_one_team_alone(time_machine):
    extended = make_dated(extended_to=datetime.date(2026, 3, 27))
    other = make_assessment(extended.cycle, make_team(extended.district))
    time_machine.move_to(at(2026, 3, 27, 23, 0), tick=False)
    assert (extended.state, other.state) == (State.RATING, State.OVERDUE)
    time_machine.move_to(at(2026, 3, 28, 0, 0), tick=False)
    assert extended.state == State.OVERDUE


def test_nobody_takes_a_seat_outside_the_dates(time_machine):
    assessment = make_dated()
    person = join(assessment.team).person
    for moment in (at(2026, 3, 1, 12), at(2026, 3, 21, 12)):
        time_machine.move_to(moment, tick=False)
        with pytest.raises(RatingIsOff):
            actions.take_seat(assessment=assessment, by=person)
    time_machine.move_to(at(2026, 3, 2, 12), tick=False)
    assert actions.take_seat(assessment=assessment, by=person).assessment == assessment


def test_a_started_meeting_leaves_rating_on_until_the_last_day():
    assessment = make_meeting()
    assert (assessment.state, assessment.rating_is_on) == (State.MEETING, True)
    assessment.cycle.closes_on = assessment.district.today() - datetime.timedelta(days=1)
    assert (assessment.state, assessment.rating_is_on) == (State.OVERDUE, False)
    assert timezone.now() > assessment.meeting_started_at
