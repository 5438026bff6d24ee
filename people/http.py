"""Which methods a page with a form answers; pages to read take Django's `require_safe`, what only acts `require_POST`."""

from django.views.decorators.http import require_http_methods

# HEAD with GET, as in `require_safe`: whoever looks whether a page is there gets an answer.
require_form = require_http_methods(["GET", "HEAD", "POST"])
