"""Browsers in which somebody has signed in before: a cookie that lets their owner try while strangers are kept out.

It opens nothing. It names the browser and the accounts by digests that only the server can work out; a new password
ends it for that account, and one that was changed by a byte, or is another account's, is as good as none.
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
    """Let this browser be known as one in which this person has shown who they are."""
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
    """What this browser is called, where this person has signed in with it since their password is what it is; else ""."""
    device, *known = contents(request) or [""]
    return device if mark_of(device, person) in known else ""


def contents(request):
    """What the cookie holds: the browser, then its accounts; nothing where it is not there, not ours, or too old."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return []


def mark_of(device, person):
    """How an account stands in the cookie of one browser, with the password that it has now."""
    return salted_hmac(SALT, f"{device}:{person.pk}:{person.password}", algorithm="sha256").hexdigest()[:32]
