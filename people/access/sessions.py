"""Since when somebody has been signed in, and sessions that a new password ended: both show who was there before."""

import datetime

from django.contrib import auth
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.utils.functional import SimpleLazyObject

from people.sessions import SIGNED_IN_AT

from .models import AccessChange

# Of a session that a new password has ended: whose it was, and since when.
WAS_SIGNED_IN = "was_signed_in"


class AuthenticationMiddleware(DjangoAuthenticationMiddleware):
    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: person_of(request))


def person_of(request):
    if not hasattr(request, "_cached_user"):
        session = request.session
        before = [session.get(key) for key in (SESSION_KEY, HASH_SESSION_KEY, SIGNED_IN_AT)]
        request._cached_user = auth.get_user(request)
        if before[0] and not request._cached_user.is_authenticated:
            remember(session, *before)
    return request._cached_user


def remember(session, person, session_hash, signed_in_at):
    """Note in the next session whose ended session this was, if somebody else's password change ended it.

    It opens nothing by itself: who signs in to the same account again was signed in there before the change.
    """
    if signed_in_at is None:
        return
    changes = AccessChange.objects.sealing().filter(person=person, session_before=session_hash)
    if changes.filter(made_at__gt=moment(signed_in_at)).exists():
        session[WAS_SIGNED_IN] = [int(person), signed_in_at]


def proof_of(request, person):
    """The person and moment to carry into the browser's next session as proof of an earlier sign-in, or None."""
    if request.user.is_authenticated and request.user.pk == person.pk:
        return [person.pk, request.session.get(SIGNED_IN_AT)]
    return request.session.get(WAS_SIGNED_IN)


def signed_in_since(request):
    """The earliest moment since when this session is known to be the person's, or None."""
    was = request.session.get(WAS_SIGNED_IN) or [None, None]
    known = [request.session.get(SIGNED_IN_AT), was[1] if was[0] == request.user.pk else None]
    return min((moment(at) for at in known if at is not None), default=None)


def moment(seconds):
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
