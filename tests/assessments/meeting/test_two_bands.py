"""A meeting's two bands: made once, from what stands when it first starts, and shown as two groups."""

import random

import pytest
from django.utils import timezone

from assessments.cycles.models import Assessment, Cycle, MeetingPlace
from assessments.meeting import actions as meeting_actions
from assessments.meeting.agenda import agenda_of
from assessments.meeting.band_queries import answers_of, bands_of, people_who_rate
from assessments.meeting.bands import Answered, in_bands
from assessments.meeting.queries import order_of
from assessments.publishing import actions as publishing_actions
from assessments.rating.models import Rating
from assessments.record import actions as record_actions
from assessments.retention import actions as retention_actions
from tests.factories import (
    SAID,
    join,
    make_assessment,
    make_meeting,
    make_rating,
    make_school,
    make_team,
    members_of,
    practices_of,
    seat,
    team_says,
)

pytestmark = pytest.mark.django_db


def pks(practices):
    return [practice.pk for practice in practices]


@pytest.fixture
def assessment():
    """Four who rate have answered four practices: close, wide, too few levels, at both ends."""
    assessment = make_meeting(members=4, practices=4, started=False)
    close, wide, few, ends = practices_of(assessment)
    team_says(assessment, close, 2, 2, 3, 2)
    team_says(assessment, wide, 1, 3, 3, 1)
    team_says(assessment, few, 1, 4, "?", "n/a")
    team_says(assessment, ends, 1, 4, 2, 2)
    return assessment


def start(assessment, **how):
    return meeting_actions.start_meeting(assessment=assessment, by=None, **how)


def test_the_meeting_begins_with_those_to_talk_about_first_each_band_in_the_editions_order(assessment):
    close, wide, few, ends = practices_of(assessment)
    started = start(assessment)
    assert Assessment.objects.get().talk_first == pks([wide, ends])
    assert order_of(started) == [wide, ends, close, few]
    assert MeetingPlace.objects.get().practice == wide
    agenda = agenda_of(started, members_of(started)[0])
    assert [entry.practice for entry in agenda.first] == [wide, ends]
    assert [entry.practice for entry in agenda.rest] == [close, few]
    assert agenda.after(agenda.find(ends.uuid)).practice == close
    assert agenda.before(agenda.find(close.uuid)).practice == ends


def test_how_far_apart_answers_stand_orders_nothing(assessment):
    """Both are first; which of them is further apart is nowhere to be seen."""
    _close, wide, _few, ends = practices_of(assessment)
    one = start(assessment).talk_first
    Assessment.objects.update(meeting_started_at=None)
    team = Rating.objects.filter(seat__assessment=assessment)
    widest = assessment.cycle.scale.levels.get(value=4)
    team.filter(practice=wide, level__value=3).update(level=widest)  # as far apart as can be
    assert start(assessment).talk_first == one
    team.filter(practice=ends, level__value=2).update(level=widest)
    assert start(assessment).talk_first == one


def test_no_later_answer_start_or_reopening_moves_a_practice(assessment):
    _close, wide, _few, _ends = practices_of(assessment)
    started = start(assessment)
    Rating.objects.filter(practice=wide).update(level=assessment.cycle.scale.levels.get(value=2))
    assert bands_of(assessment).first != tuple(started.talk_first)  # as it would be now
    assert start(assessment).talk_first == started.talk_first
    record_actions.close_assessment(assessment=assessment, by=None)
    record_actions.reopen_assessment(assessment=assessment, reason="A mistake", by=None)
    record_actions.close_assessment(assessment=assessment, by=None)
    assert Assessment.objects.get().talk_first == started.talk_first


def test_answers_taken_back_count_for_no_band():
    assessment = make_meeting(members=4, practices=1, started=False)
    team_says(assessment, practices_of(assessment)[0], 1, 4, "-", "-")
    assert start(assessment).talk_first == []


def test_too_few_of_those_who_rate_put_no_practice_first():
    assessment = make_meeting(members=6, practices=1, started=False)
    (practice,) = practices_of(assessment)
    team_says(assessment, practice, 1, 1, 4)
    assert bands_of(assessment).first == (practice.pk,)
    join(assessment.team)
    assert bands_of(assessment).first == ()
    make_rating(assessment, members_of(assessment)[3], practice, "n/a")  # whatever they say
    assert bands_of(assessment).first == (practice.pk,)


def test_those_who_rate_are_members_who_rate_now_and_whoever_left_an_answer():
    assessment = make_meeting(members=3, practices=1)
    (practice,) = practices_of(assessment)
    stays, leaves, silent = members_of(assessment)
    assert people_who_rate(assessment) == 3
    make_rating(assessment, leaves, practice, 2)
    seat(assessment, silent)
    join(assessment.team, rates=False)
    assert people_who_rate(assessment) == 3
    assessment.team.memberships.filter(person__in=[leaves, silent]).update(ends_at=timezone.now())
    assert people_who_rate(assessment) == 2  # an empty seat is no answer
    Rating.objects.update(answer="withdrawn", level=None)
    assert people_who_rate(assessment) == 1
    # Whose one seat of the cycle is in another team does not rate here.
    elsewhere = make_assessment(assessment.cycle, make_team(assessment.district, make_school(assessment.district)))
    seat(elsewhere, stays)
    assert people_who_rate(assessment) == 0


@pytest.mark.parametrize("seed", range(8))
def test_what_is_stored_is_what_the_rule_says_of_random_teams(seed):
    """Counted here from what was said, and not from what is stored."""
    chance = random.Random(seed)
    assessment = make_meeting(members=chance.randint(0, 9), practices=6, started=False)
    people, said = members_of(assessment), {}
    for practice in practices_of(assessment):
        answers = {person: chance.choice([1, 1, 2, 3, 4, 4, *SAID, None, None]) for person in people}
        said[practice.pk] = [answer for answer in answers.values() if answer not in (None, "-")]
        for person, answer in answers.items():
            if answer is not None:
                make_rating(assessment, person, practice, answer)
    counted = {
        key: Answered(tuple(answers.count(level) for level in (1, 2, 3, 4)), len(answers))
        for key, answers in said.items()
        if answers
    }
    bands = in_bands(list(said), counted, len(people))
    started = start(assessment)
    assert answers_of(assessment) == counted
    assert started.talk_first == list(bands.first)
    assert pks(order_of(started)) == [*bands.first, *bands.rest]


def test_the_bands_go_with_the_ratings(assessment):
    start(assessment)
    record_actions.close_assessment(assessment=assessment, by=None)
    cycle = publishing_actions.publish_cycle(cycle=assessment.cycle, by=None)
    Cycle.objects.update(ratings_counted_from=timezone.now().date() - timezone.timedelta(days=1000))
    cycle.refresh_from_db()
    assert retention_actions.purge_ratings(cycle=cycle) == 16
    assert Assessment.objects.get().talk_first == []


# -- What the screens show --------------------------------------------------------------------------


@pytest.fixture
def signed_in(assessment, client):
    """The facilitator, before the start."""
    facilitator = members_of(assessment)[0]
    assessment.team.memberships.filter(person=facilitator).update(facilitates=True)
    client.force_login(facilitator)
    return client


def page(client, assessment, name):
    shown = client.get(f"/assessments/{assessment.pk}/{name}").content.decode()
    return " ".join(shown.split()).replace(" <", "<")


FIRST, REST = "Talk about these first", "The rest"


def test_the_agenda_shows_two_headed_groups_and_says_what_they_mean(signed_in, assessment):
    close, wide, few, ends = practices_of(assessment)
    assert FIRST not in page(signed_in, assessment, "meeting/")
    start(assessment)
    shown = page(signed_in, assessment, "meeting/")
    table = shown[shown.index(f">{FIRST}<") :]
    places = [
        table.index(words) for words in (FIRST, wide.statement, ends.statement, REST, close.statement, few.statement)
    ]
    assert places == sorted(places)
    assert "your answers stood apart" in shown
    assert "or too few of you had answered" in shown


def test_desk_phone_and_projector_say_in_which_band_the_practice_stands(signed_in, assessment):
    close, wide, _few, _ends = practices_of(assessment)
    start(assessment)
    for name in (f"practices/{wide.uuid}/meeting/", "meeting/room/", "meeting/screen/"):
        assert "1 of 4 · talk about first</p>" in page(signed_in, assessment, name)
    desk = page(signed_in, assessment, f"practices/{close.uuid}/meeting/")
    assert "3 of 4 · the rest</p>" in desk
    # What comes next, and the list of all, are grouped as well.
    assert (desk.count(f"<h2>{FIRST}</h2>"), desk.count(f"<h2>{REST}</h2>")) == (1, 1)
    assert desk.count("<optgroup") == 2


def test_where_no_practice_is_set_apart_no_page_speaks_of_groups(signed_in, assessment):
    Rating.objects.all().delete()
    start(assessment)
    shown = page(signed_in, assessment, "meeting/")
    assert "No practice is set apart" in shown
    assert FIRST not in shown
    desk = page(signed_in, assessment, f"practices/{practices_of(assessment)[0].uuid}/meeting/")
    assert FIRST not in desk
    assert "<optgroup" not in desk
    assert "1 of 4</p>" in page(signed_in, assessment, "meeting/screen/")
