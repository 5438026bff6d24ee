"""Pages that refuse, for tests that are refused by the thousand.

All that such a page says but its reason stands on every other page, too. So each person is drawn the first one of each
kind in full, and told the reason alone after it.
"""

from django.http import HttpResponse
from django.views import defaults

DRAWING = {403: defaults.permission_denied, 404: defaults.page_not_found}
_drawn = set()


def draw_anew():
    """From here on everybody's next refusal is drawn in full."""
    _drawn.clear()


def answering(status):
    """What answers a refused request, in place of Django's `handler403` or `handler404`."""

    def answer(request, exception):
        first = (status, request.user.pk, request.headers.get("HX-Request"))
        if first not in _drawn:
            _drawn.add(first)
            return DRAWING[status](request, exception)
        return HttpResponse(f"{type(exception).__name__}: {exception}", status=status)

    return answer
