"""Pages for what goes wrong: each is drawn, in each language, and none of them is a 500 of its own."""

import datetime

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views import defaults

from olf_site.errors import csrf_failure, rule_broken, too_many_requests, too_many_wrong_passwords, unavailable
from people.errors import RuleBroken, TooManyWrongPasswords
from tests.factories import make_person


def drawn(name, request):
    """One of the pages, as Django or a middleware asks for it."""
    if name == "404":
        return defaults.page_not_found(request, Exception("nowhere"))
    if name == "403":
        return defaults.permission_denied(request, Exception("no"))
    if name == "400":
        return defaults.bad_request(request, Exception("bad"))
    if name == "csrf":
        return csrf_failure(request)
    if name == "409":
        return rule_broken(request, RuleBroken())
    if name == "429":
        return too_many_requests(request)
    if name == "503":
        return unavailable(request, OperationalError("gone"))
    if name == "429 at sign-in":
        return too_many_wrong_passwords(request, TooManyWrongPasswords(datetime.timedelta(minutes=4)))
    return defaults.server_error(request)


PAGES = {
    "400": 400,
    "403": 403,
    "404": 404,
    "409": 409,
    "429": 429,
    "429 at sign-in": 429,
    "500": 500,
    "503": 503,
    "csrf": 403,
}


@pytest.fixture
def request_of_somebody(db):
    request = RequestFactory().get("/somewhere/")
    request.user, request.session, request.htmx, request.LANGUAGE_CODE = make_person(), {}, False, "en"
    return request


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_error_page_is_drawn(request_of_somebody, name, language):
    with translation.override(language):
        answer = drawn(name, request_of_somebody)

    page = answer.content.decode()
    assert answer.status_code == PAGES[name]
    assert "<h1" in page
    assert f'lang="{language}"' in page


@pytest.mark.parametrize("name", PAGES)
def test_error_page_speaks_french(request_of_somebody, name):
    pages = []
    for language in ("en", "fr"):
        with translation.override(language):
            pages.append(drawn(name, request_of_somebody).content.decode().partition("<h1")[2].partition("</h1>")[0])

    assert pages[0] != pages[1]


def test_page_for_500_needs_neither_request_nor_database():
    assert "<h1" in render_to_string("500.html")


@pytest.mark.django_db
def test_form_that_waited_too_long_is_answered_in_words():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org", "password": "x"})

    assert answer.status_code == 403
    assert "403_csrf.html" in [template.name for template in answer.templates]
