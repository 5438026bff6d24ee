"""Districts: create one with its first administrator, and change its settings."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from districts.appointments.actions import appoint
from districts.history import changed_values, record_change
from districts.invitations.actions import invite
from districts.people.actions import reactivate
from districts.people.steps import find_or_make_person
from districts.roles.locks import lock_district
from districts.roles.models import Appointment, Invitation, Role
from districts.structure.errors import NameTaken
from districts.structure.models import District
from people.actions import write_notice
from people.languages import current_language
from people.named import is_taken, rename
from people.users import Notice, User


@dataclass(frozen=True)
class Founded:
    district: District
    administrator: Appointment
    invitation: Invitation | None


def first_notice_text() -> str:
    return _(
        "You are asked how far each practice of strong districts reaches your team, and what evidence shows it.\n\n"
        "Your own ratings and notes are read by you alone. When your team meets, it sees how many people chose each "
        "level, where three or more did, and never who. In a small team colleagues may guess. Nobody outside the team "
        "sees ratings; what the team agrees is read by the district once the cycle is published. The people who run "
        "the server, and the law, can reach what is stored.\n\n"
        "It is for improvement, not for appraising anyone. Name no person in what you write."
    )


@transaction.atomic
def create_district(
    *,
    name: str,
    slug: str,
    time_zone: str,
    administrator_email: str,
    administrator_name: str,
    by: User | None,
    base_url: str = "",
) -> Founded:
    if District.objects.filter(slug=slug).exists() or is_taken(name, District.objects.all()):
        raise NameTaken
    try:
        with transaction.atomic():  # nothing is there to be held: two may found it at once
            district = District.objects.create(name=name, slug=slug, time_zone=time_zone)
    except IntegrityError as taken:
        raise NameTaken from taken
    district.notice = write_notice(
        key=f"district-{district.pk}", title=_("Before you rate"), text=first_notice_text(), language=current_language()
    )
    district.save(update_fields=["notice"])
    record_change("district_founded", district=district, by=by, name=name)
    appointment, invitation = appoint_administrator(
        district=district, email=administrator_email, name=administrator_name, by=by, base_url=base_url
    )
    return Founded(district, appointment, invitation)


@transaction.atomic
def appoint_administrator(
    *, district: District, email: str, name: str, by: User | None, base_url: str = ""
) -> tuple[Appointment, Invitation | None]:
    person, _made = find_or_make_person(email=email, name=name)
    reactivate(person)
    appointment = appoint(person=person, role=Role.DISTRICT_ADMINISTRATOR, district=district, by=by)
    if person.has_usable_password():
        return appointment, None
    return appointment, invite(person=person, district=None, by=by, base_url=base_url)


@transaction.atomic
def change_district(*, district: District, by: User, **fields: Any) -> District:
    """Change a district's name, time zone, threshold or retention; open cycles keep what they began with."""
    district = lock_district(district)
    before = copy(district)
    name = fields.pop("name", district.name)
    if is_taken(name, District.objects.all(), own=district):
        raise NameTaken
    for field, value in fields.items():
        setattr(district, field, value)
    district.save(update_fields=list(fields))
    if name != district.name:
        take_name(district, name)
    if values := changed_values(before, district, ["name", *fields]):
        record_change("settings_changed", district=district, by=by, values=values)
    return district


def take_name(district: District, name: str) -> None:
    """Rename a district, unless another one takes the name at this moment: the other's row is not locked."""
    try:
        with transaction.atomic():
            rename(district, name)
    except IntegrityError as taken:
        raise NameTaken from taken


@transaction.atomic
def change_notice(*, district: District, title: str, text: str, language: str, by: User) -> Notice:
    """Publish the notice's next version, which people accept before they rate in later cycles."""
    district = lock_district(district)
    before = district.notice
    district.notice = write_notice(key=f"district-{district.pk}", title=title, text=text, language=language)
    district.save(update_fields=["notice"])
    if before != district.notice:
        record_change("notice_published", district=district, by=by, version=district.notice.version)
    return district.notice
