"""Who comes in: whoever holds a good token, as its person, as far as its scope goes, and not too often."""

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import Throttled
from ninja.security import HttpBearer

from people.access.tokens import note_use, token_for
from people.visitor import visitor_network

# Requests in a minute: with one token; from one address without a good one.
WITH_A_TOKEN, WITHOUT = 120, 30


def count(key, most):
    """Count a request under this key; refuse the rest of the minute once there were so many.

    Counted in the cache that all processes share. Two at the very same moment may count as one: it is a brake, no lock.
    Ninja's own throttles keep what they count in an object that all threads share, so one could count for another.
    """
    minute, second = divmod(int(timezone.now().timestamp()), 60)
    key = f"api-{key}-{minute}"
    before = cache.get(key, 0)
    if before >= most:
        raise Throttled(wait=60 - second)
    cache.set(key, before + 1, 120)


class Token(HttpBearer):
    """A person's token, in the Authorization header. No session opens the API, so no other site can use one."""

    def __init__(self, scope):
        super().__init__()
        self.scope = scope

    def __call__(self, request):
        """The token, or None for whoever has no good one; they are counted by their address."""
        return super().__call__(request) or count(f"address-{visitor_network(request)}", WITHOUT)

    def authenticate(self, request, token):
        """Let its person in, if the token opens this part."""
        found = token_for(token)
        if found is None:
            return None
        count(f"token-{found.pk}", WITH_A_TOKEN)
        if self.scope not in found.scopes:
            raise PermissionDenied(_("This token does not open this part. Make one that does."))
        note_use(token=found)
        request.user = found.person
        return found
