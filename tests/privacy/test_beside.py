"""Beside the pages: no answer, no note and no text of a meeting in history, log, mail, the admin or an error's report."""

import logging

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.core import mail

from assessments.meeting.models import Outcome
from assessments.rating.models import Rating
from tests.privacy.otherwise import DISSENT, NOTE, WHY, answer_otherwise, ratings_of

pytestmark = pytest.mark.django_db


def test_audit_history_log_and_mail_hold_no_answer_no_note_and_no_text_of_the_meeting(world, caplog):
    caplog.set_level(logging.DEBUG)
    answer_otherwise(world, ratings_of(world, "one", "two", "three"))
    assessment = world.assessment("two")
    client = world.clients["member of one"]
    first = assessment.practices.first()
    own = world.assessment("one").pk
    sent = {"answer": "3", "note": NOTE, "revision": 1, "client_id": "7b0e5b26-5f10-4b25-9f62-70a5c1a0f9a1"}
    assert client.post(f"/assessments/{own}/practices/{first.uuid}/rate/", sent).status_code == 302
    sent = {"outcome": "1", "reason": WHY, "dissent": DISSENT, "revision": 1}
    client = world.clients["facilitator of two"]
    assert client.post(f"/assessments/{assessment.pk}/practices/{first.uuid}/meeting/", sent).status_code == 302
    world.close("two")
    assert Outcome.objects.filter(reason=WHY).exists()
    assert Rating.objects.filter(note=NOTE, seat__assessment=own).exists()
    written = "\n".join(str(entry.changes) + str(entry.object_repr) for entry in LogEntry.objects.all())
    watched = {entry.content_type.model for entry in LogEntry.objects.all()}
    assert "assessment" in watched
    assert watched.isdisjoint({"rating", "outcome", "reveal", "evidence", "seat"})
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    for word in (NOTE, WHY, DISSENT, "talk_first"):
        assert word not in written
        assert word not in logged
    assert mail.outbox == []


def test_ratings_outcomes_and_evidence_are_in_no_admin(world):
    from django.contrib import admin

    assert {model._meta.app_label for model in admin.site._registry}.isdisjoint({"assessments", "reports"})


def test_asking_to_delete_many_in_the_admin_tells_nobody_which_ratings_rest_on_them(world):
    """Django would list what stands in the way: which ratings have which level."""
    for role in ("editor", "superuser"):
        for model in ("level", "scale", "practice", "characteristic", "edition"):
            rows = apps.get_model("frameworks", model).objects.values_list("pk", flat=True)
            asked = {"action": "delete_selected", "_selected_action": list(rows)[:1]}
            page = world.clients[role].post(f"/admin/frameworks/{model}/", asked, follow=True).content.decode().lower()
            assert "rating 1" not in page, (role, model)
            assert "rating: " not in page, (role, model)


def test_an_error_report_holds_nothing_that_was_typed(world, rf, settings):
    """What Django would mail to administrators of a server that fails while somebody saves."""
    import sys

    from django.views.debug import ExceptionReporter

    request = rf.post("/assessments/1/", {"note": NOTE})
    note = NOTE
    try:
        raise ValueError("something else" if note else "")
    except ValueError:
        reporter = ExceptionReporter(request, *sys.exc_info(), is_email=True)
        assert NOTE not in reporter.get_traceback_text()
        assert NOTE not in reporter.get_traceback_html()
