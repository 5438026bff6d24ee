"""Closing writes the record, once and with the right whole numbers; reopening makes a new version."""

import datetime

import pytest

from assessments.cycles.errors import AlreadyClosed, CycleNotReady
from assessments.cycles.models import State
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import MeetingNotPossible
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.rating.models import Rating
from assessments.record import actions as record_actions
from assessments.record.models import Record, RecordPractice
from tests.factories import (
    make_evidence,
    make_family,
    make_meeting,
    make_outcome,
    members_of,
    practices_of,
    reveal,
    team_says,
)

pytestmark = pytest.mark.django_db


def close(assessment):
    """Close, and take up what the assessment has become."""
    record = record_actions.close_assessment(assessment=assessment, by=None)
    assessment.refresh_from_db()
    return record


def rows_of(record, *fields):
    return list(
        record.practices.order_by("practice__characteristic__number", "practice__position").values_list(*fields)
    )


def test_the_record_holds_what_was_agreed_in_whole_numbers_worked_by_hand():
    """One characteristic of eight practices, one of each outcome; another one of which nobody spoke."""
    assessment = make_meeting(practices=8, characteristics=2)
    a, b, c, d, e, f, g, h, *_second = practices_of(assessment)
    make_outcome(assessment, a, 4, locally_different=True)
    make_outcome(assessment, b, 3, reason="Seen", dissent="Two of us do not")
    make_outcome(assessment, c, 3, unsupported_reason="New this year")
    make_outcome(assessment, d, 1)
    make_outcome(assessment, e, OutcomeKind.NO_AGREEMENT)
    make_outcome(assessment, f, OutcomeKind.NOT_ENOUGH_INFORMATION)
    make_outcome(assessment, g, OutcomeKind.DOES_NOT_APPLY, reason="No such grade here", locally_different=True)
    for kind, rung in (("document", "doing"), ("data", "changing"), ("data", "changing")):
        make_evidence(assessment.team, a, assessment, kind=kind, rung=rung)
    make_evidence(assessment.team, b, assessment, kind="voices", rung="improving")
    make_evidence(assessment.team, b, assessment, kind="voices", rung="doing")
    make_evidence(assessment.team, d, assessment)
    make_evidence(assessment.team, g, assessment, rung="changing")
    record = close(assessment)

    fields = ("outcome", "value", "pieces", "kinds", "doing", "improving", "changing", "unsupported")
    first = rows_of(record, *fields)[:8]
    assert first == [
        ("level", 4, 3, 2, 1, 0, 2, False),
        ("level", 3, 2, 1, 1, 1, 0, True),  # two pieces, but of one kind
        ("level", 3, 0, 0, 0, 0, 0, True),
        ("level", 1, 1, 1, 1, 0, 0, False),  # the lowest level asks for none
        ("no_agreement", None, 0, 0, 0, 0, 0, False),
        ("not_enough_information", None, 0, 0, 0, 0, 0, False),
        ("does_not_apply", None, 1, 1, 0, 0, 1, False),
        ("not_discussed", None, 0, 0, 0, 0, 0, False),
    ]
    texts = rows_of(record, "reason", "dissent", "unsupported_reason", "locally_different")
    assert texts[:3] == [
        ("", "", "", True),
        ("Seen", "Two of us do not", "", False),
        ("", "", "New this year", False),
    ]
    one, two = record.characteristics.order_by("characteristic__number")
    assert (one.practices, one.applicable, one.agreed, one.level_total, one.at_target) == (8, 7, 4, 11, 3)
    assert (one.with_evidence, one.with_changing, one.locally_different, one.unsupported) == (3, 1, 1, 2)
    assert (two.practices, two.applicable, two.agreed, two.level_total) == (8, 8, 0, 0)
    assert {row[0] for row in rows_of(record, "outcome")[8:]} == {"not_discussed"}


def test_the_record_keeps_the_names_of_its_day():
    assessment = make_meeting()
    school = assessment.school
    school.family = family = make_family(assessment.district)
    school.save()
    record = close(assessment)
    names = (assessment.team.name, school.name, family.name)
    school.name, family.name, assessment.team.name = "Other", "Other", "Other"
    for changed in (school, family, assessment.team):
        changed.save()
    record.refresh_from_db()
    assert (record.team_name, record.school_name, record.family_name) == names
    assert (record.version, record.superseded_at) == (1, None)


def test_nothing_closes_before_its_meeting_or_twice():
    with pytest.raises(MeetingNotPossible):
        close(make_meeting(started=False))
    assessment = make_meeting()
    close(assessment)
    with pytest.raises(AlreadyClosed):
        close(assessment)
    assert Record.objects.count() == 1


# -- Reopening -------------------------------------------------------------------------------


def test_a_reopened_assessment_closes_into_a_new_version_and_the_old_one_stands_until_then():
    assessment = make_meeting(members=5)
    a, b, _c = practices_of(assessment)
    team_says(assessment, a, 1, 1, 1, 2, 2)
    reveal(assessment, a)
    outcome = make_outcome(assessment, a, 1)
    first = close(assessment)
    record_actions.reopen_assessment(assessment=assessment, reason="We had misread it", by=None)
    assessment.refresh_from_db()
    assert (assessment.state, assessment.record) == (State.MEETING, first)
    assert list(Record.objects.current()) == [first]
    agreed = {"kind": OutcomeKind.LEVEL, "level": outcome.level.scale.levels.get(value=2)}
    meeting_actions.record_outcome(assessment=assessment, practice=a, revision=1, by=None, **agreed)
    assert rows_of(first, "value")[0] == (1,)
    second = close(assessment)
    first.refresh_from_db()
    assert list(Record.objects.current()) == [second]
    assert (second.version, second.reopened_reason, first.superseded_at) == (2, "We had misread it", second.closed_at)
    assert (rows_of(first, "value")[0], rows_of(second, "value")[0]) == ((1,), (2,))
    assert (assessment.state, assessment.reopened_at, assessment.reopened_reason) == (State.CLOSED, None, "")


def test_only_a_closed_assessment_is_reopened_and_once_at_a_time():
    assessment = make_meeting()
    with pytest.raises(MeetingNotPossible):
        record_actions.reopen_assessment(assessment=assessment, reason="x", by=None)
    close(assessment)
    record_actions.reopen_assessment(assessment=assessment, reason="x", by=None)
    with pytest.raises(MeetingNotPossible):
        record_actions.reopen_assessment(assessment=assessment, reason="again", by=None)


# -- Extending and ending -----------------------------------------------------------------------


def test_an_extension_lets_the_team_rate_again():
    assessment = make_meeting(started=False, days=-1)
    assert assessment.state == State.OVERDUE
    until = assessment.district.today() + datetime.timedelta(days=3)
    assert record_actions.extend_assessment(assessment=assessment, until=until, by=None).state == State.RATING


@pytest.mark.parametrize("days", [-2, -1, 0])
def test_an_extension_gives_more_days_and_none_that_has_passed(days):
    assessment = make_meeting(started=False, days=0 if days == 0 else -3)
    until = assessment.district.today() + datetime.timedelta(days=days)
    with pytest.raises(CycleNotReady):
        record_actions.extend_assessment(assessment=assessment, until=until, by=None)


def test_what_is_finished_is_neither_extended_nor_ended():
    closed, ended = make_meeting(), make_meeting()
    close(closed)
    record_actions.end_assessment_without_result(assessment=ended, reason="Nobody came", by=None)
    for assessment in (closed, ended):
        until = assessment.due + datetime.timedelta(days=9)
        with pytest.raises(AlreadyClosed):
            record_actions.extend_assessment(assessment=assessment, until=until, by=None)
        with pytest.raises(AlreadyClosed):
            record_actions.end_assessment_without_result(assessment=assessment, reason="x", by=None)


def test_an_assessment_ends_without_result_with_its_reason_and_no_record():
    assessment = make_meeting()
    ended = record_actions.end_assessment_without_result(assessment=assessment, reason="The school closed", by=None)
    assert (ended.state, ended.ended_reason, ended.record_id) == (State.ENDED, "The school closed", None)
    with pytest.raises(AlreadyClosed):
        close(assessment)
    assert not Record.objects.exists()


def test_a_reopened_assessment_cannot_end_without_result_for_it_has_one():
    assessment = make_meeting()
    close(assessment)
    record_actions.reopen_assessment(assessment=assessment, reason="x", by=None)
    with pytest.raises(MeetingNotPossible):
        record_actions.end_assessment_without_result(assessment=assessment, reason="x", by=None)


def test_closing_changes_no_rating_and_no_agreement():
    assessment = make_meeting(members=5)
    a, _b, _c = practices_of(assessment)
    team_says(assessment, a, 1, 2, 3, 4, 4)
    reveal(assessment, a)
    make_outcome(assessment, a, 2)
    before = (list(Rating.objects.values()), list(Outcome.objects.values()))
    close(assessment)
    assert (list(Rating.objects.values()), list(Outcome.objects.values())) == before
    assert RecordPractice.objects.count() == 3
    assert len(members_of(assessment)) == 5
