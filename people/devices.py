"""A cookie for browsers in which somebody has signed in before, which lets them try while strangers are kept out.

It opens nothing. It names the browser and the accounts by digests that only the server can compute. A new password
ends it for that account; one with a changed byte, or for another account, counts as none.
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = f"{settings.COOKIE_PREFIX}known_device"
SALT = "people.devices"
GOOD_FOR = datetime.timedelta(days=365)
# A computer in a staff room: whoever signed in to it last is known.
MOST_ACCOUNTS = 10


def remember_device(request, response, person):
    device, *known = contents(request) or [secrets.token_urlsafe(12)]
    mark = mark_of(device, person)
    marks = [mark, *(other for other in known if other != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, *marks], salt=SALT),
        max_age=GOOD_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request, person):
    """The browser's name if this person has signed in with it under their present password, else ""."""
    device, *known = contents(request) or [""]
    return device if mark_of(device, person) in known else ""


def contents(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return []


def mark_of(device, person):
    """The mark of an account in one browser's cookie, which a new password changes."""
    return salted_hmac(SALT, f"{device}:{person.pk}:{person.password}", algorithm="sha256").hexdigest()[:32]
