"""Announcements that stay for thirty days and cannot be dismissed.

Password links, other changes of how a person signs in, and roles that people gave themselves are things that an
administrator may do and others should know of. Announcements are read from the links, changes and roles themselves,
so that ending one of those, or signing in with such a link, hides nothing from the account's owner.
"""

import datetime
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.own_account.sealed import sealed_for
from districts.roles.models import Appointment, Invitation, Membership, Role, of_whole_district
from districts.roles.roles_held import NOW, PERSON
from districts.roles.timezones import own_zone
from people.access.models import AccessChange
from people.accounts import may_sign_in_condition
from people.namesakes import label_of, shared_names
from people.prepared import Parameter, Prepared

SHOWN_FOR = datetime.timedelta(days=30)
SINCE = Parameter("since", DateTimeField())
# Who may be told of the roles of others, at all.
TOLD = {Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.INSTALLATION_ADMINISTRATOR}
LINK, ACCESS, ASKED = "link", "access", "asked"


@dataclass(frozen=True)
class Announcement:
    title: str
    lines: tuple[str, ...]
    words: str
    action: str = ""
    url: str = ""


def announcements_for(user, roles_held):
    """The person's announcements today, in one database query."""
    now = timezone.now()
    told = ABOUT_ME_AND_OTHERS[settings.DEMO] if any(a.role in TOLD for a in roles_held.appointments) else ABOUT_ME
    rows = with_addresses_where_alike(
        AnnouncementRow(*row) for row in told(person=user.pk, now=now, since=now - SHOWN_FOR)
    )
    rows.sort(key=lambda row: row.at)
    own = own_zone(roles_held)
    links, access, asked = ([row for row in rows if row.what == what] for what in (LINK, ACCESS, ASKED))
    roles = [row for row in rows if row.what not in (LINK, ACCESS, ASKED)]
    parts = (links, about_links), (access, about_access), (roles, about_roles)
    openings = about_openings(roles_held) if asked else []
    return [*about_sealed(user), *openings, *(draw(found, own) for found, draw in parts if found)]


# -- How it is said --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnnouncementRow:
    what: str
    at: datetime.datetime
    until: datetime.datetime | None
    who: str | None
    address: str | None
    place: str | None
    district: str | None
    zone: str | None

    def moment(self, at, own):
        """Format a time in the district's time zone, or in the reader's where there is no district."""
        zone = ZoneInfo(self.zone) if self.zone else own
        said = date_format(at.astimezone(zone or datetime.UTC), "DATETIME_FORMAT")
        return said if zone else f"{said} UTC"


def with_addresses_where_alike(rows):
    rows = list(rows)
    shared = shared_names((row.who, row.address) for row in rows if row.who)
    return [replace(row, who=label_of(row.who, row.address, shared)) if row.who else row for row in rows]


def about_links(rows, own):
    title = ngettext(
        "A link to set your password was made", "%(count)d links to set your password were made", len(rows)
    )
    return Announcement(
        title % {"count": len(rows)},
        tuple(link_line(row, own) for row in rows),
        _(
            "Whoever opens such a link chooses your password and is signed in as you. If you did not ask for it, "
            "change your password now and tell a superintendent. This stays here for 30 days."
        ),
        _("Change password"),
        reverse("account_change_password"),
    )


def link_line(row, own):
    role = _("administrator of %(district)s") % {"district": row.district} if row.district else ""
    known = {
        "at": row.moment(row.at, own),
        "who": row.who or _("somebody without an account today"),
        "role": role or _("administrator of the installation"),
    }
    if row.until is None:
        return _("%(at)s – %(who)s, %(role)s – not used") % known
    return _("%(at)s – %(who)s, %(role)s – used %(used)s") % (known | {"used": row.moment(row.until, own)})


def about_sealed(user):
    if not user.sealed_at:
        return []
    return [
        Announcement(
            _("What you wrote for yourself is sealed"),
            (),
            _(
                "Somebody else changed how you sign in. Your earlier answers, notes and reflections are shown to nobody "
                "until you have opened them; your answers still count."
            ),
            _("How to open it"),
            reverse("my_sealed"),
        )
    ]


def about_openings(roles_held):
    count = sealed_for(roles_held).filter(asked_at__isnull=False).count()
    if not count:
        return []
    words = ngettext(
        "%(count)d person asks you to open what is sealed in their account.",
        "%(count)d people ask you to open what is sealed in their accounts.",
        count,
    )
    title, see = _("Sealed accounts"), _("See who asks")
    return [Announcement(title, (), words % {"count": count}, see, reverse("opening_list"))]


def about_access(rows, own):
    return Announcement(
        _("How you sign in was changed by somebody else"),
        tuple(access_line(row, own) for row in rows),
        _("If you do not know why, ask them, and tell a superintendent. This stays here for 30 days."),
        _("My account"),
        reverse("me"),
    )


def access_line(row, own):
    known = {
        "at": row.moment(row.at, own),
        "who": row.who or _("whoever runs the server"),
        "what": AccessChange.Why(row.place).label,
    }
    if row.until is None:
        return _("%(at)s – %(who)s: %(what)s") % known
    opened = {"opened": row.moment(row.until, own), "how": AccessChange.OpenedWith(row.district).label}
    return _("%(at)s – %(who)s: %(what)s; opened %(opened)s with %(how)s") % (known | opened)


def about_roles(rows, own):
    return Announcement(
        _("Roles that people gave themselves"),
        tuple(role_line(row, own) for row in rows),
        _(
            "Administrators can give roles to themselves, and with a role comes what it may read. If you do not know "
            "why, ask them. This stays here for 30 days."
        ),
    )


def role_line(row, own):
    role = Role(row.what).label if row.what in Role.values else in_team(row.what)
    where = ", ".join(filter(None, [row.place, row.district]))
    known = {"at": row.moment(row.at, own), "who": row.who, "role": f"{role} ({where})" if where else role}
    if row.until is None:
        return _("%(at)s – %(who)s, %(role)s") % known
    return _("%(at)s – %(who)s, %(role)s – until %(until)s") % (known | {"until": row.moment(row.until, own)})


def in_team(part):
    return _("Facilitator") if part == "facilitator" else _("Member")


# -- What is asked ---------------------------------------------------------------------------------------


def links_of_person():
    lately = Q(created_at__gte=SINCE) | Q(used_at__gte=SINCE)
    links = Invitation.objects.filter(lately, person=PERSON, purpose=Invitation.Purpose.RESET).order_by()
    return links.values_list(
        Value(LINK, CharField()),
        "created_at",
        "used_at",
        "created_by__name",
        "created_by__email",
        Value("", CharField()),
        "district__name",
        "district__time_zone",
    )


def access_of_person():
    """Changes by others of how the reader signs in; links not yet opened are in ``links_of_person``."""
    lately = Q(made_at__gte=SINCE) | Q(opened_at__gte=SINCE)
    is_told = ~Q(why=AccessChange.Why.LINK) | Q(opened_at__isnull=False)
    return (
        AccessChange.objects.filter(lately, is_told, person=PERSON)
        .order_by()
        .values_list(
            Value(ACCESS, CharField()),
            "made_at",
            "opened_at",
            "made_by__name",
            "made_by__email",
            "why",
            "opened_with",
            Value("", CharField()),
        )
    )


def opening_requests():
    asked = AccessChange.objects.sealing().filter(asked_at__isnull=False).order_by()
    empty = Value("", CharField())
    who = ("opened_by__name", "opened_by__email")
    return asked.values_list(Value(ASKED, CharField()), "asked_at", "opened_at", *who, empty, empty, empty)


def self_appointments():
    limited_alike = Q(family=OuterRef(OuterRef("school__family"))) | Q(family__appointments=OuterRef(OuterRef("pk")))
    rows = addressed_to_reader(Appointment.objects.all(), OuterRef("district"), limited_alike)
    where = ("school__name", "district__name", "district__time_zone")
    return rows.values_list(F("role"), "taken_at", "ends_at", "person__name", "person__email", *where)


def self_memberships():
    of_family = Q(family=OuterRef(OuterRef("team__school__family")))
    rows = addressed_to_reader(Membership.objects.all(), OuterRef("team__district"), of_family)
    part = Case(When(facilitates=True, then=Value("facilitator")), default=Value("member"), output_field=CharField())
    where = ("team__name", "team__district__name", "team__district__time_zone")
    return rows.values_list(part, "taken_at", "ends_at", "person__name", "person__email", *where)


def addressed_to_reader(rows, district, of_family):
    """Limit to what the reader is told: superintendents of the district or family, else other administrators."""
    limits = Appointment.families.through.objects.filter(appointment=OuterRef("pk"))
    current = Appointment.objects.current(NOW)
    superintendents = current.filter(
        of_whole_district() | Exists(limits.filter(of_family)),
        role=Role.SUPERINTENDENT,
        district=district,
    )
    others = superintendents.filter(may_sign_in_condition("person__")).exclude(person=OuterRef("person"))
    administers = current.filter(
        Q(role=Role.DISTRICT_ADMINISTRATOR, district=district) | Q(role=Role.INSTALLATION_ADMINISTRATOR), person=PERSON
    )
    told = Exists(superintendents.filter(person=PERSON)) | (~Exists(others) & Exists(administers))
    return rows.filter(told, taken_at__gte=SINCE).exclude(person=PERSON).order_by()


ABOUT_ME = Prepared(lambda: links_of_person().union(access_of_person(), all=True))
# Compiled with the first question; who may sign in differs with and without a demo.
ABOUT_ME_AND_OTHERS = {
    demo: Prepared(
        lambda: links_of_person().union(
            access_of_person(), opening_requests(), self_appointments(), self_memberships(), all=True
        )
    )
    for demo in (False, True)
}
