"""Steps that actions share to find a person and say what they are given."""

from django.db import IntegrityError, transaction

from people.email_addresses import clean_address
from people.users import User


def grants(*, team=None, facilitates=False, rates=True, role="", school=None, families=()):
    """What a person is given in a district, as it is stored until they accept."""
    gives = {}
    if team:
        gives |= {"team": team.pk, "facilitates": facilitates, "rates": rates}
    if role:
        gives |= {"role": str(role), "school": school.pk if school else None}
        gives["families"] = sorted(family.pk for family in families)
    return gives


def find_or_make_person(*, email, name):
    """The account with this address, and whether it is new; two administrators may add one person at once."""
    email = clean_address(email)
    person = User.objects.filter(email=email).first()
    if person:
        return person, False
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name), True
    except IntegrityError:
        return User.objects.get(email=email), False
