"""Queries for who belongs to a district, and whose account its administrators may open."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import Combinable

from districts.structure.models import District
from people.users import User

from .models import INSTALLATION_ROLES, Appointment, Invitation, Membership


def people_of(district: District) -> QuerySet[User]:
    return User.objects.filter(held_in(district, Membership.objects.current(), Appointment.objects.current()))


def people_ever_of(district: District) -> QuerySet[User]:
    return User.objects.filter(held_in(district, Membership.objects.all(), Appointment.objects.all()))


def held_in(district: District, memberships: QuerySet[Membership], appointments: QuerySet[Appointment]) -> Q:
    return Q(pk__in=memberships.filter(team__district=district).values("person")) | Q(
        pk__in=appointments.filter(district=district).values("person")
    )


def with_links(people: QuerySet[User], district: District) -> QuerySet[User]:
    open_links = Invitation.objects.open().filter(person=OuterRef("pk"), district=district)
    return people.annotate(has_open_link=Exists(open_links), link_not_mailed=Exists(open_links.not_mailed()))


def reaches_beyond(person: User, district: District) -> bool:
    """Whether the account opens, or opened, anything outside this district, which then may not open it.

    What has ended counts too: reflections and answers given elsewhere stay with the account.
    """
    return (
        person.is_superuser
        or person.is_staff
        or person.memberships.exclude(team__district=district).exists()
        or person.appointments.exclude(district=district).exists()
        or person.appointments.filter(role__in=INSTALLATION_ROLES).exists()
    )


def of_district_alone(person: Combinable, district: Combinable) -> Q:
    """The condition in a query that a person is in a district now and reaches nowhere beyond it, as in ``may_open``.

    Both are expressions: a person's and a district's key, of a row or of an outer query.
    """
    roles, places = Appointment.objects.filter(person=person), Membership.objects.filter(person=person)
    is_here = Exists(Membership.objects.current().filter(person=person, team__district=district)) | Exists(
        Appointment.objects.current().filter(person=person, district=district)
    )
    elsewhere = Exists(places.exclude(team__district=district)) | Exists(
        roles.filter(~Q(district=district) | Q(district__isnull=True))
    )
    runs_it = Exists(User.objects.filter(Q(is_superuser=True) | Q(is_staff=True), pk=person))
    return Q(is_here) & ~Q(elsewhere) & ~Q(runs_it)


def people_beyond(district: District) -> QuerySet[User]:
    """The accounts for which ``reaches_beyond`` is true."""
    elsewhere = Membership.objects.exclude(team__district=district)
    # A role of the installation has no district, and is elsewhere as well.
    roles = Appointment.objects.filter(~Q(district=district) | Q(district__isnull=True))
    return User.objects.filter(
        Q(is_superuser=True)
        | Q(is_staff=True)
        | Q(pk__in=elsewhere.values("person"))
        | Q(pk__in=roles.values("person"))
    )


def is_known_here(person: User, district: District) -> bool:
    return people_ever_of(district).filter(pk=person.pk).exists()


def may_open(person: User, district: District) -> bool:
    """Whether a district's administrators may give a link that opens this account."""
    return people_of(district).filter(pk=person.pk).exists() and not reaches_beyond(person, district)


def holds_anything(person: User) -> bool:
    return (
        person.is_superuser
        or person.memberships.filter(unended()).exists()
        or person.appointments.filter(unended()).exists()
    )


def unended() -> Q:
    return Q(ends_at__isnull=True)


def with_places(people: QuerySet[User], district: District) -> QuerySet[User]:
    """People with their current teams and roles in the district, as ``places`` and ``roles``."""
    memberships = Membership.objects.current().filter(team__district=district).select_related("team")
    appointments = Appointment.objects.current().filter(district=district).select_related("school")
    return people.prefetch_related(
        Prefetch("memberships", memberships, to_attr="places"), Prefetch("appointments", appointments, to_attr="roles")
    )
