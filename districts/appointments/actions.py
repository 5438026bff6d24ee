"""Roles: given to a person, and ended."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from districts.history import draft_role_change
from districts.roles.errors import (
    AlreadyHeld,
    LastAdministrator,
    LastOfInstallation,
    NotYoursToAdd,
    RoleNotOfTheDistrict,
)
from districts.roles.locks import lock_district, lock_person, lock_places_of
from districts.roles.models import DISTRICT_ROLES, INSTALLATION_ROLES, SCHOOL_ROLES, Appointment, Role
from districts.roles.steps import end, refuse_ended
from districts.structure.errors import SchoolIsClosed
from districts.structure.models import District, Family, School
from people.accounts import may_sign_in_condition
from people.errors import RuleBroken
from people.users import User

from .closing import close_links_of_former_administrator


@transaction.atomic
def appoint(
    *,
    person: User,
    role: str,
    district: District,
    school: School | None = None,
    families: Iterable[Family] = (),
    by: User | None,
) -> Appointment:
    """Give a person a role of the district, of some of its families (without any, of all), or of a school, from now on."""
    district = lock_district(district)
    school = School.objects.get(pk=school.pk) if school and role in SCHOOL_ROLES else None
    families = list(families) if role == Role.SUPERINTENDENT else []
    refuse_role(role, district, school, families)
    same = Appointment.objects.filter(person=person, role=role, district=district, school=school, ends_at__isnull=True)
    if same.exists():
        raise AlreadyHeld
    appointment = Appointment(person=person, role=role, district=district, school=school)
    appointment.limited_to_families = bool(families)
    appointment.note_giver(by)
    appointment.save()
    appointment.families.set(families)
    draft_role_change("role_given", appointment, by, families).save()
    return appointment


def refuse_role(role: str, district: District, school: School | None = None, families: Collection[Family] = ()) -> None:
    """Refuse a role that no district gives, and one of another district's school or family or of a closed school."""
    if role not in (*DISTRICT_ROLES, *SCHOOL_ROLES):
        raise RoleNotOfTheDistrict
    if school and school.closed_on and school.closed_on < district.today():
        raise SchoolIsClosed
    if any(family.district_id != district.pk for family in families) or (school and school.district_id != district.pk):
        raise NotYoursToAdd


@transaction.atomic
def appoint_for_installation(*, person: User, role: str, by: User | None) -> Appointment:
    """Give a person a role of the whole installation; one they hold already, or from a day to come, stays as it is."""
    if role not in INSTALLATION_ROLES:
        raise RoleNotOfTheDistrict
    person = lock_person(person)
    unended = person.appointments.unended().filter(role=role).first()
    if unended:
        return unended
    appointment = Appointment(person=person, role=role)
    appointment.note_giver(by)
    appointment.save()
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: User | None) -> Appointment:
    """End a role, with the links that an administrator made with it; every place keeps at least one administrator."""
    lock_places_of([appointment])
    refuse_ended(appointment)
    refuse_last_administrator(appointment)
    if appointment.district_id:  # a role of the installation is in no district's history
        draft_role_change("role_ended", appointment, by, appointment.families.all()).save()
    return end_role(appointment, by)


def end_role(appointment: Appointment, by: User | None) -> Appointment:
    end(appointment)
    if appointment.role == Role.DISTRICT_ADMINISTRATOR:
        close_links_of_former_administrator(person=appointment.person, district=appointment.district, by=by)
    return appointment


def refuse_last_administrator(appointment: Appointment) -> None:
    """Raise if the appointment is the last administrator's of a district or of the installation."""
    refusals: dict[str, type[RuleBroken]] = {
        Role.DISTRICT_ADMINISTRATOR: LastAdministrator,
        Role.INSTALLATION_ADMINISTRATOR: LastOfInstallation,
    }
    refusal = refusals.get(appointment.role)
    if refusal is None or appointment.starts_at > timezone.now():
        return
    others = Appointment.objects.current().filter(
        may_sign_in_condition("person__"), role=appointment.role, district=appointment.district_id
    )
    if not others.exclude(person=appointment.person_id).exists():
        raise refusal
