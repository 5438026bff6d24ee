"""The meeting: it starts once, a reveal locks, an outcome needs a reveal, nobody overwrites anybody."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cycles.errors import AlreadyClosed
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import EvidenceLacking, MeetingNotPossible, NotRevealed
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.rating import progress as rating_progress
from assessments.rating.models import Answer, Rating, Reveal
from assessments.record import actions as record_actions
from people.errors import StaleRevision
from tests.factories import make_evidence, make_meeting, members_of, practices_of, reveal, team_says

pytestmark = pytest.mark.django_db

AGREED = {"level": None, "reason": "", "dissent": "", "locally_different": False, "unsupported_reason": ""}


def record(assessment, practice, said=2, revision=0, by=None, **fields):
    """One outcome, as the page sends it."""
    level = assessment.cycle.scale.levels.get(value=said) if isinstance(said, int) else None
    agreed = {**AGREED, "kind": OutcomeKind.LEVEL if level else said, "level": level, **fields}
    return meeting_actions.record_outcome(assessment=assessment, practice=practice, revision=revision, by=by, **agreed)


def test_the_meeting_starts_within_the_dates_or_when_overdue_never_before_nor_after_the_end():
    assessment = make_meeting(started=False)
    today = assessment.district.today()
    cycle = assessment.cycle
    cycle.opens_on, cycle.closes_on = today + datetime.timedelta(1), today + datetime.timedelta(2)
    cycle.save()
    with pytest.raises(MeetingNotPossible):
        meeting_actions.start_meeting(assessment=assessment, by=None)
    cycle.opens_on, cycle.closes_on = today - datetime.timedelta(2), today - datetime.timedelta(1)
    cycle.save()
    assert meeting_actions.start_meeting(assessment=assessment, by=None).in_meeting
    ended = make_meeting(started=False)
    record_actions.end_assessment_without_result(assessment=ended, reason="The school burnt down", by=None)
    with pytest.raises(AlreadyClosed):
        meeting_actions.start_meeting(assessment=ended, by=None)


def test_the_start_holds_every_seat_before_it_reads_an_answer():
    """On either database: a save that is on its way is in what the meeting starts from, or comes after it."""
    assessment = make_meeting(members=3, started=False)
    team_says(assessment, practices_of(assessment)[0], 1, 4, 1)
    with CaptureQueriesContext(connection) as asked:
        meeting_actions.start_meeting(assessment=assessment, by=None)
    sql = [query["sql"] for query in asked]
    seats = [place for place, one in enumerate(sql) if one.startswith('SELECT "assessments_seat"."id"')]
    answers = [place for place, one in enumerate(sql) if 'FROM "assessments_rating"' in one]
    assert seats[0] < answers[0]
    assert ("FOR UPDATE" in sql[seats[0]]) == connection.features.has_select_for_update


def test_nothing_is_revealed_before_the_meeting():
    assessment = make_meeting(started=False)
    with pytest.raises(MeetingNotPossible):
        meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=None)
    assert not Reveal.objects.exists()


def test_an_outcome_needs_a_reveal():
    assessment = make_meeting()
    with pytest.raises(NotRevealed):
        record(assessment, practices_of(assessment)[0])
    assert not Outcome.objects.exists()


def test_a_level_is_agreed_on_its_kinds_of_evidence_or_with_the_reason_why_not():
    assessment = make_meeting()
    first, second, third = practices_of(assessment)
    for practice in (first, second, third):
        reveal(assessment, practice)
        make_evidence(assessment.team, practice, assessment, kind="data")
    make_evidence(assessment.team, second, assessment, kind="voices")
    with pytest.raises(EvidenceLacking):
        record(assessment, first, 3)
    with pytest.raises(EvidenceLacking):
        record(assessment, first, 3, unsupported_reason=" ")
    assert not Outcome.objects.exists()
    assert record(assessment, second, 3).level.value == 3
    assert record(assessment, third, 3, unsupported_reason="New this year").level.value == 3
    assert record(assessment, first, 2).level.value == 2  # asks for none


@pytest.mark.parametrize("said", [1, 2, OutcomeKind.NO_AGREEMENT, OutcomeKind.NOT_ENOUGH_INFORMATION])
def test_a_team_records_a_level_or_that_there_is_none(said):
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    reveal(assessment, practice)
    agreed = record(assessment, practice, said, reason="Because", dissent="Not all", locally_different=True)
    stored = Outcome.objects.get()
    assert stored == agreed
    assert (stored.level and stored.level.value) == (said if isinstance(said, int) else None)
    assert (stored.reason, stored.dissent, stored.locally_different, stored.revision) == (
        "Because",
        "Not all",
        True,
        1,
    )


def test_two_facilitators_do_not_overwrite_each_other():
    assessment = make_meeting(members=2)
    one, two = members_of(assessment)
    practice = practices_of(assessment)[0]
    reveal(assessment, practice)
    record(assessment, practice, 2, by=one, reason="First")
    with pytest.raises(StaleRevision) as refused:
        record(assessment, practice, 1, by=two, reason="Second")
    assert (refused.value.stored.level.value, refused.value.stored.reason) == (2, "First")
    assert Outcome.objects.get().level.value == 2
    # Having seen it, the second one may replace it.
    assert record(assessment, practice, 1, revision=1, by=two).revision == 2


def test_a_facilitator_replaced_in_the_middle_leaves_everything_where_it_was(client):
    assessment = make_meeting(members=3)
    old, new, _member = members_of(assessment)
    memberships = assessment.team.memberships
    memberships.filter(person=old).update(facilitates=True)
    first, second, _third = practices_of(assessment)
    reveal_url = f"/assessments/{assessment.pk}/practices/{{}}/reveal/"
    client.force_login(old)
    assert client.post(reveal_url.format(first.uuid)).status_code == 302
    memberships.filter(person=old).update(facilitates=False)
    memberships.filter(person=new).update(facilitates=True)
    assert client.post(reveal_url.format(second.uuid)).status_code == 403
    client.force_login(new)
    assert client.post(reveal_url.format(second.uuid)).status_code == 302
    assert set(Reveal.objects.values_list("practice", "revealed_by")) == {(first.pk, old.pk), (second.pk, new.pk)}


def test_a_facilitator_who_is_also_principal_runs_the_meeting_and_one_who_does_not_rate_does_too(client):
    from districts.roles.models import Role
    from tests.factories import appoint, join

    assessment = make_meeting(started=False)
    principal = appoint(Role.PRINCIPAL, district=assessment.district, school=assessment.school)
    join(assessment.team, principal, facilitates=True, rates=False)
    client.force_login(principal)
    one = f"/assessments/{assessment.pk}/"
    assert client.get(f"{one}rate/1/").status_code == 403
    assert client.post(f"{one}notice/accept/").status_code == 403
    assert client.post(f"{one}meeting/start/").status_code == 302
    assert client.get(f"{one}meeting/").status_code == 200


def test_no_outcome_is_recorded_and_nothing_revealed_after_the_close():
    assessment = make_meeting()
    first, second, _third = practices_of(assessment)
    reveal(assessment, first)
    record_actions.close_assessment(assessment=assessment, by=None)
    with pytest.raises(AlreadyClosed):
        record(assessment, first)
    with pytest.raises(AlreadyClosed):
        meeting_actions.reveal_practice(assessment=assessment, practice=second, by=None)


def test_overdue_the_facilitator_still_agrees_and_closes():
    assessment = make_meeting(members=1, days=-1)
    practice = practices_of(assessment)[0]
    assert not assessment.rating_is_on
    meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    record(assessment, practice, 1)
    assert record_actions.close_assessment(assessment=assessment, by=None).practices.get(practice=practice).value == 1


def test_progress_counts_answers_and_never_levels():
    assessment = make_meeting(members=2, practices=3, started=False)
    first, second, third = practices_of(assessment)
    team_says(assessment, first, 1, 4)
    team_says(assessment, second, "?", "n/a")
    team_says(assessment, third, "-", None)
    (progress,) = rating_progress.progress([assessment], 3)
    assert (progress.people, progress.answered, progress.expected, progress.percent) == (2, 4, 6, 66)
    assert [r.answered for r in rating_progress.readiness(assessment)] == [2, 2]
    Rating.objects.exclude(answer=Answer.WITHDRAWN).update(answer=Answer.NOT_ENOUGH_INFORMATION, level=None)
    assert rating_progress.progress([assessment], 3) == [progress]
