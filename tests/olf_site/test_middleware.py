"""What every request passes: who writes is said in the history, who reads is not."""

from contextlib import suppress

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import pre_save
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver

from assessments.rating.models import Rating, Seat
from olf_site.middleware import AuditMiddleware
from people.auditing import leaves_no_history, without_history
from tests.factories import make_district, make_person, make_school


def every_pattern(patterns):
    """All addresses, out of the rooms that include others."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from every_pattern(one.url_patterns)
        else:
            yield one


def answer_of(view, method, user=None):
    """What the middleware makes of a request of this kind to this view."""
    request = getattr(RequestFactory(), method)("/")
    request.user = user or AnonymousUser()
    middleware = AuditMiddleware(None)

    def get_response(request):
        middleware.process_view(request, view, (), {})
        return view(request)

    middleware.get_response = get_response
    return middleware(request)


def renamed_by(person, method, mark=lambda view: view):
    """Whom the history names when a school is renamed in a request of this kind."""
    school = make_school(make_district())

    def view(request):
        school.name = "Renamed"
        school.save()
        return HttpResponse()

    answer_of(mark(view), method, person)
    return LogEntry.objects.get_for_object(school).latest("pk").actor


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_history_of_changes_names_who_made_one(method):
    person = make_person()

    assert renamed_by(person, method) == person


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_request_that_only_reads_is_spared_the_work(method):
    before, during = len(pre_save.receivers), []

    answer_of(lambda request: during.append(len(pre_save.receivers)), method)

    assert during == [before]


@pytest.mark.django_db
def test_a_view_that_says_so_names_nobody():
    assert renamed_by(make_person(), "post", without_history) is None


@pytest.mark.parametrize("ends", [HttpResponse, ZeroDivisionError])
def test_nobody_is_named_any_longer_when_the_answer_is_there(ends):
    before = len(pre_save.receivers)

    def view(request):
        answer = ends()
        if isinstance(answer, Exception):
            raise answer
        return answer

    with suppress(ZeroDivisionError):
        answer_of(view, "post")

    assert len(pre_save.receivers) == before


def test_saving_a_rating_alone_leaves_no_history():
    """Nothing it writes is registered; every other view that writes names who did."""
    patterns = list(every_pattern(get_resolver().url_patterns))

    assert [p.name for p in patterns if leaves_no_history(p.callback)] == ["rate_practice", "own_rating_take_back"]
    assert not {Rating, Seat} & set(auditlog.get_models())
