"""A person's tasks, as every app reports them: one frozen value for one thing to do.

Each app with tasks has functions ``(user, roles_held) -> list of Task``; the home page calls them all.
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Task:
    kind: str
    title: str
    place: str
    words: str
    action: str
    url: str
    due: datetime.date | None = None
    when: str = ""
    is_overdue: bool = False
    # Whether it waits for this person; what does not is only under way, and its button is a quiet one.
    waits: bool = True
    # A reason that somebody wrote for those who read it here.
    reason: str = ""
    # How much of how much is done, as counts; no total, no bar.
    done: int = 0
    total: int = 0

    @property
    def place_in_order(self):
        return self.due or datetime.date.max, self.kind, self.title


def relative_day(day, today):
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def due_words(day, today):
    known = {"day": date_format(day, "DATE_FORMAT"), "near": relative_day(day, today)}
    if day < today:
        return _("overdue: the last day was %(day)s, %(near)s") % known
    return _("due %(day)s, %(near)s") % known
