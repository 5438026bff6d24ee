"""Rating alone: private, saved once, never lost, and only while it may be."""

import datetime
import uuid

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from assessments.meeting import actions as meeting_actions
from assessments.rating import actions as rating_actions
from assessments.rating.errors import NoSeat, PracticeAlreadyRevealed, RatingIsOff, SeatTaken
from assessments.rating.models import Answer, Rating, Seat
from assessments.record import actions as record_actions
from people.errors import StaleRevision
from people.users import Acceptance
from tests.factories import (
    join,
    make_assessment,
    make_meeting,
    make_rating,
    make_team,
    members_of,
    practices_of,
    reveal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    """A team of two that rates; its meeting has not started."""
    return make_meeting(members=2, started=False)


@pytest.fixture
def person(assessment):
    """A member who accepted the notice."""
    person = members_of(assessment)[0]
    rating_actions.take_seat(assessment=assessment, by=person)
    return person


def rate(assessment, person, practice=None, level=2, revision=0, client_id=None, **fields):
    """One save, as the page sends it."""
    return rating_actions.rate_practice(
        **{
            "assessment": assessment,
            "practice": practice or practices_of(assessment)[0],
            "answer": Answer.LEVEL if level else Answer.WITHDRAWN,
            "level": assessment.cycle.scale.levels.get(value=level) if level else None,
            "note": "",
            "revision": revision,
            "client_id": client_id or uuid.uuid4(),
            "by": person,
            **fields,
        }
    )


def yesterday(assessment):
    return assessment.district.today() - datetime.timedelta(days=1)


# -- The seat -------------------------------------------------------------------------------


def test_accepting_the_notice_takes_the_seat_and_keeps_the_version_accepted(assessment):
    person = members_of(assessment)[0]
    seat = rating_actions.take_seat(assessment=assessment, by=person)
    assert (seat.assessment, seat.cycle, seat.person) == (assessment, assessment.cycle, person)
    assert Acceptance.objects.get().notice == assessment.cycle.notice
    assert rating_actions.take_seat(assessment=assessment, by=person) == seat
    assert (Seat.objects.count(), Acceptance.objects.count()) == (1, 1)
    rate(assessment, person)
    assert (
        rating_actions.take_seat(assessment=assessment, by=person) == seat
    )  # in another window, after the first answer


def test_nobody_rates_before_accepting_the_notice(assessment):
    with pytest.raises(NoSeat):
        rate(assessment, members_of(assessment)[1])


def test_a_person_rates_in_one_team_and_attends_in_the_second(assessment, person):
    second = make_assessment(assessment.cycle, make_team(assessment.district))
    join(second.team, person)
    rate(assessment, person)
    with pytest.raises(SeatTaken):
        rating_actions.take_seat(assessment=second, by=person)
    with pytest.raises(NoSeat):
        rate(second, person)
    assert Seat.objects.get().assessment == assessment


def test_who_has_a_seat_is_not_deleted_with_the_answers(assessment, person):
    rate(assessment, person)
    with pytest.raises(ProtectedError):
        person.delete()
    assert Rating.objects.count() == 1


def test_a_seat_without_an_answer_can_move_to_the_other_team(assessment, person):
    second = make_assessment(assessment.cycle, make_team(assessment.district))
    join(second.team, person)
    assert rating_actions.take_seat(assessment=second, by=person).assessment == second
    assert rate(second, person).seat == Seat.objects.get()
    with pytest.raises(NoSeat):
        rate(assessment, person)


def test_a_superintendent_rates_in_the_district_team_as_everybody_does(assessment):
    from districts.roles.models import Role
    from tests.factories import appoint

    team = make_assessment(assessment.cycle, make_team(assessment.district))
    superintendent = appoint(Role.SUPERINTENDENT, district=assessment.district)
    join(team.team, superintendent)
    rating_actions.take_seat(assessment=team, by=superintendent)
    assert rate(team, superintendent, level=4).level.value == 4


# -- Saving -----------------------------------------------------------------------------------


def test_a_first_save_is_revision_one_with_its_time(assessment, person, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    saved = rate(assessment, person, level=3, note="Seen in October")
    assert (saved.revision, saved.level.value, saved.note) == (1, 3, "Seen in October")
    assert saved.saved_at == timezone.now()


def test_a_second_save_replaces_the_first(assessment, person):
    first = rate(assessment, person, level=1, note="one")
    second = rate(assessment, person, level=4, note="four", revision=1)
    stored = Rating.objects.get()
    assert (first.pk, stored.pk) == (second.pk, second.pk)
    assert (stored.level.value, stored.note, stored.revision) == (4, "four", 2)


def test_taking_an_answer_back_leaves_no_answer_that_counts(assessment, person):
    rate(assessment, person, level=1)
    rate(assessment, person, level=None, revision=1)
    stored = Rating.objects.get()
    assert (stored.answer, stored.level, stored.revision) == (Answer.WITHDRAWN, None, 2)
    assert not Rating.objects.answered().exists()
    again = rate(assessment, person, level=2, revision=2)
    assert (again.pk, again.revision) == (stored.pk, 3)


def test_the_same_edit_sent_twice_is_one_write(assessment, person):
    edit = uuid.uuid4()
    first = rate(assessment, person, level=1, client_id=edit)
    # The answer got lost on the way; the queue sends the edit again, with the revision it knew.
    second = rate(assessment, person, level=1, client_id=edit)
    assert (second.pk, second.revision, second.saved_at) == (first.pk, 1, first.saved_at)
    assert Rating.objects.count() == 1


def test_a_stale_revision_is_refused_with_what_is_stored(assessment, person):
    rate(assessment, person, level=1)
    rate(assessment, person, level=2, revision=1, note="newer")
    for seen in (0, 1, 3):
        with pytest.raises(StaleRevision) as refused:
            rate(assessment, person, level=4, revision=seen)
        assert (refused.value.stored.level.value, refused.value.stored.note) == (2, "newer")
    assert Rating.objects.get().level.value == 2


def test_an_edit_that_follows_ones_own_earlier_edit_is_no_conflict(assessment, person):
    first, second, third = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    rate(assessment, person, level=1, client_id=first)
    # Both made offline upon the first, and sent one after the other: the page never saw revision 2.
    rate(assessment, person, level=2, client_id=second, revision=0, after=first)
    saved = rate(assessment, person, level=3, client_id=third, revision=0, after=second)
    assert (saved.level.value, saved.revision) == (3, 3)


def test_an_edit_that_follows_an_edit_no_longer_stored_is_a_conflict(assessment, person):
    first, elsewhere = uuid.uuid4(), uuid.uuid4()
    rate(assessment, person, level=1, client_id=first)
    rate(assessment, person, level=4, client_id=elsewhere, revision=1)
    with pytest.raises(StaleRevision):
        rate(assessment, person, level=2, revision=0, after=first)


def test_two_people_save_the_same_practice_apart(assessment, person):
    other = members_of(assessment)[1]
    rating_actions.take_seat(assessment=assessment, by=other)
    rate(assessment, person, level=1)
    rate(assessment, other, level=4)
    assert [r.level.value for r in Rating.objects.order_by("pk")] == [1, 4]


# -- When nobody rates ----------------------------------------------------------------------------


def test_rating_is_refused_before_the_first_day_and_after_the_last(assessment, person):
    cycle = assessment.cycle
    for opens, closes in ((1, 9), (-9, -1)):
        cycle.opens_on = cycle.district.today() + datetime.timedelta(days=opens)
        cycle.closes_on = cycle.district.today() + datetime.timedelta(days=closes)
        cycle.save()
        with pytest.raises(RatingIsOff):
            rate(assessment, person)
    assert not Rating.objects.exists()


def test_rating_is_refused_after_the_reveal_and_stays_open_for_the_rest(assessment, person):
    first, second, _third = practices_of(assessment)
    rate(assessment, person, first, level=2)
    meeting_actions.start_meeting(assessment=assessment, by=person)
    meeting_actions.reveal_practice(assessment=assessment, practice=first, by=person)
    assessment.refresh_from_db()
    with pytest.raises(PracticeAlreadyRevealed):
        rate(assessment, person, first, level=4, revision=1)
    with pytest.raises(PracticeAlreadyRevealed):
        rate(assessment, person, first, level=None, revision=1)  # nor can it be taken back
    assert rate(assessment, person, second, level=3).level.value == 3
    assert Rating.objects.get(practice=first).level.value == 2


def test_rating_is_refused_once_the_assessment_is_closed_ended_or_reopened(assessment, person):
    meeting_actions.start_meeting(assessment=assessment, by=person)
    record_actions.close_assessment(assessment=assessment, by=person)
    assessment.refresh_from_db()
    with pytest.raises(RatingIsOff):
        rate(assessment, person)
    record_actions.reopen_assessment(assessment=assessment, reason="A mistake", by=person)
    assessment.refresh_from_db()
    with pytest.raises(RatingIsOff):
        rate(assessment, person)


def test_rating_is_refused_once_the_assessment_has_ended_without_a_result(assessment, person):
    ended = record_actions.end_assessment_without_result(assessment=assessment, reason="Nobody came", by=None)
    with pytest.raises(RatingIsOff):
        rate(ended, person)
    with pytest.raises(RatingIsOff):
        rate(assessment, person)  # as the request read it before
    assert not Rating.objects.exists()


def test_a_page_opened_before_the_close_saves_nothing_after_it(assessment, person):
    """The assessment as the request read it may be older than the close that came between."""
    meeting_actions.start_meeting(assessment=assessment, by=person)
    assessment.refresh_from_db()
    record_actions.close_assessment(assessment=assessment, by=person)
    with pytest.raises(RatingIsOff):
        rate(assessment, person)


# -- Who comes and goes -----------------------------------------------------------------------


def test_who_joins_in_the_middle_rates_what_is_not_revealed(assessment):
    first, second, _third = practices_of(assessment)
    meeting_actions.start_meeting(assessment=assessment, by=members_of(assessment)[0])
    reveal(assessment, first)
    late = join(assessment.team).person
    assessment.refresh_from_db()
    rating_actions.take_seat(assessment=assessment, by=late)
    with pytest.raises(PracticeAlreadyRevealed):
        rate(assessment, late, first)
    assert rate(assessment, late, second).practice == second


def test_who_leaves_loses_access_at_once_and_the_rating_stays(assessment, person, client):
    practice = practices_of(assessment)[0]
    make_rating(assessment, person, practice, 2)
    client.force_login(person)
    url = f"/assessments/{assessment.pk}/rate/1/"
    assert client.get(url).status_code == 200
    assessment.team.memberships.filter(person=person).update(ends_at=timezone.now())
    assert client.get(url).status_code == 404
    save = f"/assessments/{assessment.pk}/practices/{practice.uuid}/rate/"
    sent = {"answer": "4", "revision": "1", "client_id": uuid.uuid4()}
    assert client.post(save, sent).status_code == 404
    assert Rating.objects.get().level.value == 2
