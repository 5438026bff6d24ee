"""Two teams of a published cycle, one of which reads the other, and a browser for each person."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from assessments.feedback import actions as feedback_actions
from assessments.publishing import actions as publishing_actions
from assessments.record import actions as record_actions
from tests.factories import (
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_outcome,
    make_school,
    make_team,
    practices_of,
    reveal,
    team_says,
)


class Two:
    """Two schools' teams of a cycle that both have closed; ``rated`` is read by ``reader``, once they are paired."""

    def __init__(self, publish=True):
        self.district = make_district()
        self.cycle = make_cycle(self.district, edition=make_edition(2, 2))
        self.rated, self.other = (self.closed() for _ in range(2))
        self.reader = self.other.team
        self.practice = practices_of(self.rated)[0]
        self.person, self.owner = join(self.reader).person, join(self.rated.team).person
        if publish:
            publishing_actions.publish_cycle(cycle=self.cycle, by=None)
            self.cycle.refresh_from_db()

    def closed(self):
        """A team of six of which everything is said, revealed and agreed of the first practice."""
        team = make_team(self.district, make_school(self.district), members=6)
        assessment = make_assessment(self.cycle, team, meeting_started_at=timezone.now())
        first = practices_of(assessment)[0]
        team_says(assessment, first, 1, 1, 2, 4, 4, 4)
        reveal(assessment, first)
        make_outcome(assessment, first, 2, reason="Because of the minutes", dissent="Two of us would say more")
        self.note = make_evidence(team, first, assessment, title="Minutes of May")
        file = {"carrier": "file", "note": "", "file_name": "m.txt", "file": ContentFile(b"Read me", name="m.txt")}
        self.file = make_evidence(team, first, assessment, title="Survey", **file)
        record_actions.close_assessment(assessment=assessment, by=None)
        assessment.refresh_from_db()
        return assessment

    def pair(self, **fields):
        (pairing,) = feedback_actions.pair_teams(cycle=self.cycle, pairs=[(self.reader, self.rated)], by=None, **fields)
        return pairing

    def say(self, pairing, text="How do new colleagues learn of it?", kind="question"):
        said = {"characteristic": self.practice.characteristic, "kind": kind, "text": text}
        return feedback_actions.leave_feedback(pairing=pairing, by=self.person, **said)

    def answer(self, said, answer="In August.", taken_up=False):
        answered = {"answer": answer, "taken_up": taken_up, "revision": said.revision}
        return feedback_actions.answer_feedback(feedback=said, by=self.owner, **answered)


@pytest.fixture
def two():
    return Two()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(pairing, number=1):
    return f"/peers/{pairing.pk}/{number}/"


def statuses(person, pairing, said):
    """What somebody is answered on every page of a pair."""
    evidence = pairing.rated.record.evidence.get(carrier="file").pk
    client, own = signed_in(person), f"/peers/{pairing.pk}/"
    pages = ("", "1/", f"evidence/{evidence}/", f"feedback/{said.pk}/change/", f"feedback/{said.pk}/delete/")
    answers = [client.get(own + page) for page in pages]
    for answer in answers:
        b"".join(answer)  # else a file stays open
    return {answer.status_code for answer in answers}
