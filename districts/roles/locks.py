"""Row locks for a district and for an account."""

from districts.structure.models import District
from people.users import User

from .models import Appointment, Role


def lock_district(district):
    """Lock the district's row until the transaction ends, so that what a rule has read stays true."""
    return District.objects.select_for_update(no_key=True).get(pk=district.pk)


def lock_district_of(thing):
    """Lock the district of a school, family or team; return the object as it is stored now."""
    lock_district(thing.district)
    return type(thing).objects.select_related("district").get(pk=thing.pk)


def lock_places_of(appointments):
    """Lock the districts of these roles and the installation's administrators, always in the same order."""
    for district in sorted({a.district_id for a in appointments if a.district_id}):
        District.objects.select_for_update(no_key=True).get(pk=district)
    if any(a.role == Role.INSTALLATION_ADMINISTRATOR for a in appointments):
        held = Appointment.objects.current().filter(role=Role.INSTALLATION_ADMINISTRATOR)
        list(held.order_by("pk").select_for_update(no_key=True, of=("self",)))


def lock_person(person):
    """Lock a person's row until the transaction ends."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
