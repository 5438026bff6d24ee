"""Recovery codes: made when a person asks, shown once, to be printed and kept away from the computer.

They open sealed texts in the account, and nothing else: nobody signs in with one. Each has eighty random bits, so
nobody guesses one, and a plain digest is enough.
"""

import secrets

from django.db import transaction

from people.errors import OpenFirst

from ..users import User
from .calendars import digest_of
from .models import RecoveryCode

NUMBER = 8
# Without letters and digits that look alike on paper.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, IN_A_GROUP = 4, 4


@transaction.atomic
def make_codes(*, by):
    """Replace all earlier codes, and return the new ones for display.

    Raises ``OpenFirst`` while something is sealed, since a person who came in with the change could make codes.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if person.sealed_at:
        raise OpenFirst
    RecoveryCode.objects.filter(person=person).delete()
    codes = [new_code() for _number in range(NUMBER)]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=digest(person, code)) for code in codes)
    return codes


def new_code():
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def find_code(person, typed):
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True, digest=digest(person, typed)).first()


def digest(person, code):
    return digest_of(f"{person.pk}:{''.join(filter(str.isalnum, code.upper()))}")
