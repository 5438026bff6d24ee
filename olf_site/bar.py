"""The bar above every page: where one can go, who one is, the languages."""

from typing import NamedTuple

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from people.addresses import address


class Place(NamedTuple):
    """An entry of the navigation; ``is_current``: this page lies in the part of the site that it leads to."""

    url: str
    label: str
    is_current: bool


class BarReader(NamedTuple):
    """Whose bar it is: their key (what a browser keeps for them goes by it), their name, and their place."""

    key: str
    name: str
    line: str


class Bar(NamedTuple):
    """The bar of a page: where this person can go and who they are; for a visitor the language and the theme."""

    reader: BarReader | None
    places: list[Place]
    languages: list[dict[str, str]]
    token: str
    back: str


def bar_for(request, user):
    """The bar as this person reads it; None for a visitor."""
    reader = user and BarReader(user.browser_key, str(user), person_line(user))
    places = navigation(request) if user else []
    return Bar(reader, places, other_languages(), get_token(request), request.get_full_path())


def other_languages():
    """The languages that a page can be read in instead, each named in itself."""
    others = (code for code, _name in settings.LANGUAGES if code != get_language())
    return [{"code": code, "name": capfirst(get_language_info(code)["name_local"])} for code in others]


def navigation(request):
    """The few places this person's roles open, in a steady order, as the bar and its narrow menu show them."""
    roles_held = roles_held_by(request.user)
    entries = [(_("My work"), address("home"))]
    results = results_place(roles_held)
    if results:
        entries.append(results)
    if roles_held.memberships:
        entries.append((_("Assessments"), address("assessments:assessment_list")))
    for appointment in roles_held.appointments:
        if appointment.role == Role.DISTRICT_ADMINISTRATOR:
            slug = appointment.district.slug
            entries.append((_("Cycles"), address("assessments:cycle_list", slug)))
            entries.append((_("Administration"), address("districts:administration", slug)))
            break
    if roles_held.has(Role.INSTALLATION_ADMINISTRATOR):
        entries.append((_("Installation"), address("installation:districts")))
    entries.append((_("Frameworks"), address("frameworks:framework_list")))
    return [Place(url, label, is_current(request.path, url)) for label, url in entries]


def results_place(roles_held):
    """Where this person reads results first: the district, their school, the board's page, the province."""
    for role, label, name in (
        (Role.SUPERINTENDENT, _("District"), "reports:heatmap"),
        (Role.PRINCIPAL, _("School"), "reports:school"),
        (Role.TRUSTEE, _("District"), "reports:board"),
    ):
        for appointment in roles_held.appointments:
            if appointment.role == role:
                place = [appointment.district.slug] + ([appointment.school_id] if role == Role.PRINCIPAL else [])
                return label, address(name, *place)
    if roles_held.has(Role.PROVINCE_VIEWER):
        return _("Province"), address("reports:province")
    return None


def is_current(path, url):
    """Whether a page lies in the part of the site that a navigation entry leads to."""
    return path == url if url == "/" else path.startswith(url)


def person_line(user):
    """District and first role, as the user menu shows them."""
    roles_held = roles_held_by(user)
    for appointment in roles_held.appointments:
        place = appointment.school or appointment.district
        return " · ".join(str(part) for part in (place, appointment.get_role_display()) if part)
    for membership in roles_held.memberships:
        role = _("Facilitator") if membership.facilitates else _("Member")
        return f"{membership.team} · {role}"
    return ""
