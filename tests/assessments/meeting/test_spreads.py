"""A spread is read by who was in the team at its reveal and is in it now, on every screen and page; by nobody else."""

import datetime
from collections import namedtuple

import pytest
from django.test import Client
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.meeting import actions as meeting_actions
from assessments.meeting.rater_agreement import rater_agreement_of
from assessments.meeting.spreads import spread_for
from assessments.publishing.queries import may_read_blocks
from assessments.rating.models import Reveal
from assessments.record import actions as record_actions
from districts.roles.models import Membership, Role
from tests.factories import appoint, join, make_meeting, make_person, members_of, practices_of, reveal, team_says

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
UNSEEN = "How your team rated before you joined is not shown."
PICTURE = "How the team rated, without names"
Held = namedtuple("Held", "begins ends")


@pytest.fixture
def revealed_at():
    return timezone.now() - 24 * HOUR


@pytest.fixture
def assessment(revealed_at):
    """Five people; two practices were revealed yesterday, the third was not; the meeting stands at the first."""
    assessment = make_meeting(members=5)
    first, second, third = practices_of(assessment)
    team_says(assessment, first, 1, 1, 2, 4, 4)
    team_says(assessment, second, 3, 3, 3, 4, 4)
    team_says(assessment, third, 2, 2, 2, 2, 2)
    reveal(assessment, first, second)
    Reveal.objects.update(revealed_at=revealed_at)
    return Assessment.objects.with_context().get(pk=assessment.pk)


def hold(assessment, revealed_at, *held, **part):
    """Somebody was in the team from and until so many hours after the reveal; None for as long as there is."""
    person = make_person()
    for begins, ends in held:
        ends_at = None if ends is None else revealed_at + ends * HOUR
        join(assessment.team, person, starts_at=revealed_at + begins * HOUR, ends_at=ends_at, **part)
    return person


def text_of(assessment, person, place):
    client = Client()
    client.force_login(person)
    answer = client.get(f"/assessments/{assessment.pk}/{place}")
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


@pytest.mark.parametrize(
    ("held", "reads"),
    [
        ([(-5, None)], True),
        ([(0, None)], True),  # joined at that very moment
        ([(1, None)], False),  # joined later
        ([(-5, -1), (1, None)], False),  # away at the moment
        ([(-5, 0), (0, None)], True),  # changed hands at that very moment
        ([(-5, 1), (2, None)], True),  # there at the moment, away for a while, and back
        ([(-5, 1)], False),  # there at the moment, and gone
        ([(-5, -1), (-1, 1), (3, 5)], False),
        ([], False),
    ],
)
def test_who_was_in_the_team_at_the_reveal_and_is_in_it_now_reads_the_spread(assessment, revealed_at, held, reads):
    person = hold(assessment, revealed_at, *held)

    assert (spread_for(assessment, practices_of(assessment)[0], person) is not None) is reads


@pytest.mark.parametrize("part", [{"rates": False}, {"facilitates": True}, {"facilitates": True, "rates": False}])
def test_it_is_not_asked_what_they_do_in_the_team(assessment, revealed_at, part):
    first = practices_of(assessment)[0]

    assert spread_for(assessment, first, hold(assessment, revealed_at, (-5, None), **part))
    assert not spread_for(assessment, first, hold(assessment, revealed_at, (1, None), **part))


def test_another_team_gives_no_right(assessment, revealed_at):
    other = make_meeting()

    assert not spread_for(assessment, practices_of(assessment)[0], hold(other, revealed_at, (-5, None)))


@pytest.mark.parametrize("place", ["meeting/room/", "meeting/screen/", "practices/{}/meeting/"])
def test_every_screen_of_the_meeting_goes_by_who_looks(assessment, revealed_at, place):
    place = place.format(practices_of(assessment)[0].uuid)
    meeting_actions.move_meeting(assessment=assessment, practice=practices_of(assessment)[0], by=None)
    there, later = members_of(assessment)[0], hold(assessment, revealed_at, (1, None))

    shown, hidden = (text_of(assessment, person, place) for person in (there, later))

    assert (PICTURE in shown, UNSEEN in shown) == (True, False)
    assert (PICTURE in hidden, UNSEEN in hidden) == (False, True)


def test_the_fragment_that_a_screen_fetches_goes_by_who_looks_too(assessment, revealed_at):
    meeting_actions.move_meeting(assessment=assessment, practice=practices_of(assessment)[0], by=None)
    client = Client(headers={"HX-Request": "true"})
    client.force_login(hold(assessment, revealed_at, (1, None)))
    answer = client.get(f"/assessments/{assessment.pk}/meeting/room/")

    assert UNSEEN in answer.content.decode()
    assert PICTURE not in answer.content.decode()
    assert (answer.headers["Cache-Control"], answer.headers.get("ETag")) == ("private, no-store", None)


@pytest.fixture
def closed(assessment):
    record_actions.close_assessment(assessment=assessment, by=None)
    return Assessment.objects.with_context().get(pk=assessment.pk)


def test_the_record_shows_the_spreads_that_its_reader_saw(closed, revealed_at):
    there, later = members_of(closed)[0], hold(closed, revealed_at, (1, None))

    shown, hidden = (text_of(closed, person, "record/") for person in (there, later))

    assert ("2 · 1 · 0 · 2" in shown, UNSEEN in shown) == (True, False)
    assert ("2 · 1 · 0 · 2" in hidden, "0 · 0 · 3 · 2" in hidden, UNSEEN in hidden) == (False, False, True)
    assert "This is so for 2 practices" in hidden


def test_the_agreement_is_over_what_its_reader_saw_and_alpha_for_who_saw_all(closed, revealed_at):
    first, second, _ = practices_of(closed)
    Reveal.objects.filter(practice=first).update(revealed_at=revealed_at - 6 * HOUR)
    everything, half = members_of(closed)[0], hold(closed, revealed_at, (-3, None))

    whole, part = rater_agreement_of(closed, everything), rater_agreement_of(closed, half)

    assert [one.practice for one in whole.practices] == [first, second]
    assert (whole.within_one, whole.from_before, whole.without) == ("80 %", 0, 1)
    assert whole.alpha is not None
    assert [one.practice for one in part.practices] == [second]
    assert (part.within_one, part.from_before, part.without, part.alpha) == ("100 %", 1, 1, None)
    text = text_of(closed, half, "rater-agreement/")
    assert UNSEEN in text
    assert "1 practice was revealed when you were not in the team" in text
    assert "for those who saw every practice" in text


def test_alpha_is_kept_from_who_missed_a_reveal_that_showed_nothing(closed, revealed_at):
    """Else its presence would say that fewer than three had given a level there."""
    first, second, third = practices_of(closed)
    reveal(closed, third)
    closed.seats.first().ratings.model.objects.filter(practice=first).update(level=None, answer="does_not_apply")
    Reveal.objects.filter(practice=first).update(revealed_at=revealed_at - 6 * HOUR)

    half = rater_agreement_of(closed, hold(closed, revealed_at, (-3, None)))

    assert [one.practice for one in half.practices] == [second, third]
    assert half.alpha is None


def test_who_saw_nothing_is_told_why(closed, revealed_at):
    text = text_of(closed, hold(closed, revealed_at, (1, None)), "rater-agreement/")

    assert "Your team revealed its practices before you joined, so how it rated is not shown." in text


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMINISTRATOR, Role.SUPERINTENDENT, Role.PRINCIPAL])
def test_a_role_of_the_district_opens_none_of_these_pages(closed, role):
    school = closed.school if role == Role.PRINCIPAL else None
    person = appoint(role, district=closed.district, school=school)
    places = ("record/", "rater-agreement/", "meeting/room/", "meeting/screen/", "meeting/summary/")

    assert {text_of(closed, person, place) for place in places} == {404}


def test_blocks_are_closed_to_who_was_in_more_than_two_teams_at_a_reveal_whether_they_left_or_not(assessment):
    """And not to who joined later, or left before: they have seen nothing."""
    cycle, person = assessment.cycle, make_person()
    now = timezone.now()
    for number in range(3):
        other = make_meeting() if number else assessment
        Assessment.objects.filter(pk=other.pk).update(cycle=cycle, district=cycle.district)
        Reveal.objects.get_or_create(assessment=other, practice=practices_of(assessment)[0])
        join(other.team, person)
    Reveal.objects.update(revealed_at=now - 5 * HOUR)
    held = Membership.objects.filter(person=person)

    assert may_read_blocks(person, cycle) is False
    held.update(ends_at=now - 4 * HOUR)
    assert may_read_blocks(person, cycle) is False
    held.update(ends_at=now - 6 * HOUR)
    assert may_read_blocks(person, cycle) is True
    held.update(starts_at=now - 4 * HOUR, ends_at=None)
    assert may_read_blocks(person, cycle) is True
