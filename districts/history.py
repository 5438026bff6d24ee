"""Wording and writing of a district's change history."""

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from districts.change_history.models import DistrictChange
from districts.roles.models import Role
from districts.roles.team_parts import part_in_words
from districts.structure.models import District, School
from people.changes import IN_WORDS, ChangeGroup, about, kinds_of
from people.text import labelled


class LineResult(models.TextChoices):
    CREATED = "created", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    ASKED = "asked", gettext_lazy("asked to join")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    REFUSED = "refused", gettext_lazy("refused")


kinds_of(
    ChangeGroup.PEOPLE,
    {
        "role_given": _("%(by)s gave %(person)s the role %(role)s."),
        "role_given_there": _("%(by)s gave %(person)s the role %(role)s (%(place)s)."),
        "role_ended": _("%(by)s ended the role %(role)s of %(person)s."),
        "role_ended_there": _("%(by)s ended the role %(role)s (%(place)s) of %(person)s."),
        "asked_to_join": _("%(by)s asked %(person)s, who has an account elsewhere, to join the district."),
        "joined_district": _("%(person)s accepted to join the district."),
        "left_district": _("%(by)s recorded that %(person)s has left the district."),
        "name_corrected": _("%(by)s corrected the name %(before)s to %(after)s."),
        "link_made": _("%(by)s made a link with which %(person)s sets a password."),
        "link_withdrawn": _("%(by)s withdrew a link made for %(person)s."),
        "link_used": _("%(person)s set a password with a link made by %(maker)s."),
        "people_listed": _("%(by)s saved a list of people: %(counts)s."),
    },
)
kinds_of(
    ChangeGroup.TEAMS,
    {
        "team_added": _("%(by)s added the leadership team %(team)s."),
        "team_renamed": _("%(by)s renamed the leadership team %(before)s to %(after)s."),
        "team_joined": _("%(by)s put %(person)s in the team %(team)s: %(part)s."),
        "part_changed": _("%(by)s changed what %(person)s does in the team %(team)s: %(part)s."),
        "team_left": _("%(by)s took %(person)s out of the team %(team)s."),
    },
)
kinds_of(
    ChangeGroup.SCHOOLS,
    {
        "family_added": _("%(by)s added the family of schools %(family)s."),
        "family_renamed": _("%(by)s renamed the family of schools %(before)s to %(after)s."),
        "school_added": _("%(by)s added the school %(name)s."),
        "school_changed": _("%(by)s changed the school %(name)s: %(values)s."),
        "school_closed": _("%(by)s gave the school %(name)s a last day: %(day)s."),
        "school_succeeded": _("%(by)s gave the school %(name)s a last day: %(day)s. It is succeeded by %(successor)s."),
        "school_reopened": _("%(by)s opened the school %(name)s again."),
        "schools_listed": _("%(by)s saved a list of schools: %(counts)s."),
    },
)
kinds_of(
    ChangeGroup.SETTINGS,
    {
        "district_founded": _("%(by)s founded the district %(name)s."),
        "settings_changed": _("%(by)s changed the settings: %(values)s."),
        "notice_published": _("%(by)s published the notice of collection as version %(version)s."),
    },
)


def in_words_of_fields(values):
    """Describe changed fields; ``values`` is [[name, before, after], …]."""
    labels = {field.name: field.verbose_name for model in (District, School) for field in model._meta.fields}
    return "; ".join(labelled(labels[name], f"{before or '–'} → {after or '–'}") for name, before, after in values)


def changed_values(before, after, names):
    """The fields whose value changed, as text: [[name, before, after], …]."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return [[name, *(str(value or "") for value in values)] for name, *values in pairs if values[0] != values[1]]


def day_in_words(day):
    return date_format(parse_date(day), "DATE_FORMAT")


IN_WORDS |= {
    "role": lambda role: str(Role(role).label),
    "part": lambda part: part_in_words(*part),
    "values": in_words_of_fields,
    "counts": lambda counts: ", ".join(f"{number} {LineResult(change).label}" for change, number in counts),
    "day": day_in_words,
}


def draft_change(kind, *, district, by, school=None, **facts):
    return DistrictChange(district=district, school=school, **about(kind, by, facts))


def record_change(kind, **what):
    change = draft_change(kind, **what)
    change.save()
    return change


def draft_role_change(kind, appointment, by, families=()):
    place = appointment.school.name if appointment.school else ", ".join(family.name for family in families)
    known = {"person": str(appointment.person), "role": str(appointment.role), "place": place}
    about_it = {"district": appointment.district, "by": by, "school": appointment.school}
    return draft_change(f"{kind}_there" if place else kind, **about_it, **known)


def draft_team_change(kind, membership, by):
    team = membership.team
    known = {"person": str(membership.person), "team": team.name}
    if kind != "team_left":
        known["part"] = [membership.facilitates, membership.rates]
    return DistrictChange(district_id=team.district_id, school_id=team.school_id, **about(kind, by, known))
