"""Ratings end: so many months after the last day as it stood at the first answer, and no page reads them from then on."""

import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Assessment, Cycle
from assessments.cycles.months import months_after
from assessments.meeting import queries as meeting_queries
from assessments.meeting.agenda import agenda_of, sheet_of
from assessments.overview.team_tasks import seats_of
from assessments.publishing import actions as publishing_actions
from assessments.publishing.models import Block, MirrorPractice
from assessments.rating import actions as rating_actions
from assessments.rating import progress
from assessments.rating import queries as rating_queries
from assessments.rating.errors import RatingIsOff
from assessments.rating.models import Rating, Seat
from assessments.record import actions as record_actions
from assessments.record.models import Record
from assessments.retention import actions as retention_actions
from districts.roles.models import Role
from tests.assessments.publishing.test_publishing import add_closed
from tests.factories import (
    appoint,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_meeting,
    make_rating,
    members_of,
    practices_of,
    reveal,
    seat,
    team_says,
)

pytestmark = pytest.mark.django_db

OF_RATINGS = re.compile(r"\bRating\.objects\b|\.ratings\b|\"ratings\"|\bratings__|\bassessments_rating\b")
DAY = datetime.timedelta(days=1)


def at_noon(district, day):
    return district.start_of(day) + datetime.timedelta(hours=12)


def after_the_end(cycle):
    """Noon of the first day on which the cycle's ratings are read no more."""
    return at_noon(cycle.district, cycle.ratings_kept_until + DAY)


def rate(assessment, person, practice=None, revision=0, loaded=None, **fields):
    """One answer, as the page sends it, of a page that was opened now, or with what was loaded before."""
    given = {"answer": "level", "level": assessment.cycle.scale.levels.get(value=2), "note": "", **fields}
    return rating_actions.rate_practice(
        assessment=loaded or Assessment.objects.with_context().get(pk=assessment.pk),
        practice=practice or practices_of(assessment)[0],
        revision=revision,
        client_id=uuid.uuid4(),
        by=person,
        **given,
    )


@pytest.fixture
def assessment():
    """Three people sit down to rate; nobody has answered."""
    assessment = make_meeting(members=3, started=False)
    for person in members_of(assessment):
        seat(assessment, person)
    return assessment


def move_last_day(cycle, days):
    Cycle.objects.filter(pk=cycle.pk).update(closes_on=cycle.closes_on + days * DAY)
    cycle.refresh_from_db()


# -- When they end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2025, 1, 31), 1, (2025, 2, 28)),
        ((2025, 11, 30), 24, (2027, 11, 30)),
        ((2025, 12, 15), 1, (2026, 1, 15)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2025, 12, 31), 12, (2026, 12, 31)),
    ],
)
def test_ratings_are_kept_for_whole_months(day, months, until):
    assert months_after(datetime.date(*day), months) == datetime.date(*until)


def test_the_end_is_counted_from_the_last_day_as_it_stood_when_the_first_person_answered(assessment):
    cycle, (one, other, _) = assessment.cycle, members_of(assessment)
    move_last_day(cycle, 5)  # nobody has answered: it moves the end as well
    assert cycle.ratings_counted_from is None
    promised = months_after(cycle.closes_on, 24)
    assert cycle.ratings_kept_until == promised

    rate(assessment, one)
    move_last_day(cycle, 40)
    assert (cycle.ratings_counted_from, cycle.ratings_kept_until) == (cycle.closes_on - 40 * DAY, promised)

    rate(assessment, other)
    rate(assessment, one, revision=1)
    cycle.refresh_from_db()
    assert cycle.ratings_kept_until == promised


def test_who_opened_their_page_before_the_first_answer_moves_nothing(assessment):
    one, other, _ = members_of(assessment)
    opened_before = Assessment.objects.with_context().get(pk=assessment.pk)
    rate(assessment, one)
    promised = assessment.cycle.closes_on
    move_last_day(assessment.cycle, 40)

    rate(assessment, other, loaded=opened_before)

    assessment.cycle.refresh_from_db()
    assert assessment.cycle.ratings_counted_from == promised


def test_an_answer_that_is_not_taken_promises_nothing(assessment):
    person, first = members_of(assessment)[0], practices_of(assessment)[0]
    Assessment.objects.filter(pk=assessment.pk).update(ended_at=after_the_end(assessment.cycle), ended_reason="So")
    with pytest.raises(RatingIsOff):
        rate(assessment, person, first)
    assessment.cycle.refresh_from_db()
    assert assessment.cycle.ratings_counted_from is None


def test_only_the_first_answer_of_a_cycle_costs_more(assessment, django_assert_num_queries):
    one, other, _ = members_of(assessment)
    level = assessment.cycle.scale.levels.get(value=2)
    rate(assessment, one)
    loaded = Assessment.objects.with_context().get(pk=assessment.pk)
    practice = practices_of(assessment)[0]
    with django_assert_num_queries(1):
        rating_actions.rate_practice(
            **{"assessment": loaded, "practice": practice, "answer": "level", "level": level, "note": ""},
            **{"revision": 0, "client_id": uuid.uuid4(), "by": other},
        )


def test_the_last_day_ends_by_the_districts_clock(assessment, time_machine):
    cycle = assessment.cycle
    end = cycle.district.start_of(cycle.ratings_kept_until + DAY)
    time_machine.move_to(end - datetime.timedelta(seconds=1), tick=False)
    assert not cycle.ratings_have_ended
    time_machine.move_to(end, tick=False)
    assert cycle.ratings_have_ended


# -- Nothing makes it later ------------------------------------------------------------------------------


def test_months_can_be_shortened_and_not_lengthened_once_somebody_answered(assessment):
    cycle = assessment.cycle
    with pytest.raises(CycleNotReady):
        retention_actions.change_retention(cycle=cycle, months=121, by=None)
    assert retention_actions.change_retention(cycle=cycle, months=120, by=None).retention_months == 120
    assert retention_actions.change_retention(cycle=cycle, months=36, by=None).retention_months == 36
    rate(assessment, members_of(assessment)[0])
    with pytest.raises(CycleNotReady, match="36 months"):
        retention_actions.change_retention(cycle=cycle, months=37, by=None)
    assert retention_actions.change_retention(cycle=cycle, months=12, by=None).retention_months == 12
    with pytest.raises(CycleNotReady):
        retention_actions.change_retention(cycle=cycle, months=36, by=None)


def test_ratings_written_in_any_other_way_bind_the_months_too(assessment):
    make_rating(assessment, members_of(assessment)[0], practices_of(assessment)[0], 2)
    with pytest.raises(CycleNotReady):
        retention_actions.change_retention(cycle=assessment.cycle, months=25, by=None)


def test_the_promise_stands_though_no_answer_is_left(assessment):
    rate(assessment, members_of(assessment)[0])
    Rating.objects.all().delete()
    with pytest.raises(CycleNotReady):
        retention_actions.change_retention(cycle=assessment.cycle, months=25, by=None)


def test_ratings_that_have_ended_do_not_come_back(assessment, time_machine):
    time_machine.move_to(after_the_end(assessment.cycle))
    with pytest.raises(CycleNotReady, match="have ended"):
        retention_actions.change_retention(cycle=assessment.cycle, months=120, by=None)


def test_the_page_of_the_months_says_what_it_refuses(assessment):
    cycle = assessment.cycle
    client = Client()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=cycle.district))
    url = f"/districts/{cycle.district.slug}/cycles/{cycle.pk}/retention/"
    rate(assessment, members_of(assessment)[0])

    refused = client.post(url, {"months": 25})
    assert refused.status_code == 422
    assert "At most 24: ratings are kept no longer than people were told" in refused.content.decode()

    assert client.post(url, {"months": 6}).status_code == 302
    cycle.refresh_from_db()
    assert cycle.retention_months == 6
    assert client.post(url, {"months": 0}).status_code == 422


def test_no_team_rates_longer_than_ratings_are_kept(assessment):
    cycle = assessment.cycle
    client = Client()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=cycle.district))
    later = cycle.ratings_kept_until + DAY

    with pytest.raises(CycleNotReady, match="kept until"):
        record_actions.extend_assessment(assessment=assessment, until=later, by=None)
    url = f"/districts/{cycle.district.slug}/cycles/{cycle.pk}/assessments/{assessment.pk}/extend/"
    answer = client.post(url, {"until": later.isoformat()})
    assert answer.status_code == 422
    assert "choose no later day" in answer.content.decode()
    record_actions.extend_assessment(assessment=assessment, until=cycle.ratings_kept_until, by=None)


def test_nobody_rates_once_the_ratings_have_ended(assessment, time_machine):
    """An assessment that runs longer, as one extended before there was this rule."""
    person, (first, second, _) = members_of(assessment)[0], practices_of(assessment)
    rate(assessment, person, first)
    kept = assessment.cycle.ratings_kept_until
    Assessment.objects.filter(pk=assessment.pk).update(extended_to=kept + 30 * DAY)
    time_machine.move_to(after_the_end(assessment.cycle))

    assert not Assessment.objects.with_context().get(pk=assessment.pk).rating_is_on
    for practice in (first, second):
        with pytest.raises(RatingIsOff):
            rate(assessment, person, practice)


# -- No page reads them ----------------------------------------------------------------------------------


def test_from_the_end_on_nothing_reads_them_whether_or_not_a_command_ran(time_machine):
    assessment = make_meeting(members=3)
    first, second, _ = practices_of(assessment)
    team_says(assessment, first, 1, 2, 4)
    reveal(assessment, first)
    Assessment.objects.filter(pk=assessment.pk).update(talk_first=[second.pk])
    assessment = Assessment.objects.with_context().get(pk=assessment.pk)
    own, reader = Seat.objects.select_related("assessment__cycle__district").first(), members_of(assessment)[0]

    def read():
        sheet = sheet_of(assessment, agenda_of(assessment, reader).find(first.uuid), reader)
        return (
            [practice.pk for practice in meeting_queries.order_of(assessment)][0] == second.pk,
            bool(sheet.columns),
            sheet.ended,
            bool(rating_queries.own_ratings(own)),
            bool(rating_queries.answers_of(own)),
            rating_queries.answered_count(assessment, own),
            [one.answered for one in progress.readiness(assessment)],
            [one.answered for one in progress.progress([assessment], 3)],
            sorted(seats_of({assessment.cycle}, [assessment.team_id]).values()),
        )

    mine = (assessment.pk, 1)
    assert read() == (True, True, False, True, True, 1, [1, 1, 1], [3], [mine] * 3)
    time_machine.move_to(after_the_end(assessment.cycle))
    assert read() == (False, False, True, False, False, 0, [0, 0, 0], [0], [])


def test_what_is_published_after_the_end_has_neither_blocks_nor_a_mirror(time_machine):
    def published(late):
        cycle = make_cycle(make_district(), edition=make_edition(1, 2))
        family = make_family(cycle.district)
        for _ in range(5):
            add_closed(cycle, [1, 2, 2, 3, 4], family)
        add_closed(cycle, [4, 4, 3, 3, 2, 2, 1], school=False)
        if late:
            time_machine.move_to(after_the_end(cycle))
        publishing_actions.publish_cycle(cycle=cycle, by=None)
        return Block.objects.filter(cycle=cycle).count(), MirrorPractice.objects.filter(cycle=cycle).count()

    assert published(late=False) == (1, 1)
    assert published(late=True) == (0, 0)


def test_a_record_is_written_anew_after_the_end(time_machine):
    assessment = make_meeting(members=3)
    team_says(assessment, practices_of(assessment)[0], 1, 2, 4)
    record_actions.close_assessment(assessment=assessment, by=None)
    time_machine.move_to(after_the_end(assessment.cycle))
    record_actions.reopen_assessment(assessment=assessment, reason="x", by=None)
    assert record_actions.close_assessment(assessment=assessment, by=None).version == 2


# Where the table of ratings is spoken of, and how often without ``readable_in`` on the same line.
SPEAK_OF_RATINGS = {
    "assessments/rating/models.py": 2,  # its names
    "assessments/rating/rating_sql.py": 4,  # the save, after asking whether rating is on
    "assessments/rating/actions.py": 1,  # the save, likewise
    "assessments/rating/private.py": 1,  # whether there is anything to seal: no answer is read
    "assessments/rating/forms.py": 1,  # rows that it is given
    "assessments/personal_data.py": 2,  # the keys under which a person takes them along
    "assessments/rating/own_ratings.py": 1,  # of all cycles of a person, each of which is then asked
    "assessments/meeting/band_queries.py": 0,
    "assessments/retention/actions.py": 3,  # the promise, what is due, the removal
    "assessments/management/commands/purge_ratings.py": 1,  # the removal
    "assessments/rating/queries.py": 3,  # prepared ones behind a question
    "assessments/rating/progress.py": 1,  # counts of seats that are asked for so
    "assessments/meeting/spreads.py": 1,  # prepared, behind the same question
    "assessments/publishing/queries.py": 1,  # of seats that are asked for so
}


def test_no_other_module_speaks_of_ratings_so_that_none_forgets_their_end():
    """Whoever adds a line that reads ratings asks ``readable_in`` in it, or explains it here."""
    found = {}
    for app in ("people", "frameworks", "districts", "assessments", "reports", "olf_site"):
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            place = path.relative_to(settings.BASE_DIR).as_posix()
            if "/migrations/" in place:
                continue
            lines = [line for line in path.read_text().splitlines() if OF_RATINGS.search(line)]
            if lines:
                found[place] = sum("readable_in" not in line for line in lines)
    assert found == SPEAK_OF_RATINGS


# -- The removal -----------------------------------------------------------------------------------------


def test_the_removal_takes_notes_names_and_order_with_it_and_leaves_what_was_agreed(time_machine):
    assessment = make_meeting(members=2)
    cycle, person = assessment.cycle, members_of(assessment)[0]
    make_rating(assessment, person, practices_of(assessment)[0], 2, note="private")
    reveal(assessment, practices_of(assessment)[0])
    record = record_actions.close_assessment(assessment=assessment, by=None)
    time_machine.move_to(after_the_end(cycle))

    assert retention_actions.purge_ratings(cycle=cycle) == 1

    assert [one.shows_spread for one in assessment.reveals.all()] == [False]

    assert not Rating.objects.filter(seat__cycle=cycle).exists()
    assert list(Seat.objects.filter(cycle=cycle).values_list("person", flat=True)) == [None]
    assessment.refresh_from_db()
    assert assessment.talk_first == []
    assert list(Record.objects.filter(cycle=cycle)) == [record]
    cycle.refresh_from_db()
    assert cycle.purged_at is not None
    person.delete()  # nothing of the ratings holds on to the account any more


def test_the_counts_of_a_team_stand_without_names_in_its_seats(time_machine):
    """Several seats without a person are no person who is there several times."""
    assessment = make_meeting(members=3)
    team_says(assessment, practices_of(assessment)[0], 1, 2, 3)
    time_machine.move_to(after_the_end(assessment.cycle))
    retention_actions.purge_ratings(cycle=assessment.cycle)

    assert [one.people for one in progress.progress([assessment], 3)] == [3]
    assert [one.answered for one in progress.readiness(assessment)] == [0, 0, 0]
