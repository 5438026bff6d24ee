"""How far each team of a cycle is: counts of people and answers, and its state; never a level."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from assessments.models import Assessment, State
from assessments.reading import practice_count
from assessments.reading import progress as progress_of_teams
from people.text import alphabetical


@dataclass(frozen=True)
class TeamProgress:
    """One team: how many people rate, what they have answered of what is expected, where it stands."""

    name: str
    family: str
    people: int
    answered: int
    expected: int
    state: State
    due: object

    @property
    def css(self):
        """The state as a class."""
        return str(self.state.value).replace("_", "-")


@dataclass(frozen=True)
class CycleProgress:
    """The teams a person may follow, by family, and how many of them have finished."""

    cycle: object
    groups: tuple
    teams: int
    finished: int
    overdue: int

    @property
    def rows(self):
        """All rows from top to bottom."""
        return tuple(row for _name, rows in self.groups for row in rows)


def assessments_read_by(standing, cycle):
    """The assessments of a cycle whose progress a person follows: all, their families', or their own school's."""
    assessments = (
        Assessment.objects.filter(cycle=cycle).select_related("team", "school__family", "record").order_by("team__name")
    )
    for assessment in assessments:
        assessment.cycle = cycle
    district = cycle.district_id
    if standing.has("district_administrator", district) or standing.families_overseen(district) is None:
        return list(assessments)
    families, schools = standing.families_overseen(district), standing.principal_of(district)
    return [a for a in assessments if a.school_id and (a.school.family_id in families or a.school_id in schools)]


def progress_of(cycle, assessments):
    """The progress of these assessments of a cycle: the district team first, then schools by family."""
    rows = [
        TeamProgress(
            name=found.assessment.school.name if found.assessment.school_id else found.assessment.team.name,
            family=family_of(found.assessment),
            people=found.people,
            answered=found.answered,
            expected=found.expected,
            state=found.state,
            due=found.assessment.due,
        )
        for found in progress_of_teams(assessments, practice_count(cycle))
    ]
    district = _("District team")
    rows.sort(
        key=lambda row: (row.family != district, not row.family, alphabetical(row.family), alphabetical(row.name))
    )
    states = [row.state for row in rows]
    return CycleProgress(
        cycle=cycle,
        groups=tuple(
            (family or _("Other schools"), tuple(found)) for family, found in groupby(rows, key=lambda row: row.family)
        ),
        teams=len(rows),
        finished=sum(state in (State.CLOSED, State.ENDED) for state in states),
        overdue=states.count(State.OVERDUE),
    )


def family_of(assessment):
    """What a team is listed under: its school's family now, or the district."""
    if not assessment.school_id:
        return _("District team")
    return assessment.school.family.name if assessment.school.family else ""
