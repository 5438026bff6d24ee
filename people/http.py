"""Allowed methods of pages, and redirects of moved ones; views that only act take Django's `require_POST`."""

from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

# HEAD with GET, as in `require_safe`: whoever looks whether a page is there gets an answer.
require_form = require_http_methods(["GET", "HEAD", "POST"])


def moved_to(name):
    """Redirect permanently, with the query string, so that bookmarks still work."""
    return require_safe(RedirectView.as_view(pattern_name=name, permanent=True, query_string=True))
