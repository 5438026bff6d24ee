"""The path of a save is written out in SQL: here it is held against the rules that everything else goes by."""

import datetime
import uuid

import pytest
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.cycles.scope import assessment_for
from assessments.meeting import actions as meeting_actions
from assessments.rating import actions as rating_actions
from assessments.rating import rating_sql
from assessments.rating.models import Answer, Rating, Reveal, Seat
from assessments.record import actions as record_actions
from assessments.record.models import Record
from districts.roles.models import Membership
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def team():
    return make.make_team(make.make_district())


@pytest.fixture
def assessment(team):
    return make.make_assessment(make.make_cycle(team.district), team)


@pytest.mark.parametrize(
    ("starts", "ends", "rates"),
    [(-1, None, True), (-1, 1, True), (-1, None, False), (-2, -1, True), (1, None, True), (-1, 1, False)],
)
def test_who_may_save_is_who_the_rules_let_rate(rf, assessment, team, starts, ends, rates):
    now = timezone.now()
    membership = make.join(team, starts_at=now + starts * DAY, ends_at=ends and now + ends * DAY, rates=rates)
    person = membership.person

    allowed = person.has_perm("assessments.rate_practice", assessment)

    assert (rating_sql.place_to_rate(assessment.pk, person) is not None) == allowed


def test_nobody_of_another_team_may_save(assessment, team):
    elsewhere = make.join(make.make_team(team.district))

    assert rating_sql.place_to_rate(assessment.pk, elsewhere.person) is None


def test_what_a_save_reads_is_what_the_page_reads(rf, assessment, team):
    request = rf.get("/")
    request.user = make.join(team).person
    assessment.extended_to = assessment.cycle.closes_on + DAY
    assessment.meeting_started_at = timezone.now()
    assessment.save()

    read, page = rating_sql.place_to_rate(assessment.pk, request.user), assessment_for(request, assessment.pk)

    assert [getattr(read, f) for f in rating_sql.ASSESSMENT if not f.endswith("_at")] == [
        getattr(page, f) for f in rating_sql.ASSESSMENT if not f.endswith("_at")
    ]
    assert (read.state, read.due, read.rating_is_on) == (page.state, page.due, page.rating_is_on)
    assert (read.cycle.scale_id, read.cycle.opens_on) == (page.cycle.scale_id, page.cycle.opens_on)
    assert (read.team.name, read.cycle.edition.language) == (page.team.name, page.cycle.edition.language)


def test_what_is_stored_is_read_as_it_was_written(assessment, team):
    person = make.join(team).person
    practice = assessment.practices.first()
    rating_actions.take_seat(assessment=assessment, by=person)
    client_id = uuid.uuid4()
    level = assessment.cycle.scale.levels.get(value=3)
    saved = rating_actions.rate_practice(
        assessment=assessment,
        practice=practice,
        answer=Answer.LEVEL,
        level=level,
        note="Ça va : 2 × 2",
        revision=0,
        client_id=client_id,
        by=person,
    )

    stored = rating_sql.read_stored(assessment, practice, Seat.objects.get(person=person).pk)
    rating = Rating.objects.get()

    assert (stored.rating_id, stored.revision, stored.client_id, stored.is_revealed) == (rating.pk, 1, client_id, False)
    assert (rating.pk, rating.answer, rating.level, rating.note) == (saved.pk, Answer.LEVEL, level, "Ça va : 2 × 2")
    assert (rating.client_id, rating.saved_at) == (client_id, saved.saved_at)


def test_a_save_sees_a_reveal(assessment, team):
    person = make.join(team).person
    practice = assessment.practices.first()
    seat = rating_actions.take_seat(assessment=assessment, by=person)
    Reveal.objects.create(assessment=assessment, practice=practice)

    assert rating_sql.read_stored(assessment, practice, seat.pk).is_revealed


def test_an_answer_and_its_correction_are_written_at_once_where_nothing_stands_in_the_way(assessment, team):
    person = make.join(team).person
    rating_actions.take_seat(assessment=assessment, by=person)
    read = rating_sql.place_to_rate(assessment.pk, person)
    said = {"practice": assessment.practices.first(), "answer": Answer.DOES_NOT_APPLY}

    written = [rating_sql.write_at_once(Rating(**said, revision=revision), read, person) for revision in (1, 2, 2, 4)]

    assert written == [True, True, False, False]  # another one was second, and nobody saw a third
    assert Rating.objects.get().revision == 2


@pytest.mark.parametrize("since", ["ended", "closed", "reopened"])
def test_a_save_at_once_sees_what_happened_since_the_page_was_read(assessment, team, since):
    """The one statement asks anew: what the request read may be older than what somebody else did meanwhile."""
    person = make.join(team).person
    seat = rating_actions.take_seat(assessment=assessment, by=person)
    read = rating_sql.place_to_rate(assessment.pk, person)
    rating = Rating(seat=seat, practice=assessment.practices.first(), answer=Answer.DOES_NOT_APPLY, revision=1)
    if since == "ended":
        record_actions.end_assessment_without_result(assessment=assessment, reason="Nobody came", by=None)
    else:
        meeting_actions.start_meeting(assessment=assessment, by=None)
        record_actions.close_assessment(assessment=assessment, by=None)
    if since == "reopened":
        record_actions.reopen_assessment(assessment=assessment, reason="A mistake", by=None)

    assert not rating_sql.write_at_once(rating, read, person)
    assert not Rating.objects.exists()


def closed_once(assessment):
    cycle = assessment.cycle
    return Record.objects.create(assessment=assessment, cycle=cycle, district_id=cycle.district_id)


def what_ends_rating(assessment):
    return {
        "record": {"record": closed_once(assessment)},
        "ended_at": {"ended_at": timezone.now(), "ended_reason": "Nobody came"},
        "reopened_at": {"reopened_at": timezone.now(), "reopened_reason": "A mistake"},
        "in_the_room": {"in_the_room": True},
    }


@pytest.mark.parametrize("what", ["record", "ended_at", "reopened_at", "in_the_room"])
def test_what_ends_rating_ends_it_for_the_pages_and_in_the_statement(assessment, team, what):
    person = make.join(team).person
    rating_actions.take_seat(assessment=assessment, by=person)
    read = rating_sql.place_to_rate(assessment.pk, person)
    Assessment.objects.update(**what_ends_rating(assessment)[what])

    rating = Rating(practice=assessment.practices.first(), answer=Answer.DOES_NOT_APPLY, revision=1)

    assert read.rating_is_on
    assert not Assessment.objects.get().rating_is_on
    assert not rating_sql.write_at_once(rating, read, person)


def test_progress_after_a_save_counts_answers_and_practices(assessment, team):
    person = make.join(team).person
    seat = rating_actions.take_seat(assessment=assessment, by=person)
    first, *_others, last = assessment.practices
    Rating.objects.create(seat=seat, practice=first, answer=Answer.NOT_ENOUGH_INFORMATION)
    Rating.objects.create(seat=seat, practice=last, answer=Answer.WITHDRAWN)
    kept = rating_sql.practices_of(assessment.cycle.edition_id)[first.uuid]

    assert rating_sql.answered_now(seat.pk, kept, assessment.cycle.edition_id) == {
        "answered": 1,
        "answered_here": 1,
        "total": 6,
        "total_here": 3,
    }


def test_a_session_that_is_over_or_unknown_opens_nothing(client, team):
    membership = make.join(team)
    client.force_login(membership.person)
    assert client.get("/").status_code == 200

    session = client.session
    session.set_expiry(-1)
    session.save()

    assert client.get("/").status_code == 302


def test_an_account_that_may_not_sign_in_is_out_at_once(client, team):
    person = make.join(team).person
    client.force_login(person)

    person.is_active = False
    person.save()

    assert client.get("/").status_code == 302
    assert Membership.objects.filter(person=person).exists()
