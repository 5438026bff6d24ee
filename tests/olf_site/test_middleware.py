"""What every request passes: the policy is the settings', however it is written out; who writes is said, who reads is not."""

import pytest
from auditlog.models import LogEntry
from csp.utils import build_policy
from django.db.models.signals import pre_save
from django.http import HttpResponse
from django.test import RequestFactory

from olf_site.middleware import AuditMiddleware, PolicyMiddleware
from tests.factories import make_district, make_person, make_school


def policy_of(response):
    """The parts of the policy with which the middleware sends a response."""
    answer = PolicyMiddleware(lambda request: response)(RequestFactory().get("/"))
    return sorted(answer["Content-Security-Policy"].split("; "))


def test_the_policy_of_an_answer_is_that_of_the_settings():
    assert policy_of(HttpResponse()) == sorted(build_policy().split("; "))


def test_an_answer_keeps_a_policy_of_its_own():
    assert policy_of(HttpResponse(headers={"Content-Security-Policy": "sandbox"})) == ["sandbox"]


def test_an_answer_that_asks_for_another_policy_gets_it():
    response = HttpResponse()
    response._csp_replace = {"img-src": ["'none'"]}

    assert "img-src 'none'" in policy_of(response)


def renamed_by(person, method):
    """Whom the history names when a school is renamed in a request of this kind."""
    school = make_school(make_district())

    def view(request):
        school.name = "Renamed"
        school.save()
        return HttpResponse()

    request = getattr(RequestFactory(), method)("/")
    request.user = person
    AuditMiddleware(view)(request)
    return LogEntry.objects.get_for_object(school).latest("pk").actor


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_history_of_changes_names_who_made_one(method):
    person = make_person()

    assert renamed_by(person, method) == person


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_request_that_only_reads_is_spared_the_work(method):
    before, during = len(pre_save.receivers), []
    view = AuditMiddleware(lambda request: during.append(len(pre_save.receivers)))

    view(getattr(RequestFactory(), method)("/"))

    assert during == [before]
