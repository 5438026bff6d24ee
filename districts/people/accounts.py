"""What administrators of the installation change in anybody's account."""

from django.db import transaction

from districts.appointments.actions import refuse_last_administrator
from districts.roles.locks import lock_person, lock_places_of
from districts.roles.models import Appointment, Role
from people.access.addresses import write_address
from people.access.models import AccessChange
from people.access.sealing import seal_private


@transaction.atomic
def change_account(*, person, by, email=None, name=None, language=None, is_active=None):
    """Change an account; a value of None stays. An address that somebody else changes seals what was private.

    Raises ``LastAdministrator`` if blocking it would leave a district or the installation without one, and
    ``AddressTaken`` for the address of another account.
    """
    if is_active is False:
        refuse_to_block(person)
    stored = lock_person(person)
    if email is not None and email != stored.email:
        if by is None or by.pk != stored.pk:
            seal_private(person=stored, why=AccessChange.Why.ADDRESS, by=by)
        write_address(stored, email)
    said = {"name": name, "language": language, "is_active": is_active}
    changed = {field: value for field, value in said.items() if value is not None and value != getattr(stored, field)}
    for field, value in changed.items():
        setattr(stored, field, value)
    if changed:
        stored.save(update_fields=list(changed))
    return stored


def refuse_to_block(person):
    """Raise ``LastAdministrator`` for the only administrator of a district or the installation; lock those."""
    administers = Appointment.objects.current().filter(
        person=person, role__in=(Role.DISTRICT_ADMINISTRATOR, Role.INSTALLATION_ADMINISTRATOR)
    )
    held = list(administers.select_related("district"))
    lock_places_of(held)
    for appointment in held:
        refuse_last_administrator(appointment)
