"""Errors as problem details (RFC 9457): a program reads the status, a person the sentence."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseProblem
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, Throttled, ValidationError

from people.database import RETRY_AFTER, is_unavailable


def problem(status, detail, headers=None, **more):
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail, **more}
    return JsonResponse(said, status=status, content_type="application/problem+json", headers=headers)


def no_token(request, error):
    detail = _("Send a token that is good: “Authorization: Bearer …”. You make one under “My account”.")
    return problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def not_allowed(request, error):
    return problem(403, str(error) or _("You may not read this."))


def not_there(request, error):
    """404: it does not exist, or the person may not know of it."""
    return problem(404, _("There is nothing here that you may read."))


def not_understood(request, error):
    """422: parameters that are no numbers, or too large. The answer does not repeat what was sent."""
    wrong = [{"parameter": str(one["loc"][-1]), "detail": one["msg"]} for one in error.errors]
    return problem(422, _("Some parameters cannot be read."), errors=wrong)


def too_many(request, error):
    detail = _("Too many requests. Go on in %(seconds)s seconds.") % {"seconds": error.wait}
    return problem(429, detail, headers={"Retry-After": str(error.wait)})


def not_now(request, error):
    """503 while the database is unavailable; raise its other errors again."""
    if not is_unavailable(error):
        raise error
    detail = _("The database is not answering just now. Go on in %(seconds)s seconds.") % {"seconds": RETRY_AFTER}
    response = problem(503, detail, headers={"Retry-After": str(RETRY_AFTER)})
    response.database_is_unavailable = True
    return response


def only_read():
    return problem(405, _("Only reading is possible here."), headers={"Allow": "GET, HEAD"})


HANDLERS = {
    AuthenticationError: no_token,
    PermissionDenied: not_allowed,
    Http404: not_there,
    ValidationError: not_understood,
    Throttled: too_many,
    DatabaseProblem: not_now,
}
