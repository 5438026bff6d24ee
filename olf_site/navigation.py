"""The places of the bar: which pages they are, in their order, and whom each is for."""

from collections.abc import Callable
from typing import NamedTuple

import rules
from django.utils.translation import gettext_lazy

from districts.roles.roles_held import RolesHeld, roles_held_by
from people.addresses import address


def for_everybody(_roles_held):
    return ()


def for_teams(roles_held):
    """For who is in a team."""
    return () if roles_held.memberships else None


def for_who_may(permission, of=lambda appointment: ()):
    """For who has a permission where a role was given to them: ``of`` says what the address names of that place."""

    def opened(roles_held):
        for held in roles_held.appointments:
            if rules.has_perm(permission, roles_held.user, held.school or held):
                return of(held)
        return None

    return opened


def of_district(appointment):
    return (appointment.district.slug,)


def of_school(appointment):
    return appointment.district.slug, appointment.school_id


class NavigationEntry(NamedTuple):
    """A place in the bar: its words, the name of its address, whom it is for; ``instead``: one of several alternatives."""

    label: str
    name: str
    opened: Callable[[RolesHeld], tuple | None]  # what the address names, or None where it is not for them
    instead: str = ""


# In the order of the bar; a new page is a row. Results are read first in one place.
NAVIGATION = (
    NavigationEntry(gettext_lazy("My work"), "home", for_everybody),
    NavigationEntry(
        gettext_lazy("District"), "reports:heatmap", for_who_may("reports.read_results", of_district), "results"
    ),
    NavigationEntry(gettext_lazy("School"), "reports:school", for_who_may("reports.read_school", of_school), "results"),
    NavigationEntry(
        gettext_lazy("District"), "reports:board", for_who_may("reports.read_board", of_district), "results"
    ),
    NavigationEntry(gettext_lazy("Province"), "reports:province", for_who_may("reports.read_province"), "results"),
    NavigationEntry(gettext_lazy("Assessments"), "assessments:assessment_list", for_teams),
    NavigationEntry(gettext_lazy("Cycles"), "assessments:cycle_list", for_who_may("districts.administer", of_district)),
    NavigationEntry(
        gettext_lazy("Administration"), "districts:administration", for_who_may("districts.administer", of_district)
    ),
    NavigationEntry(gettext_lazy("Installation"), "installation:districts", for_who_may("districts.create_district")),
    NavigationEntry(gettext_lazy("Frameworks"), "frameworks:framework_list", for_everybody),
)


class Place(NamedTuple):
    """A place as a page shows it; ``is_current``: this page lies in the part of the site that it leads to."""

    url: str
    label: str
    is_current: bool


def navigation(request):
    """The few places this person's roles open, in a steady order, as the bar and its narrow menu show them."""
    entries = entries_for(roles_held_by(request.user))
    return [Place(url, label, is_current(request.path, url)) for label, url in entries]


def entries_for(roles_held):
    """The entries that somebody sees, each with its address; of alternatives the first."""
    found = {}
    for entry in NAVIGATION:
        named = entry.opened(roles_held)
        if named is not None:
            found.setdefault(entry.instead or entry.name, (entry.label, address(entry.name, *named)))
    return found.values()


def is_current(path, url):
    """Whether a page lies in the part of the site that a navigation entry leads to."""
    return path == url if url == "/" else path.startswith(url)
