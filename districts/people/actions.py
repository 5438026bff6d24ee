"""Adding people to a district, and their leaving."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from districts.appointments.actions import end_role, refuse_last_administrator
from districts.appointments.closing import close
from districts.history import record_change
from districts.invitations.actions import ask_to_join, invite
from districts.invitations.errors import NothingGiven
from districts.invitations.steps import apply_grants, make
from districts.roles.errors import AlreadyEnded
from districts.roles.facilitators import refuse_last_facilitator
from districts.roles.locks import lock_district, lock_person
from districts.roles.models import Invitation, Membership
from districts.roles.people_queries import holds_anything, is_known_here, people_of, reaches_beyond, unended
from districts.structure.models import District
from districts.teams.actions import end_membership
from people.users import User

from .steps import find_or_make_person, grants


@dataclass(frozen=True)
class Added:
    person: User
    invitation: Invitation | None

    @property
    def asked(self) -> bool:
        return self.invitation is not None and self.invitation.purpose == Invitation.Purpose.JOIN


@transaction.atomic
def add_person(
    *, district: District, email: str, name: str = "", by: User | None, base_url: str = "", **given: Any
) -> Added:
    """Add a person to the district with a team, a role or both.

    A new account gets a link to set a password. An account that only this district knows is added at once.
    Another district's account keeps its name and password; its owner is asked, and nothing begins until they accept.
    """
    lock_district(district)
    gives = grants(**given)
    if not gives:
        raise NothingGiven
    person, made = find_or_make_person(email=email, name=name)
    if made:  # nobody has held anything against an account of a moment ago, so there is nothing to ask about it
        apply_grants(person=person, district=district, gives=gives, by=by)
        welcome = Invitation.Purpose.WELCOME
        invitation = make(person=person, district=district, purpose=welcome, by=by, base_url=base_url)
        return Added(person, invitation)
    if not is_known_here(person, district):
        reactivate(person)
        invitation = ask_to_join(person=person, district=district, gives=gives, by=by, base_url=base_url)
        return Added(person, invitation)
    reactivate(person)
    apply_grants(person=person, district=district, gives=gives, by=by)
    if person.has_usable_password() or reaches_beyond(person, district):
        return Added(person, None)
    waiting = welcome_of(person, district)
    return Added(person, waiting or invite(person=person, district=district, by=by, base_url=base_url))


def welcome_of(person: User, district: District) -> Invitation | None:
    return (
        Invitation.objects.open().filter(person=person, district=district, purpose=Invitation.Purpose.WELCOME).first()
    )


def reactivate(person: User) -> None:
    """Let a person who had left sign in again; an account that was blocked while in use stays blocked."""
    person = lock_person(person)
    if not person.is_active and not holds_anything(person):
        person.is_active = True
        person.save(update_fields=["is_active"])


@transaction.atomic
def correct_name(*, person: User, district: District, name: str, by: User) -> User:
    """Correct a person's name until they have signed in; from then on it is their own to change."""
    person = lock_person(person)
    if person.has_usable_password() or reaches_beyond(person, district):
        return person
    if person.name != name:
        record_change("name_corrected", district=district, by=by, before=person.name, after=name)
    person.name = name
    person.save(update_fields=["name"])
    return person


@transaction.atomic
def leave_district(*, person: User, district: District, by: User, without_facilitator: bool = False) -> User:
    """End a person's teams, roles and links in the district; with nothing left anywhere, they no longer sign in."""
    lock_district(district)
    person = lock_person(person)
    memberships = Membership.objects.filter(unended(), person=person, team__district=district)
    appointments = person.appointments.filter(unended(), district=district)
    links = Invitation.objects.open().filter(person=person, district=district)
    if not (memberships or appointments or links):
        raise AlreadyEnded
    refuse_last_facilitator(memberships, without_facilitator)
    record_change("left_district", district=district, by=by, person=str(person))
    for appointment in appointments:
        refuse_last_administrator(appointment)
    for membership in memberships:
        end_membership(membership, by)
    for appointment in appointments:
        end_role(appointment, by)
    for link in links:
        close(link)
    if not people_of(district).filter(pk=person.pk).exists() and not holds_anything(person):
        person.is_active = False
        person.save(update_fields=["is_active"])
    return person
