"""Pages and reports for what goes wrong. None of them mails or logs what a person typed.

Only one page shows it, to its author: what could not be taken, to be sent again (``send_again.py``).
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

from .send_again import asked_by_script, refused

logger = logging.getLogger(__name__)
# What the sign-in library counts by itself (settings: ACCOUNT_RATE_LIMITS) it counts by the minute.
A_MINUTE = 60


def rule_broken(request, exception):
    """The 409 page: which rule, in words, and the way back."""
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
    """The page a person came from, when it is ours; else the home page."""
    came_from = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from.removeprefix(own) if came_from.startswith(own) else "/"


def too_many_wrong_passwords(request, exception):
    """The 429 page for somebody who may not try at the moment: when to come back, and how to get in without guessing."""
    return too_many(request, _("Too many wrong passwords"), exception.wait.total_seconds(), wrong_passwords=True)


def too_many_requests(request):
    """The 429 page for everything else that is asked for too often."""
    return too_many(request, _("Too many requests"), A_MINUTE)


def too_many(request, title, seconds, wrong_passwords=False):
    """429, and when to come back: as a page, or as a line of text where htmx asked."""
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
    """What a form that waited too long is answered: what was typed, to be sent again, else where to go; nothing was saved."""
    if asked_by_script(request):
        return HttpResponse(_("This page had been open too long"), status=403, content_type="text/plain; charset=utf-8")
    return refused(request, 403) or render(request, "403_csrf.html", {"back": back_address(request)}, status=403)


def server_error(request):
    """What answers an exception that nobody caught, wherever it was raised: Django asks for it while it is in flight."""
    error = sys.exception()
    return unavailable(request, error) if is_unavailable(error) else defaults.server_error(request)


def unavailable(request, error):
    """The 503 page: the database cannot be asked just now. It needs neither session nor account.

    What was sent may have been written, where the connection was lost with the very last word: so the page says to look.
    """
    again = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    page = render_to_string("503.html", {"again": again, "back": back_address(request)})
    response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})
    response.database_is_unavailable = True
    response._has_been_logged = True  # by the line below, in place of Django's traceback
    logger.warning("The database could not be asked: %s", str(error).partition("\n")[0])
    return response


class SilentExceptionFilter(SafeExceptionReporterFilter):
    """Leaves out of every error report what was posted and every local variable."""

    def is_active(self, request):
        """Always, in development too: a rating stays private there as well."""
        return True

    def get_post_parameters(self, request):
        """Nothing of what was posted."""
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        """No variables: one of them may be a rating."""
        return []
