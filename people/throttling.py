"""Limits on wrong passwords; right ones are not counted.

Strangers are counted by the account they try and, with a much wider limit, by the address they come from. A browser in
which the account's owner has signed in before has a count of its own, and the other two do not apply to it, so that
guesses from elsewhere do not lock the owner out. Simultaneous tries may all pass before the first is counted: as many
as the server answers at once.
"""

import datetime
import logging
from dataclasses import dataclass

from allauth.account.utils import filter_users_by_email
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .devices import known_device
from .errors import TooManyWrongPasswords
from .users import WrongPassword
from .visitor import visitor_address, visitor_network

logger = logging.getLogger("people.sign_in")


@dataclass(frozen=True)
class Limit:
    most: int
    within: datetime.timedelta


# Who tries so often in a quarter of an hour does not know it; guessing that slowly is hopeless.
OF_AN_ACCOUNT = Limit(15, datetime.timedelta(minutes=15))
# A board signs in from one address: of 550 people on the first morning every third mistypes once before nine. One who
# tries a few passwords with every account of a board is still held to some thirty thousand tries a day.
OF_AN_ADDRESS = Limit(200, datetime.timedelta(minutes=10))
LONGEST = max(OF_AN_ACCOUNT.within, OF_AN_ADDRESS.within)


class SignInAttempt:
    def __init__(self, request, email):
        # As the library finds it: more than one only where an address has changed hands.
        found = filter_users_by_email(email, prefer_verified=True)
        account = min(found, key=lambda person: person.pk, default=None)
        # What was typed is not written down where it names nobody: people type passwords into the wrong field.
        self.account = f"account {account.pk}" if account else "no account"
        self.address = visitor_address(request) or "unknown address"
        if account and (device := known_device(request, account)):
            self.counts = {f"device {device} {account.pk}": (OF_AN_ACCOUNT, f"a known browser of {self.account}")}
            return
        named = self.account if account else f"no account {email.lower()}"
        self.counts = {
            named: (OF_AN_ACCOUNT, self.account),
            f"address {visitor_network(request)}": (OF_AN_ADDRESS, f"address {self.address}"),
        }

    def refuse_too_many(self):
        waits = [wait_for(key, limit) for key, (limit, _words) in self.counts.items()]
        if any(waits):
            raise TooManyWrongPasswords(max(waits))

    def count_failure(self):
        now = timezone.now()
        WrongPassword.objects.filter(at__lte=now - LONGEST).delete()
        WrongPassword.objects.bulk_create(WrongPassword(counts_for=digest_of(key), at=now) for key in self.counts)
        logger.warning("Sign-in failed: %s, from %s", self.account, self.address)
        for key, (limit, words) in self.counts.items():
            if wait := wait_for(key, limit):
                logger.warning("Too many wrong passwords: %s has to wait %d seconds", words, wait.total_seconds())


def wait_for(key, limit):
    """The time until one more wrong password is allowed; zero when it is allowed now."""
    now = timezone.now()
    counted = WrongPassword.objects.filter(counts_for=digest_of(key), at__gt=now - limit.within).order_by("-at")
    first = counted.values_list("at", flat=True)[limit.most - 1 : limit.most]
    return max((at + limit.within - now for at in first), default=datetime.timedelta())


def digest_of(key):
    return salted_hmac("people.throttling", key, algorithm="sha256").hexdigest()
