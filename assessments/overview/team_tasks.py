"""A person's tasks in their teams' assessments: rate, prepare the meeting, meet, close.

One small function for each kind of task; each takes a person's part in one assessment and returns a task or None.
Only answers and people are counted here; levels are never read.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Assessment, State
from assessments.meeting.models import Outcome
from assessments.rating.models import Seat
from assessments.rating.progress import counted_answers, practice_counts
from districts.roles.models import Membership
from districts.roles.roles_held import current_teams
from people.prepared import Prepared
from people.tasks import Task, due_words, relative_day

# So many days before the last one a facilitator is reminded of the meeting, whoever is ready.
DAYS_TO_PREPARE = 3


@dataclass(frozen=True)
class AssessmentPart:
    assessment: Assessment
    today: datetime.date
    state: State
    facilitates: bool
    rates: bool
    answered: int
    total: int
    ready: int
    people: int
    agreed: int

    def task(self, kind, page, action, words, **more):
        a = self.assessment
        return Task(kind, str(a.team), str(a.cycle), words, action, reverse(f"assessments:{page}", args=[a.pk]), **more)

    @property
    def by_then(self):
        due = self.assessment.due
        overdue = self.state == State.OVERDUE
        return {"due": due, "when": due_words(due, self.today), "is_overdue": overdue}


def team_tasks(user, roles_held):
    tasks = []
    for part in parts_of(user, roles_held):
        found = [task for kind in KINDS if (task := kind(part))]
        tasks += found or [under_way(part)]
    return tasks


def reopened(part):
    if not part.assessment.reopened_at:
        return None
    return part.task(
        "reopened",
        "meeting_detail",
        _("Go to the meeting"),
        _("An administrator reopened it. The record before stands until you close again."),
        reason=part.assessment.reopened_reason,
        waits=part.facilitates,
    )


def close(part):
    if not (part.assessment.in_meeting and part.facilitates) or part.assessment.reopened_at:
        return None
    if part.agreed < part.total:
        return None
    words = _("Every practice has its outcome. Closing writes the record.")
    return part.task("close", "assessment_close", _("Close the assessment"), words, **part.by_then)


def meet(part):
    if not part.assessment.in_meeting or part.assessment.reopened_at or close(part):
        return None
    words = _("Your team is meeting: %(agreed)d of %(total)d practices have an outcome.")
    return part.task(
        "meet",
        "meeting_detail",
        _("Go to the meeting"),
        words % {"agreed": part.agreed, "total": part.total},
        done=part.agreed,
        total=part.total,
        **part.by_then,
    )


def rate(part):
    if part.state != State.RATING or not part.rates or part.answered >= part.total:
        return None
    return part.task(
        "rate",
        "rate_next",
        _("Go on rating") if part.answered else _("Start rating"),
        _("%(answered)d of %(total)d practices answered") % {"answered": part.answered, "total": part.total},
        done=part.answered,
        total=part.total,
        **part.by_then,
    )


def prepare(part):
    if not part.facilitates or part.assessment.meeting_started_at or part.state not in (State.RATING, State.OVERDUE):
        return None
    time_runs_out = part.assessment.due - part.today <= datetime.timedelta(days=DAYS_TO_PREPARE)
    words = ngettext(
        "%(ready)d of %(people)d person has answered everything",
        "%(ready)d of %(people)d people have answered everything",
        part.people,
    )
    return part.task(
        "prepare",
        "meeting_detail",
        _("Prepare the meeting"),
        words % {"ready": part.ready, "people": part.people} if part.people else _("Nobody rates alone in this team"),
        waits=time_runs_out or part.ready >= part.people,
        done=part.ready,
        total=part.people,
        **part.by_then,
    )


KINDS = (reopened, close, meet, rate, prepare)


def under_way(part):
    a = part.assessment
    words, day = UNDER_WAY[part.state](a)
    if part.state == State.CLOSED:
        return part.task("under_way", "record_detail", _("Read the record"), words, waits=False)
    more = {"due": day, "when": relative_day(day, part.today)} if day else {}
    return part.task("under_way", "assessment_detail", _("Look at it"), words, waits=False, **more)


def opening(assessment):
    day = assessment.cycle.opens_on
    return _("Rating opens on %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}, day


UNDER_WAY = {
    State.NOT_OPEN: opening,
    State.RATING: lambda a: (_("Nothing is missing from you. The facilitator starts the meeting."), a.due),
    State.MEETING: lambda a: (_("Your team is meeting."), a.due),
    State.OVERDUE: lambda a: (_("The last day has passed, so rating is off. The facilitator can still meet."), None),
    State.CLOSED: lambda a: (_("Closed. Others can read it when the district publishes the cycle."), None),
    State.ENDED: lambda a: (_("Ended without result: %(reason)s") % {"reason": a.ended_reason}, None),
}


# -- What is read ---------------------------------------------------------------------------------------


# No table more than the tasks name: of more than eight PostgreSQL no longer looks for the best order, and reads all
# assessments before the person's teams.
UNPUBLISHED = Prepared(
    lambda: (
        Assessment.objects.of_teams(current_teams())
        .filter(cycle__published_at__isnull=True)
        .select_related("cycle__district", "team")
        .order_by("cycle__closes_on", "pk")
    )
)


def assessments_of(roles_held):
    if not roles_held.team_ids:
        return []
    return UNPUBLISHED(person=roles_held.user.pk, now=timezone.now())


def parts_of(user, roles_held):
    assessments = assessments_of(roles_held)
    if not assessments:
        return []
    totals = practice_counts({a.cycle.edition_id for a in assessments})
    raters = raters_of(roles_held.team_ids)
    seats = seats_of({a.cycle for a in assessments}, roles_held.team_ids)
    agreed = outcomes_in([a.pk for a in assessments if a.in_meeting])
    parts = []
    for a in assessments:
        total = totals.get(a.cycle.edition_id, 0)
        # Who already rates with another team of the cycle only takes part in this one's meeting.
        here = {
            person: seats.get((a.cycle_id, person), (a.pk, 0))[1]
            for person in raters.get(a.team_id, ())
            if seats.get((a.cycle_id, person), (a.pk, 0))[0] == a.pk
        }
        parts.append(
            AssessmentPart(
                assessment=a,
                today=a.cycle.district.today(),
                state=a.state,
                facilitates=roles_held.in_team(a.team_id).facilitates,
                rates=user.pk in here,
                answered=here.get(user.pk, 0),
                total=total,
                ready=sum(answered >= total for answered in here.values()),
                people=len(here),
                agreed=agreed.get(a.pk, 0),
            )
        )
    return parts


def raters_of(teams):
    found = {}
    for team, person in Membership.objects.current().filter(team__in=teams, rates=True).values_list("team", "person"):
        found.setdefault(team, set()).add(person)
    return found


def seats_of(cycles, teams):
    """Seats by (cycle id, person id): the assessment, and the number of answers."""
    people = Membership.objects.current().filter(team__in=teams).values("person")
    seats = counted_answers(Seat.objects.readable_in(cycles).filter(person__in=people))
    return {(s.cycle_id, s.person_id): (s.assessment_id, s.answered) for s in seats}


def outcomes_in(assessments):
    if not assessments:
        return {}
    outcomes = Outcome.objects.filter(assessment__in=assessments).order_by()
    return dict(outcomes.values_list("assessment").annotate(Count("pk")))
