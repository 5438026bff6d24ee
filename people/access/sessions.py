"""Since when somebody has been signed in, and sessions that a new password has ended: both show who was there before."""

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
    """Django's, that remembers whose session it was where another password ends it."""

    def process_request(self, request):
        """Look the person up when they are first asked for."""
        request.user = SimpleLazyObject(lambda: person_of(request))


def person_of(request):
    """Who is signed in; looked up once."""
    if not hasattr(request, "_cached_user"):
        session = request.session
        before = [session.get(key) for key in (SESSION_KEY, HASH_SESSION_KEY, SIGNED_IN_AT)]
        request._cached_user = auth.get_user(request)
        if before[0] and not request._cached_user.is_authenticated:
            remember(session, *before)
    return request._cached_user


def remember(session, person, session_hash, signed_in_at):
    """Note in the session that is left, whose it was, where it was good until somebody else changed the password.

    It opens nothing. Who then signs in to the same account with it, was signed in there before the change.
    """
    if signed_in_at is None:
        return
    changes = AccessChange.objects.sealing().filter(person=person, session_before=session_hash)
    if changes.filter(made_at__gt=moment(signed_in_at)).exists():
        session[WAS_SIGNED_IN] = [int(person), signed_in_at]


def proof_of(request, person):
    """What shows that this browser was signed in to an account before now, to be put into its next session; or None."""
    if request.user.is_authenticated and request.user.pk == person.pk:
        return [person.pk, request.session.get(SIGNED_IN_AT)]
    return request.session.get(WAS_SIGNED_IN)


def signed_in_since(request):
    """The earliest moment since when this session is known to be the person's; None where nothing says so."""
    was = request.session.get(WAS_SIGNED_IN) or [None, None]
    known = [request.session.get(SIGNED_IN_AT), was[1] if was[0] == request.user.pk else None]
    return min((moment(at) for at in known if at is not None), default=None)


def moment(seconds):
    """A moment as a session keeps it."""
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
