"""How far teams and people are, in numbers of answers, never of levels."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from assessments.cycles.models import Assessment, State
from districts.roles.models import Membership
from frameworks.models.edition import Practice
from people.namesakes import tell_apart
from people.users import User

from .models import Answer, Seat
from .queries import practice_count


def practice_counts(editions):
    counted = Practice.objects.filter(characteristic__edition__in=editions).order_by()
    return dict(counted.values_list("characteristic__edition").annotate(Count("pk")))


@dataclass(frozen=True)
class Progress:
    assessment: Assessment
    people: int
    answered: int
    expected: int
    state: State

    @property
    def percent(self):
        return 100 * self.answered // self.expected if self.expected else None


@dataclass(frozen=True)
class Readiness:
    person: User
    answered: int
    expected: int
    here: bool

    @property
    def is_ready(self):
        return self.answered >= self.expected


def progress(assessments, practices):
    # Both said: by seventy assessments alone, or by the cycle alone, PostgreSQL reads every seat there is.
    seats = Seat.objects.readable_in({a.cycle for a in assessments})
    answered = answers_by_seat(seats.filter(assessment__in=[a.pk for a in assessments]))
    people = {assessment.pk: set() for assessment in assessments}
    answers = Counter()
    seated = {}
    for (assessment_id, person_id), count in answered.items():
        seated[person_id] = assessment_id
        people[assessment_id].add(person_id)
        answers[assessment_id] += count
    by_team = {assessment.team_id: assessment.pk for assessment in assessments}
    raters = Membership.objects.current().filter(team__in=by_team, rates=True).order_by()  # sorting names costs
    for team_id, person_id in raters.values_list("team", "person"):
        if seated.get(person_id, by_team[team_id]) == by_team[team_id]:
            people[by_team[team_id]].add(person_id)
    return [Progress(a, len(people[a.pk]), answers[a.pk], len(people[a.pk]) * practices, a.state) for a in assessments]


def readiness(assessment):
    expected = practice_count(assessment.cycle)
    seats = assessment.seats.readable_in([assessment.cycle])
    counts = {person: count for (_, person), count in answers_by_seat(seats).items()}
    elsewhere = set(
        Seat.objects.filter(cycle=assessment.cycle_id).exclude(assessment=assessment).values_list("person", flat=True)
    )
    members = Membership.objects.current().filter(team=assessment.team_id, rates=True).select_related("person")
    tell_apart(membership.person for membership in members)
    return [Readiness(m.person, counts.get(m.person_id, 0), expected, m.person_id not in elsewhere) for m in members]


def answers_by_seat(seats):
    """The number of practices answered by (assessment id, person id); takes ``readable_in`` seats."""
    counted = counted_answers(seats)
    return {
        (assessment, person): answered
        for assessment, person, answered in counted.values_list("assessment", "person", "answered")
    }


def counted_answers(seats):
    return seats.annotate(answered=Count("ratings", filter=~Q(ratings__answer=Answer.WITHDRAWN)))
