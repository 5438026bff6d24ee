"""Who may open what is sealed in an account: somebody who answers for the person and had no part in the change."""

import datetime

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from districts.roles.models import Appointment, Membership, Role, of_whole_district
from districts.roles.people_queries import of_district_alone
from people.access.models import AccessChange
from people.accounts import may_sign_in_condition

OF_A_DISTRICT = (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR)
OPENERS = {*OF_A_DISTRICT, Role.INSTALLATION_ADMINISTRATOR}
# Whoever can take over an account can ask it to open another one. For so long its owner is told of it.
TAKEN_OVER_FOR = datetime.timedelta(days=30)


def is_opener(roles_held):
    return any(a.role in OPENERS for a in roles_held.appointments)


def sealed_for(roles_held):
    """The changes whose sealed part this person may open.

    They held their role before the change and did not make it. A district opens accounts that are its own alone;
    administrators of the installation open those that nobody of a district may open.
    """
    user = roles_held.user
    mine = Q(pk__in=[])
    for held in roles_held.appointments:
        if held.role in OF_A_DISTRICT:
            mine |= Q(of_district_alone(OuterRef("person"), Value(held.district_id)), made_at__gt=held.starts_at) & (
                in_families(roles_held, held)
            )
        elif held.role == Role.INSTALLATION_ADMINISTRATOR:
            mine |= Q(~Exists(openers_in_district()), made_at__gt=held.starts_at)
    changes = AccessChange.objects.sealing().filter(mine).exclude(person=user).exclude(made_by=user)
    for maker, at in AccessChange.objects.filter(person=user).order_by().values_list("made_by", "made_at"):
        changes = changes.exclude(made_by=maker, made_at__lte=at + TAKEN_OVER_FOR)
    return changes.select_related("person", "made_by")


def in_families(roles_held, held):
    """The condition that a person is in the families of a superintendent's role; empty for an unlimited role."""
    overseen = roles_held.overseen_by(held)
    if held.role != Role.SUPERINTENDENT or overseen.everything:
        return Q()
    of_person = {"person": OuterRef("person")}
    return Q(Exists(Membership.objects.current().filter(overseen.schools("team__school"), **of_person))) | Q(
        Exists(Appointment.objects.current().filter(overseen.schools("school"), **of_person))
    )


def openers_in_district():
    maker = Coalesce(OuterRef("made_by"), Value(0, BigIntegerField()))
    return (
        Appointment.objects.current()
        .filter(may_sign_in_condition("person__"), role__in=OF_A_DISTRICT, starts_at__lt=OuterRef("made_at"))
        .filter(of_whole_district())
        .filter(of_district_alone(OuterRef(OuterRef("person")), OuterRef("district")))
        .exclude(person=OuterRef("person"))
        .exclude(person=maker)
    )


def others_may_open(change):
    """Whether the person can ask anybody other than whoever runs the server."""
    if AccessChange.objects.filter(Exists(openers_in_district()), pk=change.pk).exists():
        return True
    administrators = Appointment.objects.current().filter(
        may_sign_in_condition("person__"), role=Role.INSTALLATION_ADMINISTRATOR, starts_at__lt=change.made_at
    )
    return administrators.exclude(person__in=[change.person_id, change.made_by_id or 0]).exists()
