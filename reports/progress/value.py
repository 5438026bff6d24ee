"""How far each team of a cycle is: counts of people and answers, its state, who is ready to meet; never a level."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _

from assessments.cycles.models import Assessment, Cycle, State
from assessments.rating.progress import Progress
from assessments.rating.progress import progress as progress_of_teams
from assessments.rating.queries import practice_count
from districts.roles.models import Role
from districts.roles.roles_held import RolesHeld
from people.text import alphabetical
from reports.record_readers import records_read_by


@dataclass(frozen=True)
class TeamProgress:
    name: str
    family: str
    people: int
    answered: int
    expected: int
    state: State
    due: datetime.date
    ready: bool
    meeting: bool
    school_pk: int | None

    @property
    def css(self) -> str:
        return str(self.state.value).replace("_", "-")


class Counted:
    if TYPE_CHECKING:  # a field here, a property there

        @property
        def rows(self) -> tuple[TeamProgress, ...]: ...

    @property
    def teams(self) -> int:
        return len(self.rows)

    @property
    def ready(self) -> int:
        return sum(row.ready for row in self.rows)

    @property
    def meeting(self) -> int:
        return sum(row.meeting for row in self.rows)

    @property
    def closed(self) -> int:
        return self.in_state(State.CLOSED)

    @property
    def ended(self) -> int:
        return self.in_state(State.ENDED)

    @property
    def finished(self) -> int:
        return self.closed + self.ended

    @property
    def overdue(self) -> int:
        return self.in_state(State.OVERDUE)

    def in_state(self, state: State) -> int:
        return sum(row.state == state for row in self.rows)


class _Family(NamedTuple):
    name: str
    rows: tuple[TeamProgress, ...]


class FamilyProgress(_Family, Counted):
    __slots__ = ()


@dataclass(frozen=True)
class CycleProgress(Counted):
    cycle: Cycle
    groups: tuple[FamilyProgress, ...]

    @property
    def rows(self) -> tuple[TeamProgress, ...]:
        return tuple(row for _name, rows in self.groups for row in rows)

    @property
    def state_names(self) -> dict[State, str]:
        return {state: capfirst(str(state.label)) for state in {row.state for row in self.rows}}


def assessments_read_by(roles_held: RolesHeld, cycle: Cycle) -> list[Assessment]:
    """The assessments of a cycle whose progress a person follows: all as an administrator, else those whose record they read."""
    assessments = Assessment.objects.filter(cycle=cycle).select_related("team", "school__family").order_by("team__name")
    for assessment in assessments:
        assessment.cycle = cycle
    if roles_held.has(Role.DISTRICT_ADMINISTRATOR, cycle.district_id):
        return list(assessments)
    read = records_read_by(roles_held.user, cycle.district_id)
    return [assessment for assessment in assessments if read.of_assessment(assessment)]


def progress_of(cycle: Cycle, assessments: Sequence[Assessment]) -> CycleProgress:
    """The progress of these assessments: the district team first, then schools by family."""
    rows = [
        TeamProgress(
            name=found.assessment.school.name if found.assessment.school_id else found.assessment.team.name,
            family=family_of(found.assessment),
            people=found.people,
            answered=found.answered,
            expected=found.expected,
            state=found.state,
            due=found.assessment.due,
            ready=is_ready(found),
            meeting=found.assessment.in_meeting,
            school_pk=found.assessment.school_id,
        )
        for found in progress_of_teams(assessments, practice_count(cycle))
    ]
    district = _("District team")
    rows.sort(
        key=lambda row: (row.family != district, not row.family, alphabetical(row.family), alphabetical(row.name))
    )
    return CycleProgress(
        cycle=cycle,
        groups=tuple(
            FamilyProgress(family or _("Other schools"), tuple(found))
            for family, found in groupby(rows, key=lambda row: row.family)
        ),
    )


def is_ready(found: Progress) -> bool:
    """Whether a team can meet and has not begun: everybody has answered everything, or the last day has passed."""
    if found.assessment.meeting_started_at or found.state not in (State.RATING, State.OVERDUE):
        return False
    return found.state == State.OVERDUE or 0 < found.expected <= found.answered


def family_of(assessment: Assessment) -> str:
    school = assessment.school
    if school is None:
        return _("District team")
    return school.family.name if school.family else ""
