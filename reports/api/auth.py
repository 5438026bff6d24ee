"""Authentication: a good token acts as its person, within its scope and a number of requests per minute."""

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
    """Count a request under this key; raise ``Throttled`` after ``most`` in one minute.

    The count is in the cache that all processes share. Two requests at the same moment may count as one: it is a brake,
    not a lock. Ninja's own throttles keep their counts in an object that all threads share, so they could mix them up.
    """
    minute, second = divmod(int(timezone.now().timestamp()), 60)
    key = f"api-{key}-{minute}"
    before = cache.get(key, 0)
    if before >= most:
        raise Throttled(wait=60 - second)
    cache.set(key, before + 1, 120)


class Token(HttpBearer):
    """A person's token in the Authorization header. No session opens the API, so no other site can use one."""

    def __init__(self, scope):
        super().__init__()
        self.scope = scope

    def __call__(self, request):
        """The token, or None without a good one; such requests are counted by address."""
        return super().__call__(request) or count(f"address-{visitor_network(request)}", WITHOUT)

    def authenticate(self, request, token):
        found = token_for(token)
        if found is None:
            return None
        count(f"token-{found.pk}", WITH_A_TOKEN)
        if self.scope not in found.scopes:
            raise PermissionDenied(_("This token does not open this part. Make one that does."))
        note_use(token=found)
        request.user = found.person
        return found
