"""Who is in a district together, and has been without a break since a moment."""

import datetime
from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from districts.structure.models import District
from people.accounts import may_sign_in_condition
from people.email_addresses import clean_address
from people.users import User

from .models import Appointment, Membership
from .people_queries import people_of

NOT_ENDED = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def colleague_with(email, person):
    """The active person with this address who is in one of this person's districts now, or None."""
    others = Q(pk__in=[])
    for district in District.objects.visible_to(person):
        others |= Q(pk__in=people_of(district).values("pk"))
    known = User.objects.filter(others, may_sign_in_condition(), email=clean_address(email))
    return known.exclude(pk=person.pk).first()


def shared_since(people):
    """A function that says whether two of these people have shared one district without a break since a moment."""
    now = timezone.now()
    held = defaultdict(lambda: defaultdict(list))
    began = Q(starts_at__lte=now)
    memberships = Membership.objects.filter(began, person__in=people)
    appointments = Appointment.objects.filter(began, person__in=people, district__isnull=False)
    for rows, district in ((memberships, "team__district"), (appointments, "district")):
        for person, place, start, end in rows.order_by().values_list("person", district, "starts_at", "ends_at"):
            held[person][place].append((start, end or NOT_ENDED))

    def together(one, other, since):
        places = held[one].keys() & held[other].keys()
        return any(
            unbroken(held[one][place], since, now) and unbroken(held[other][place], since, now) for place in places
        )

    return together


def unbroken(spans, since, until):
    reached = since
    for start, end in sorted(spans):
        if start > reached:
            break
        reached = max(reached, end)
    return reached > until
