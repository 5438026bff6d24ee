"""One administration of a district, and one change of an account, at a time."""

from districts.models import District
from people.models import User


def lock_district(district):
    """Hold the district's row until the transaction ends, so that what a rule has read stays true."""
    return District.objects.select_for_update(no_key=True).get(pk=district.pk)


def lock_district_of(thing):
    """Hold the district of a school, a family or a team; returns the thing as it stands now, not as a page has read it."""
    lock_district(thing.district)
    return type(thing).objects.select_related("district").get(pk=thing.pk)


def lock_person(person):
    """Hold a person's row until the transaction ends."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
