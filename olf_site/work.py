"""My work: a person's tasks, what is under way, and the pages they can read or manage."""

from dataclasses import dataclass
from typing import NamedTuple

from assessments.cycles.models import Cycle
from assessments.overview.cycle_tasks import cycle_tasks
from assessments.overview.feedback_tasks import peer_tasks
from assessments.overview.team_tasks import team_tasks
from districts.announcements import Announcement, announcements_for
from districts.invitations.tasks import invitation_tasks
from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from districts.structure.models import District, School
from people.tasks import Task

# Whoever knows of something that waits adds a function here: (user, roles_held) -> list of people.tasks.Task.
KINDS = (team_tasks, cycle_tasks, peer_tasks, invitation_tasks)


class Place(NamedTuple):
    """Where one of a person's roles leads: a district, or a school of it, or with neither the installation."""

    district: District | None
    school: School | None


@dataclass(frozen=True)
class Work:
    announcements: tuple[Announcement, ...]
    waiting: tuple[Task, ...]
    under_way: tuple[Task, ...]
    running: tuple[Cycle, ...]
    places: dict[str, list[Place]]
    has_place: bool

    @property
    def has_dates(self):
        return any(task.due for task in self.waiting + self.under_way)

    @property
    def next(self):
        """The task under way with the earliest date, or None."""
        return next((task for task in self.under_way if task.when), None)


def work_for(user):
    roles_held = roles_held_by(user)
    tasks = sorted((task for kind in KINDS for task in kind(user, roles_held)), key=lambda task: task.place_in_order)
    waiting = tuple(task for task in tasks if task.waits)
    return Work(
        announcements=tuple(announcements_for(user, roles_held)),
        waiting=waiting,
        under_way=tuple(task for task in tasks if not task.waits),
        running=() if any(task.when for task in tasks) else running_cycles(roles_held),
        places=places_of(roles_held),
        has_place=bool(roles_held.memberships or roles_held.appointments),
    )


def places_of(roles_held):
    places = {str(role): {} for role in Role}
    for held in roles_held.appointments:
        places[held.role][Place(held.district, held.school)] = None
    return {role: list(found) for role, found in places.items()}


def running_cycles(roles_held):
    """Unpublished cycles of the person's districts, for people without tasks of their own."""
    districts = {a.district_id for a in roles_held.appointments if a.district_id}
    districts |= {m.team.district_id for m in roles_held.memberships}
    if not districts:
        return ()
    return tuple(Cycle.objects.unpublished().filter(district__in=districts).order_by("closes_on", "pk"))
