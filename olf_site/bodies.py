"""Limits on the size of a request's body, checked before it is read; a larger one is refused and never stored.

Only views marked with ``people.uploading`` take files, and only from people who are signed in.
"""

from importlib import import_module
from io import BytesIO

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished, request_started
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views import defaults

from assessments.evidence.files.uploads import limits, most_in_a_form
from people.database import is_unavailable
from people.uploading import FORM, most_bytes

from .errors import back_address
from .serving.limits import BodyLimits


def most_at(path):
    """The largest body at a path, in bytes, for anyone who may send one there."""
    try:
        return most_bytes(resolve(path).func)
    except Resolver404:
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def most_of(request):
    ordinary, most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, most_at(request.path_info)
    return most if most <= ordinary or request.user.is_authenticated else ordinary


def most_of_environ(environ):
    request_started.send(sender=most_of_environ, environ=environ)  # so that the database's connections are looked after
    try:
        request = WSGIRequest({**environ, "wsgi.input": BytesIO()})
        sessions = import_module(settings.SESSION_ENGINE)
        request.session = sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return most_of(request)
    except Exception as error:
        if not is_unavailable(error):
            raise
        return most_at(request.path_info)  # taken in, so that the application can say that the database is away
    finally:
        request_finished.send(sender=most_of_environ)


def body_limits():
    ordinary = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    largest = max(ordinary, most_in_a_form() + FORM)
    return BodyLimits(ordinary, largest, most_of_environ, settings.FILE_UPLOAD_TEMP_DIR)


def too_large(request):
    takes_files = most_at(request.path_info) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    context = {
        "back": back_address(request),
        "takes_files": takes_files,
        "upload": limits(),
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000,
    }
    return render(request, "413.html", context, status=413)


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return defaults.bad_request(request, exception)


class BodySizeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = request.META.get("CONTENT_LENGTH") or ""
        size = int(said) if said.isdecimal() else 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE or size <= most_of(request):
            return self.get_response(request)
        if size <= most_at(request.path_info):
            return redirect_to_login(request.get_full_path())  # who is signed in may send it
        return too_large(request)
