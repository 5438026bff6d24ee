"""A district administrator's tasks in cycles: publish, extend or end, find a facilitator."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Assessment, Cycle, State
from districts.roles.models import Membership, Role
from people.ordering import Alphabetical
from people.tasks import Task, due_words, relative_day

# So many teams are named in a sentence; the page behind the button lists them all.
NAMED = 3


@dataclass(frozen=True)
class Round:
    cycle: Cycle
    today: datetime.date
    teams: tuple[Assessment, ...]
    guided: frozenset[int]

    def in_state(self, *states):
        return [a for a in self.teams if a.state_on(self.today) in states]

    @property
    def at_work(self):
        return [a for a in self.teams if a.state_on(self.today) not in (State.CLOSED, State.ENDED)]

    def task(self, kind, page, action, words, **more):
        c = self.cycle
        url = reverse(f"assessments:{page}", args=[c.district.slug, c.pk])
        return Task(kind, str(c), str(c.district), words, action, url, **more)


def cycle_tasks(user, roles_held):
    tasks = []
    for one in rounds_of(roles_held):
        found = [task for kind in KINDS if (task := kind(one))]
        tasks += found or [under_way(one)]
    return tasks


def publish(one):
    if one.at_work or not one.in_state(State.CLOSED):
        return None
    words = _("Every team is done. Publishing lets the records be read outside the teams.")
    return one.task("publish", "cycle_publish", _("Publish"), words, due=one.cycle.closes_on)


def overdue(one):
    late = one.in_state(State.OVERDUE)
    if not late:
        return None
    due = min(a.due for a in late)
    words = ngettext(
        "%(teams)s: past the last day. Extend it or end it, or let the facilitator close.",
        "%(teams)s: past their last day. Extend or end them, or let their facilitators close.",
        len(late),
    )
    more = {"due": due, "when": due_words(due, one.today), "is_overdue": True}
    return one.task("overdue", "cycle_detail", _("See the teams"), words % {"teams": team_names(late)}, **more)


def unguided(one):
    lost = [a for a in one.at_work if a.team_id not in one.guided]
    if not lost:
        return None
    words = ngettext("%(teams)s: no facilitator", "%(teams)s: no facilitators", len(lost)) % {"teams": team_names(lost)}
    due = min(a.due for a in lost)
    url = reverse("districts:team_list", args=[one.cycle.district.slug])
    place, action = str(one.cycle.district), _("See the teams")
    return Task("unguided", str(one.cycle), place, words, action, url, due=due, when=due_words(due, one.today))


KINDS = (publish, overdue, unguided)


def under_way(one):
    c = one.cycle
    if one.today < c.opens_on:
        words = _("Rating opens on %(day)s.") % {"day": date_format(c.opens_on, "DATE_FORMAT")}
        when, due = relative_day(c.opens_on, one.today), c.opens_on
    elif one.at_work:
        count = len(one.at_work)
        words = ngettext("%(count)d team still at work", "%(count)d teams still at work", count) % {"count": count}
        when, due = due_words(c.closes_on, one.today), c.closes_on
    else:
        words, when, due = _("Every team ended without a result; there is nothing to publish."), "", None
    counts = {"done": len(one.teams) - len(one.at_work), "total": len(one.teams)}
    more = {"due": due, "when": when, "waits": False, **counts}
    return one.task("under_way", "cycle_detail", _("See progress"), words, **more)


def team_names(assessments):
    names = ", ".join(str(a.team) for a in assessments[:NAMED])
    more = len(assessments) - NAMED
    if more <= 0:
        return names
    return ngettext("%(names)s and %(more)d more", "%(names)s and %(more)d more", more) % {"names": names, "more": more}


# -- What is read ---------------------------------------------------------------------------------------


def administered_by(roles_held):
    return {a.district_id for a in roles_held.appointments if a.role == Role.DISTRICT_ADMINISTRATOR}


def cycles_of(roles_held):
    cycles = Cycle.objects.unpublished().filter(district__in=administered_by(roles_held)).select_related("district")
    return list(cycles.order_by("closes_on", "pk"))


def rounds_of(roles_held):
    if not administered_by(roles_held):
        return []
    assessments = Assessment.objects.filter(
        cycle__in=Cycle.objects.unpublished(), district__in=administered_by(roles_held)
    )
    in_order = ("cycle__closes_on", "cycle_id", Alphabetical("team__name"), "pk")
    teams = {}
    for assessment in assessments.select_related("cycle__district", "team").order_by(*in_order):
        teams.setdefault(assessment.cycle, []).append(assessment)
    at_work = {a.team_id for found in teams.values() for a in found if not a.is_finished}
    guided = Membership.objects.current().filter(team__in=at_work, facilitates=True).order_by()
    guided = frozenset(guided.values_list("team", flat=True))
    return [Round(cycle, cycle.district.today(), tuple(found), guided) for cycle, found in teams.items()]
