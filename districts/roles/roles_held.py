"""A person's current memberships and appointments, each read once per request."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import BigIntegerField, DateTimeField, Q
from django.utils import timezone

from people.prepared import Parameter, Prepared

from .models import Appointment, Membership, Role

PERSON, NOW = Parameter("person", BigIntegerField()), Parameter("now", DateTimeField())
# Ordered by themselves: they are one person's, and the order of people costs a join.
MEMBERSHIPS = Prepared(
    lambda: Membership.objects.current(NOW).filter(person=PERSON).select_related("team__district").order_by("pk")
)
APPOINTMENTS = Prepared(
    lambda: (
        Appointment.objects.current(NOW)
        .filter(person=PERSON)
        .select_related("district", "school")
        .order_by("role", "pk")
    )
)
LIMITS = Prepared(
    lambda: Appointment.families.through.objects.filter(
        appointment__in=Appointment.objects.current(NOW).filter(person=PERSON, role=Role.SUPERINTENDENT)
    ).values_list("appointment_id", "family_id")
)


def current_teams():
    """The keys of the teams that ``PERSON`` is in at ``NOW``, for prepared queries."""
    return Membership.objects.current(NOW).filter(person=PERSON).values("team")


ANYWHERE = object()


@dataclass(frozen=True)
class Overseen:
    """The schools of a district that a superintendent oversees: those that are in these families now, or all.

    All has to be said: no family is no school. The district's own team is overseen with all.
    """

    families: frozenset[int] = frozenset()
    everything: bool = False

    def __contains__(self, family_pk: int | None) -> bool:
        return self.everything or family_pk in self.families

    def schools(self, path: str) -> Q:
        """The condition that the school to which this path leads is overseen."""
        return Q() if self.everything else Q(**{f"{path}__family__in": self.families})


ALL_OVERSEEN = Overseen(everything=True)


class RolesHeld:
    def __init__(self, user):
        self.user = user

    @cached_property
    def memberships(self):
        if not self.user.is_authenticated:
            return ()
        return tuple(MEMBERSHIPS(person=self.user.pk, now=timezone.now()))

    @cached_property
    def appointments(self):
        if not self.user.is_authenticated:
            return ()
        return tuple(APPOINTMENTS(person=self.user.pk, now=timezone.now()))

    @cached_property
    def families(self):
        found = defaultdict(set)
        if self.has(Role.SUPERINTENDENT):
            for appointment, family in LIMITS(person=self.user.pk, now=timezone.now()):
                found[appointment].add(family)
        return found

    def has(self, role, district_id=ANYWHERE):
        """Whether they hold a role, in this district if one is named; nobody holds one in None."""
        held = (a.district_id for a in self.appointments if a.role == role)
        return any(district_id is ANYWHERE or (district_id is not None and place == district_id) for place in held)

    def in_team(self, team_id):
        return next((m for m in self.memberships if m.team_id == team_id), None)

    @property
    def team_ids(self):
        return {m.team_id for m in self.memberships}

    def district_at(self, slug):
        """The district with this slug if they hold anything in it, else None: the outer check of every scope."""
        held = next((a.district for a in self.appointments if a.district_id and a.district.slug == slug), None)
        return held or next((m.team.district for m in self.memberships if m.team.district.slug == slug), None)

    def principal_of(self, district_id):
        return {a.school_id for a in self.appointments if a.role == Role.PRINCIPAL and a.district_id == district_id}

    def overseen_by(self, appointment):
        """The schools that one appointment opens, if it is a superintendent's."""
        if appointment.role != Role.SUPERINTENDENT:
            return Overseen()
        families = frozenset(self.families[appointment.pk])
        return Overseen(families) if appointment.limited_to_families or families else ALL_OVERSEEN

    def overseen_in(self, district_id):
        """The schools that they oversee in a district. Appointments add up: one for the whole district opens all of it."""
        each = [self.overseen_by(a) for a in self.appointments if a.district_id == district_id]
        if any(one.everything for one in each):
            return ALL_OVERSEEN
        return Overseen(frozenset().union(*(one.families for one in each)))


def roles_held_by(user):
    """The roles a person holds, cached on the user for the rest of the request."""
    if not hasattr(user, "_standing"):
        user._standing = RolesHeld(user)
    return user._standing
