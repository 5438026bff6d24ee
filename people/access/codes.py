"""Recovery codes: made when a person asks, shown once, to be printed and kept away from the computer.

They open what is sealed in the account, and nothing else: nobody signs in with one. Each has eighty random bits, so
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
    """New codes in place of all before; returns them as they are to be written down.

    While something is sealed no codes are made: whoever came in with the change would make them.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if person.sealed_at:
        raise OpenFirst
    RecoveryCode.objects.filter(person=person).delete()
    codes = [new_code() for _number in range(NUMBER)]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=digest(person, code)) for code in codes)
    return codes


def new_code():
    """A code in groups, as it is printed."""
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def find_code(person, typed):
    """The person's unused code that was typed, however it was spaced; or None."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True, digest=digest(person, typed)).first()


def digest(person, code):
    """What is kept of a code; two people may draw the same."""
    return digest_of(f"{person.pk}:{''.join(filter(str.isalnum, code.upper()))}")
