"""Two requests at once, on a database that lets them run at once."""

import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from assessments.criteria import actions as criteria_actions
from assessments.cycles.errors import CyclePublished
from assessments.cycles.models import Assessment, Cycle
from assessments.look_alikes import actions as look_alikes_actions
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import AnsweredAlone
from assessments.publishing import actions as publishing_actions
from assessments.rating import actions as rating_actions
from assessments.rating.errors import PracticeAlreadyRevealed, RatedInTheRoom
from assessments.rating.models import Answer, Rating, Reveal
from assessments.record import actions as record_actions
from districts.roles.models import Membership, Role
from frameworks.models.scale import Scale
from people.errors import StaleRevision
from tests.at_once import PATIENCE, at_once, needs_two_writers, wait_until_they_wait
from tests.factories import (
    appoint,
    join,
    make_criterion,
    make_district,
    make_edition,
    make_family,
    make_meeting,
    make_notice,
    make_rating,
    make_scale,
    make_team,
    members_of,
    practices_of,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_two_writers,
]


@pytest.fixture
def assessment():
    assessment = make_meeting(members=2)
    for person in members_of(assessment):
        rating_actions.take_seat(assessment=assessment, by=person)
    return assessment


def save(assessment, person, level=2):
    return rating_actions.rate_practice(
        assessment=assessment,
        practice=practices_of(assessment)[0],
        answer=Answer.LEVEL,
        level=assessment.cycle.scale.levels.get(value=level),
        note="",
        revision=0,
        client_id=uuid.uuid4(),
        by=person,
    )


def test_of_two_first_saves_of_one_person_one_is_written_and_the_other_told(assessment):
    person = members_of(assessment)[0]
    with transaction.atomic():
        save(assessment, person, 1)
        thread, came = at_once(lambda: save(assessment, person, 4))
        thread.join(0.4)
        assert thread.is_alive()  # it waits for the first
    thread.join(PATIENCE)
    assert isinstance(came[0], StaleRevision)
    assert Rating.objects.get().level.value == 1


def test_two_people_of_a_team_save_side_by_side(assessment):
    one, two = members_of(assessment)
    with transaction.atomic():
        save(assessment, one)
        thread, came = at_once(lambda: save(assessment, two))
        thread.join(PATIENCE)  # while the first is not yet committed
        assert not thread.is_alive()
    assert isinstance(came[0], Rating)


def test_a_save_that_comes_while_a_practice_is_revealed_is_refused(assessment):
    person = members_of(assessment)[0]
    with transaction.atomic():
        meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=None)
        thread, came = at_once(lambda: save(assessment, person))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert isinstance(came[0], PracticeAlreadyRevealed)
    assert not Rating.objects.exists()


def test_a_reveal_waits_for_a_save_that_came_before_it(assessment):
    person = members_of(assessment)[0]
    practice = practices_of(assessment)[0]
    with transaction.atomic():
        save(assessment, person)
        reveal = lambda: meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)  # noqa: E731
        thread, came = at_once(reveal)
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert isinstance(came[0], Reveal)
    assert Rating.objects.get().practice == practice


def test_a_meeting_starts_after_the_saves_that_came_before_it(assessment):
    """Its first band is made of every answer that was on its way."""
    Assessment.objects.filter(pk=assessment.pk).update(meeting_started_at=None)
    with transaction.atomic():
        save(assessment, members_of(assessment)[0])
        thread, came = at_once(lambda: meeting_actions.start_meeting(assessment=assessment, by=None))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert came[0].meeting_started_at


def test_nobody_takes_a_seat_behind_a_reveal(assessment):
    late = join(assessment.team).person
    with transaction.atomic():
        meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=None)
        thread, came = at_once(lambda: rating_actions.take_seat(assessment=assessment, by=late))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    with pytest.raises(PracticeAlreadyRevealed):
        save(assessment, late)
    assert came[0].person == late


@pytest.fixture
def not_begun():
    """Two who rate have their seat; the meeting has not begun."""
    assessment = make_meeting(members=2, started=False)
    for person in members_of(assessment):
        rating_actions.take_seat(assessment=assessment, by=person)
    return assessment


def test_a_start_in_the_room_waits_for_an_answer_on_its_way_and_is_refused(not_begun):
    with transaction.atomic():
        save(not_begun, members_of(not_begun)[0])
        thread, came = at_once(lambda: meeting_actions.start_meeting(assessment=not_begun, by=None, in_the_room=True))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert isinstance(came[0], AnsweredAlone)
    assert not Reveal.objects.exists()


def test_an_answer_given_alone_that_comes_while_the_team_starts_in_the_room_is_not_taken(not_begun):
    with transaction.atomic():
        meeting_actions.start_meeting(assessment=not_begun, by=None, in_the_room=True)
        thread, came = at_once(lambda: save(not_begun, members_of(not_begun)[0]))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert isinstance(came[0], RatedInTheRoom)
    assert not Rating.objects.exists()


def test_the_bands_and_a_spread_are_made_of_an_answer_that_was_on_its_way(not_begun):
    one, _two = members_of(not_begun)
    practice = practices_of(not_begun)[0]
    for level in (1, 1):
        make_rating(not_begun, join(not_begun.team).person, practice, level)
    with transaction.atomic():
        save(not_begun, one, 4)
        thread, came = at_once(lambda: meeting_actions.start_meeting(assessment=not_begun, by=None))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert came[0].talk_first == [practice.pk]


def closed_with_an_answer(assessment):
    """The person whose answer stands, and what takes it back."""
    person = members_of(assessment)[0]
    save(assessment, person)
    record_actions.close_assessment(assessment=assessment, by=None)
    seat = assessment.seats.get(person=person)
    return lambda: rating_actions.take_answers_back(seat=seat, practices=practices_of(assessment), by=person)


def test_an_answer_is_not_taken_back_behind_a_publication(assessment):
    take_back = closed_with_an_answer(assessment)
    with transaction.atomic():
        publishing_actions.publish_cycle(cycle=assessment.cycle, by=None)
        thread, came = at_once(take_back)
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert isinstance(came[0], CyclePublished)
    assert Rating.objects.answered().count() == 1


def test_a_publication_waits_for_an_answer_that_is_being_taken_back(assessment):
    take_back = closed_with_an_answer(assessment)
    with transaction.atomic():
        assert take_back() == 1
        thread, came = at_once(lambda: publishing_actions.publish_cycle(cycle=assessment.cycle, by=None))
        thread.join(0.4)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert came[0].is_published


def test_of_two_first_texts_of_one_criterion_one_is_written_and_the_other_told(assessment):
    def write(text):
        level = assessment.cycle.scale.levels.get(value=3)
        written = {"practice": practices_of(assessment)[0], "level": level, "text": text, "lens": "", "revision": 0}
        return criteria_actions.write_criterion(team=assessment.team, by=None, **written)

    with transaction.atomic():
        write("First")
        thread, came = at_once(lambda: write("Second"))
        thread.join(0.4)
        assert thread.is_alive()  # it waits for the first
    thread.join(PATIENCE)
    assert isinstance(came[0], StaleRevision)
    assert came[0].stored.text == "First"


def test_nobody_waits_to_join_a_team_while_words_are_withdrawn(assessment):
    words = make_criterion(assessment.team, practices_of(assessment)[0], assessment.cycle.scale, 3, "Ms. Petrov")
    with transaction.atomic():
        criteria_actions.withdraw_criterion(version=words.versions.get(), by=None)
        thread, came = at_once(lambda: join(assessment.team))
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert isinstance(came[0], Membership)


def test_nobody_waits_to_take_a_seat_while_names_are_kept_apart(assessment):
    late, district = join(assessment.team).person, assessment.district
    one, _other = (make_family(district, name=name, namesake=n) for n, name in enumerate(("North", "NORTH")))
    with transaction.atomic():
        look_alikes_actions.keep_apart(district=district, kind="family", pk=one.pk, by=None)
        thread, came = at_once(lambda: rating_actions.take_seat(assessment=assessment, by=late))
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert came[0].person == late


def test_of_two_who_open_a_cycle_with_one_name_the_second_is_told():
    district, edition, scale = make_district(notice=make_notice()), make_edition(), make_scale()
    team, today = make_team(district), district.today().isoformat()
    sent = {"name": "2026–27", "edition": edition.pk, "scale": scale.pk, "opens_on": today, "closes_on": today}
    sent |= {"threshold": 5, "teams": [team.pk]}
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))

    with transaction.atomic():
        Scale.objects.select_for_update().get(pk=scale.pk)  # both have looked at the name, and wait
        address = reverse("assessments:cycle_open", args=[district.slug])
        pressed = [at_once(lambda client=client: client.post(address, sent)) for client in clients]
        wait_until_they_wait(2)
    for thread, _came in pressed:
        thread.join(PATIENCE)

    answers = sorted((came[0] for _thread, came in pressed), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "Something with this name exists already" in answers[1].content.decode()
    assert Cycle.objects.count() == 1
