"""Middleware of every request: database connection, language, privacy of the answer, and broken rules."""

import logging
from contextlib import ExitStack

from auditlog.context import set_extra_data
from auditlog.middleware import AuditlogMiddleware
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import DisallowedHost
from django.db import close_old_connections
from django.http import HttpResponse
from django.http.request import split_domain_port, validate_host
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from people.auditing import leaves_no_history
from people.database import is_duplicate
from people.errors import RuleBroken, TooManyWrongPasswords
from people.typed_by import is_anothers

from .environment import ANY_PORT
from .errors import back_address, rule_broken, too_many_wrong_passwords
from .send_again import is_from_script, refused

logger = logging.getLogger(__name__)


class LostConnectionMiddleware:
    """Repeat a read-only request once, on a new connection, when the database connection was lost.

    A request that writes is not repeated: nobody knows whether it was carried out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method in ("GET", "HEAD") and getattr(response, "database_is_unavailable", False):
            close_old_connections()
            response = self.get_response(request)
        return response


class AuditMiddleware(AuditlogMiddleware):
    """Name the author of changes in the audit history.

    Skipped for requests that only read, and for views marked as leaving no history (``people.auditing``).
    """

    def __call__(self, request):
        with ExitStack() as request.named_in_history:
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method not in ("GET", "HEAD", "OPTIONS") and not leaves_no_history(view):
            request.named_in_history.enter_context(set_extra_data(self.get_extra_data(request)))


class LanguageMiddleware(LocaleMiddleware):
    def process_request(self, request):
        timezone.deactivate()  # the clock of the district that this thread served before
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)
            request.LANGUAGE_CODE = translation.get_language()
        else:
            super().process_request(request)


class HostMiddleware:
    """Refuse a port that nobody configured: Django checks the name alone, and links in mails contain both."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        host = request.get_host()
        if not takes_port(*split_domain_port(host)):
            raise DisallowedHost(f"Invalid HTTP_HOST header: {host!r}. You may need to add {host!r} to ALLOWED_HOSTS.")
        return self.get_response(request)


def takes_port(name, port):
    """Whether an allowed host may be asked at this port; the usual ports where no entry names it."""
    entries = [entry for entry in settings.ALLOWED_HOSTS if validate_host(name, [entry])]
    ports = [settings.ALLOWED_PORTS.get(entry, settings.USUAL_PORTS) for entry in entries] or [settings.USUAL_PORTS]
    return any(port in taken or ANY_PORT in taken for taken in ports)


class PrivateMiddleware:
    """Keep pages of signed-in people out of shared caches, and out of the browser's cache after sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    def process_view(self, request, view, args, kwargs):
        """Refuse a form that was typed on a page of another person."""
        asked = super().process_view(request, view, args, kwargs)
        if asked is None and request.method == "POST" and is_anothers(request):
            return refused(request, 409)
        return asked

    def handle_no_permission(self, request, view):
        if is_from_script(request):
            words = _("Your session has ended. Sign in again.")
            return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8")
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view)
        # What only acts has no page to come back to: the one with the button has.
        return refused(request, 401) or redirect_to_login(back_address(request))


class KnownUserMiddleware:
    """Replace ``request.user``'s lazy object with the user, since a page reads it a hundred times."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.user = getattr(request, "_cached_user", request.user)


class RuleBrokenMiddleware:
    """Answer 409 with a page that says what to do when an action refuses, or 429 when the person has to wait."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Render a page for a broken rule; let every other exception pass.

        A violated unique constraint counts as one: the form was valid, and somebody else was first.
        """
        if isinstance(exception, RuleBroken):
            return rule_broken(request, exception)
        if isinstance(exception, TooManyWrongPasswords):
            return too_many_wrong_passwords(request, exception)
        if is_duplicate(exception):
            logger.warning("Somebody else was first: %s", str(exception).partition("\n")[0])
            return rule_broken(request, RuleBroken())
        return None
