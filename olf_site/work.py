"""What waits for a person: rate, meet, close, publish; and what they can read."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from assessments.models import Answer, Assessment, Cycle, Seat, State
from assessments.reading import practice_counts
from districts.clock import use_clock_of
from districts.models import Role
from districts.standing import standing_of


@dataclass(frozen=True)
class TeamTask:
    """One assessment of one of the person's teams, and what they can do in it now."""

    assessment: Assessment
    state: State
    facilitates: bool
    rates: bool
    answered: int
    total: int

    @property
    def all_answered(self):
        """Whether the person has answered everything."""
        return self.answered >= self.total


@dataclass(frozen=True)
class CycleTask:
    """One open cycle of a district that the person administers."""

    cycle: Cycle
    waiting: int
    closed: int

    @property
    def can_be_published(self):
        """Whether every team is done and there is something to publish."""
        return not self.waiting and bool(self.closed)


@dataclass(frozen=True)
class Work:
    """Everything the home page shows; empty parts are not shown."""

    teams: list = field(default_factory=list)
    finished: list = field(default_factory=list)
    cycles: list = field(default_factory=list)
    superintended: list = field(default_factory=list)
    principalships: list = field(default_factory=list)
    boards: list = field(default_factory=list)
    administered: list = field(default_factory=list)
    edits_frameworks: bool = False
    founds_districts: bool = False
    views_province: bool = False

    @property
    def is_empty(self):
        """Whether nothing at all waits or can be read."""
        return not any(
            (
                self.teams,
                self.finished,
                self.cycles,
                self.superintended,
                self.principalships,
                self.boards,
                self.administered,
                self.edits_frameworks,
                self.founds_districts,
                self.views_province,
            )
        )


def work_for(user):
    """Gather it from the person's memberships and appointments."""
    standing = standing_of(user)
    tasks = team_tasks(user, standing)
    districts = {role: [a.district for a in standing.appointments if a.role == role] for role in Role}
    for district in [m.team.district for m in standing.memberships][:1]:
        use_clock_of(district)
    done = (State.CLOSED, State.ENDED)
    return Work(
        teams=[task for task in tasks if task.state not in done],
        finished=[task for task in tasks if task.state in done],
        cycles=cycle_tasks(districts[Role.DISTRICT_ADMINISTRATOR]),
        superintended=districts[Role.SUPERINTENDENT],
        principalships=[a for a in standing.appointments if a.role == Role.PRINCIPAL],
        boards=districts[Role.TRUSTEE],
        administered=districts[Role.DISTRICT_ADMINISTRATOR],
        edits_frameworks=standing.has(Role.FRAMEWORK_EDITOR),
        founds_districts=standing.has(Role.INSTALLATION_ADMINISTRATOR),
        views_province=standing.has(Role.PROVINCE_VIEWER),
    )


def team_tasks(user, standing):
    """The assessments of the person's teams in cycles not yet published, soonest first."""
    assessments = Assessment.objects.of_teams(standing.team_ids).filter(cycle__published_at__isnull=True)
    assessments = list(assessments.with_context().order_by("cycle__closes_on"))
    totals = practice_counts({assessment.cycle.edition_id for assessment in assessments})
    answered = dict(
        Seat.objects.filter(person=user, assessment__in=assessments)
        .annotate(answered=Count("ratings", filter=~Q(ratings__answer=Answer.WITHDRAWN)))
        .values_list("assessment", "answered")
    )
    tasks = []
    for assessment in assessments:
        membership = standing.in_team(assessment.team_id)
        tasks.append(
            TeamTask(
                assessment,
                assessment.state,
                membership.facilitates,
                membership.rates,
                answered.get(assessment.pk, 0),
                totals.get(assessment.cycle.edition_id, 0),
            )
        )
    return tasks


def cycle_tasks(districts):
    """The unpublished cycles of these districts, with how many teams are still at work."""
    cycles = Cycle.objects.unpublished().filter(district__in=districts).select_related("district")
    tasks = []
    for cycle in cycles.prefetch_related("assessments__cycle__district"):
        states = [assessment.state for assessment in cycle.assessments.all()]
        closed = states.count(State.CLOSED)
        tasks.append(CycleTask(cycle, len(states) - closed - states.count(State.ENDED), closed))
    return tasks
