"""Recording an outcome with its evidence, and going on, is one piece of work: few queries, one lock, one change to show."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cycles.models import MeetingPlace
from assessments.evidence.models import EvidenceLink
from assessments.meeting import actions as meeting_actions
from tests.factories import make_evidence, make_meeting, members_of, practices_of, reveal

pytestmark = pytest.mark.django_db

READS_THE_ASSESSMENT = re.compile(r'^SELECT .* FROM "assessments_assessment" ')


@pytest.fixture
def assessment(client):
    """A meeting with its first practice revealed; a facilitator is signed in."""
    assessment = make_meeting(members=3, practices=4, started=False)
    facilitator = members_of(assessment)[0]
    assessment.team.memberships.filter(person=facilitator).update(facilitates=True)
    meeting_actions.start_meeting(assessment=assessment, by=facilitator)
    reveal(assessment, practices_of(assessment)[0])
    client.force_login(facilitator)
    return assessment


@pytest.fixture
def recorded(client, assessment):
    """What a facilitator's "Record and next" with one ticked and one new piece asks of the database."""
    first = practices_of(assessment)[0]
    ticked = make_evidence(assessment.team, kind="data")
    sent = {"outcome": "3", "revision": "0", "pieces": [ticked.pk], "new_title": "Minutes", "new_text": "Said so"}
    url = f"/assessments/{assessment.pk}/practices/{first.uuid}/meeting/"
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, sent)
    assert answer.status_code == 302
    assert EvidenceLink.objects.filter(assessment=assessment, practice=first).count() == 2
    return [query["sql"] for query in asked]


def test_it_asks_at_most_twenty_times(recorded):
    assert len(recorded) <= 20, "\n".join(recorded)


def test_the_assessment_is_read_once_beyond_what_finds_it_and_under_its_lock(recorded):
    """The page finds it for the person (by the team), the action reads it with its lock; nothing in between does."""
    assert len([sql for sql in recorded if READS_THE_ASSESSMENT.search(sql)]) == 2


def test_its_screens_are_told_once(assessment, recorded):
    assert len([sql for sql in recorded if sql.startswith('UPDATE "assessments_meetingplace"')]) == 1
    assert MeetingPlace.objects.get(assessment=assessment).revision == 2  # the start and this
