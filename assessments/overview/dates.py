"""A person's dates for their own calendar: first and last days of what is not finished.

A title names the team and the cycle only: no state, no count and nothing about anybody's answers.
"""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from people.tasks import relative_day
from people.text import alphabetical

from .cycle_tasks import cycles_of
from .team_tasks import assessments_of


@dataclass(frozen=True)
class Day:
    """One whole day; ``key`` never changes, and ``changes`` grows each time the day is moved."""

    key: str
    day: datetime.date
    title: str
    place: str
    url: str
    today: datetime.date
    changes: int = 0

    @property
    def near(self):
        return relative_day(self.day, self.today)


def dates_of(roles_held):
    days = [day for assessment in assessments_of(roles_held) for day in days_of_team(assessment)]
    days += [day for cycle in cycles_of(roles_held) for day in days_of_cycle(cycle)]
    return sorted(days, key=lambda day: (day.day, *alphabetical(day.title), day.key))


def days_of_team(assessment):
    if assessment.is_finished:
        return []
    cycle, team = assessment.cycle, {"team": assessment.team}
    url = reverse("assessments:assessment_detail", args=[assessment.pk])
    more = {"place": str(cycle), "url": url, "today": cycle.district.today()}
    # A last day only ever moves on, and each time by a day at least: the days it moved count the changes.
    moved = (assessment.due - cycle.closes_on).days
    first, last = _("Rating opens: %(team)s") % team, _("Last day to rate: %(team)s") % team
    return still_of_use(
        Day(f"assessment-{assessment.pk}-opens", cycle.opens_on, first, **more),
        Day(f"assessment-{assessment.pk}-due", assessment.due, last, changes=max(moved, 0), **more),
    )


def days_of_cycle(cycle):
    url = reverse("assessments:cycle_detail", args=[cycle.district.slug, cycle.pk])
    more = {"place": str(cycle.district), "url": url, "today": cycle.district.today()}
    first, last = _("Cycle opens: %(cycle)s"), _("Last day of the cycle: %(cycle)s")
    return still_of_use(
        Day(f"cycle-{cycle.pk}-opens", cycle.opens_on, first % {"cycle": cycle}, **more),
        Day(f"cycle-{cycle.pk}-closes", cycle.closes_on, last % {"cycle": cycle}, **more),
    )


def still_of_use(first, last):
    """Both days until the first is over, then only the last, which stays when it is overdue."""
    return [first, last] if first.day >= first.today else [last]
