"""Pages that refuse, for tests that are refused by the thousand.

All that such a page says but its reason stands on every other page, too. So everybody is drawn one of each kind in full,
and told the reason alone elsewhere.
"""

from django.http import HttpResponse
from django.views import defaults

DRAWING = {403: defaults.permission_denied, 404: defaults.page_not_found}
# Where there is nothing, and what is refused to all but a few.
NOWHERE = "/nowhere/"
IN_FULL = (NOWHERE, "/administration/", "/province/")


def answering(status):
    """What answers a refused request, in place of Django's `handler403` or `handler404`."""

    def answer(request, exception):
        if request.path.endswith(IN_FULL):
            return DRAWING[status](request, exception)
        return HttpResponse(f"{type(exception).__name__}: {exception}", status=status)

    return answer
