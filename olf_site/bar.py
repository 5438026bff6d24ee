"""The bar above every page: where one can go, who one is, the languages."""

from typing import NamedTuple

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from districts.roles.roles_held import roles_held_by

from .navigation import Place, navigation


class BarReader(NamedTuple):
    """Whose bar it is: the key under which a browser stores their data, their name, their district and role."""

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
