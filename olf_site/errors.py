"""Error pages and reports, none of which mails or logs what a person typed.

Only one page shows it, to its author: what could not be saved, to be sent again (``send_again.py``).
"""

import logging
import math
import sys

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import defaults
from django.views.debug import SafeExceptionReporterFilter

from people.database import RETRY_AFTER, is_unavailable

from .send_again import is_from_script, refused

logger = logging.getLogger(__name__)
# What the sign-in library counts by itself (settings: ACCOUNT_RATE_LIMITS) it counts by the minute.
A_MINUTE = 60


def rule_broken(request, exception):
    return render(
        request,
        "409.html",
        {
            "title": exception.title,
            "message": exception.message,
            "typed": exception.typed,
            "back": back_address(request),
        },
        status=409,
    )


def back_address(request):
    came_from = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from.removeprefix(own) if came_from.startswith(own) else "/"


def too_many_wrong_passwords(request, exception):
    return too_many(request, _("Too many wrong passwords"), exception.wait.total_seconds(), wrong_passwords=True)


def too_many_requests(request):
    return too_many(request, _("Too many requests"), A_MINUTE)


def too_many(request, title, seconds, wrong_passwords=False):
    minutes = math.ceil(seconds / 60)
    when = ngettext("Try again in %(minutes)d minute.", "Try again in %(minutes)d minutes.", minutes)
    when %= {"minutes": minutes}
    if request.htmx:
        response = HttpResponse(f"{title}. {when}", status=429, content_type="text/plain; charset=utf-8")
    else:
        context = {"title": title, "when": when, "wrong_passwords": wrong_passwords}
        response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(math.ceil(seconds))
    return response


def csrf_failure(request, reason=""):
    """Answer an expired form with what was typed, to be sent again; nothing was saved."""
    if is_from_script(request):
        return HttpResponse(_("This page had been open too long"), status=403, content_type="text/plain; charset=utf-8")
    return refused(request, 403) or render(request, "403_csrf.html", {"back": back_address(request)}, status=403)


def server_error(request):
    """Answer an uncaught exception, which Django is still handling: 503 without a database, else 500."""
    error = sys.exception()
    return unavailable(request, error) if is_unavailable(error) else defaults.server_error(request)


def unavailable(request, error):
    """The 503 page for a database that cannot be reached; needs neither session nor account.

    Where the connection was lost at the very last moment the change may have been saved, so the page says to look.
    """
    again = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    page = render_to_string("503.html", {"again": again, "back": back_address(request)})
    response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})
    response.database_is_unavailable = True
    response._has_been_logged = True  # by the line below, in place of Django's traceback
    logger.warning("The database could not be asked: %s", str(error).partition("\n")[0])
    return response


class SilentExceptionFilter(SafeExceptionReporterFilter):
    def is_active(self, request):
        """Always filter, in development too: ratings are private there as well."""
        return True

    def get_post_parameters(self, request):
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return []
