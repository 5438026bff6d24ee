"""What two people write for themselves reaches nobody but them and the one reader whom one of them chose.

Here beside the pages; on the pages, as everybody, in `test_walk.py`.
"""

import io
import logging
import uuid

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.db.models.signals import pre_save
from django.utils.log import AdminEmailHandler

from assessments.reflection.models import Reflection, ReflectionShare
from frameworks.copying import copy_edition
from frameworks.models.resources import LeadershipResource
from tests.privacy.reflecting import AUTHOR, EXAMPLE, NEXT, READER, SHARED_EXAMPLE, WORDS, person_of, reflect

pytestmark = pytest.mark.django_db


def write_as(client, world, **fields):
    """Save an entry through its page."""
    page = f"/reflection/{world.resources[0]}/"
    sent = {"strength": "hard", "example": EXAMPLE, "next_step": NEXT, "client_id": uuid.uuid4(), **fields}
    return client.post(page, sent)


def test_audit_history_log_mail_and_session_hold_nothing_of_it(world, caplog):
    caplog.set_level(logging.DEBUG)
    client, reader = world.clients[AUTHOR], person_of(world, READER)
    page = f"/reflection/{world.resources[0]}/"
    history = LogEntry.objects.count()

    answers = [write_as(client, world), write_as(client, world, strength="", example=SHARED_EXAMPLE)]
    answers += [client.post(f"{page}share/", {"email": reader.email}), client.post(f"{page}take-back/")]
    entry = Reflection.objects.get()
    answers += [client.post(f"/reflection/entries/{entry.pk}/delete/"), client.post("/reflection/delete/")]

    assert [answer.status_code for answer in answers] == [302, 422, 302, 302, 302, 302]
    assert LogEntry.objects.count() == history
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    kept = str(dict(client.session.items())) + str(client.cookies)
    assert [word for word in WORDS if word in logged or word in kept] == []
    assert mail.outbox == []


def test_exports_hold_nothing_of_it(world):
    reflect(world)
    written = io.StringIO()

    call_command("export_records", district=world.district.slug, cycle=world.before.name, stdout=written)

    assert len(written.getvalue().splitlines()) > 10
    assert [word for word in WORDS if word in written.getvalue()] == []


def test_it_is_in_no_admin_and_no_audit_history():
    for model in (Reflection, ReflectionShare):
        assert model not in admin.site._registry
        assert not auditlog.contains(model)
        assert not hasattr(model, "get_absolute_url")


def test_the_admin_cannot_see_them_on_the_site_and_says_nothing_on_deleting_a_draft(world):
    reflect(world)
    draft = copy_edition(world.edition, version="draft", title="Draft")
    resource = LeadershipResource.objects.filter(category__edition=draft).first()
    Reflection.objects.filter(pk=world.reflections[0]).update(resource=resource.uuid)
    kind = ContentType.objects.get_for_model(Reflection).pk

    for role in ("editor", "superuser"):
        client = world.clients[role]
        assert client.get(f"/admin/r/{kind}/{world.reflections[0]}/").status_code == 404
        asked = {"action": "delete_selected", "_selected_action": [draft.pk]}
        page = client.post("/admin/frameworks/edition/", asked, follow=True).content.decode().lower()
        assert "reflection" not in page.replace("/reflection/", "").replace("private reflection</a>", "")


def test_the_mail_about_a_server_error_holds_nothing_that_was_typed(world, settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    handler = AdminEmailHandler(include_html=True)
    logger = logging.getLogger("django.request")

    def fail(instance, **_sent):
        raise ValueError("The disk is full")

    client = world.clients[AUTHOR]
    client.raise_request_exception = False
    logger.addHandler(handler)
    pre_save.connect(fail, sender=Reflection)
    try:
        answer = write_as(client, world)
    finally:
        pre_save.disconnect(fail, sender=Reflection)
        logger.removeHandler(handler)

    assert answer.status_code == 500
    (report,) = mail.outbox
    told = report.subject + report.body + "".join(content for content, _kind in report.alternatives)
    assert "Internal Server Error" in told
    assert [word for word in WORDS if word in told or word in answer.content.decode()] == []
