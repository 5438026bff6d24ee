"""Steps that actions share to find a person and to describe what they are given."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from districts.structure.models import Family, School, Team
from people.email_addresses import clean_address
from people.users import User


def grants(
    *,
    team: Team | None = None,
    facilitates: bool = False,
    rates: bool = True,
    role: str = "",
    school: School | None = None,
    families: Iterable[Family] = (),
) -> dict[str, Any]:
    """What a person is given in a district, as JSON that is stored until they accept."""
    gives: dict[str, Any] = {}
    if team:
        gives |= {"team": team.pk, "facilitates": facilitates, "rates": rates}
    if role:
        gives |= {"role": str(role), "school": school.pk if school else None}
        gives["families"] = sorted(family.pk for family in families)
    return gives


def find_or_make_person(*, email: str, name: str) -> tuple[User, bool]:
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
