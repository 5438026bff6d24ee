"""How much may be sent: what is too much is refused in words, wherever that shows, and is not kept."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import get_resolver

from assessments.evidence.models import Evidence
from olf_site.bodies import body_limits, most_of_environ
from people.uploading import FORM, NamelessFileUploadHandler, most_bytes
from tests.factories import make_meeting, members_of

pytestmark = pytest.mark.django_db
ORDINARY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MEGABYTE = 1024 * 1024


@pytest.fixture
def assessment(client):
    """An assessment of a team, one of whom is signed in."""
    assessment = make_meeting(members=2, started=False)
    client.force_login(members_of(assessment)[0])
    return assessment


@pytest.fixture
def kept_connection():
    """The test's own connection, which the beginning and the end of a request would close, as in Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def evidence_form(assessment, *files, note=""):
    said = {"title": "Minutes", "kind": "document", "rung": "doing", "note": note, "url": "", "source": ""}
    return f"/assessments/{assessment.pk}/evidence/add/", said | {"file": files}


def text(name, size=10):
    return SimpleUploadedFile(f"{name}.txt", b"a" * size, content_type="text/plain")


def views(patterns):
    """Every view of the site."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback


def test_no_view_takes_more_than_the_front_takes_in():
    most = [most_bytes(view) for view in views(get_resolver().url_patterns)]

    assert sorted(set(most)) == [ORDINARY, 10 * MEGABYTE + FORM, 30 * MEGABYTE + FORM]
    assert max(most) == body_limits().largest


def test_several_files_of_a_form_are_taken(client, assessment):
    address, form = evidence_form(assessment, *(text(name, 9 * MEGABYTE) for name in ("a", "b", "c")))
    before = Evidence.objects.count()

    assert client.post(address, form).status_code == 302
    assert Evidence.objects.count() == before + 3


def test_a_form_larger_than_all_its_files_may_be_is_refused_in_words(client, assessment):
    address, form = evidence_form(assessment, *(text(str(number), 9 * MEGABYTE) for number in range(4)))

    answer = client.post(address, form)

    assert answer.status_code == 413
    assert "You can send up to 20 files at once: each up to 10 MB, together up to 30 MB." in answer.content.decode()
    assert not Evidence.objects.exists()


def test_too_many_files_are_refused_in_words(client, assessment):
    address, form = evidence_form(assessment, *(text(str(number)) for number in range(21)))

    answer = client.post(address, form)

    assert answer.status_code == 413
    assert "up to 20 files at once" in answer.content.decode()


@pytest.mark.parametrize("more", [{"note": "a" * (ORDINARY + 1)}, {f"field{n}": "" for n in range(1001)}])
def test_too_much_text_and_too_many_fields_are_refused_beside_files_too(client, assessment, more):
    address, form = evidence_form(assessment)

    assert client.post(address, form | more).status_code == 413


@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["page", "htmx"])
def test_an_address_that_takes_no_files_takes_a_form(client, assessment, htmx):
    address = f"/assessments/{assessment.pk}/evidence/link/"

    answer = client.post(address, {"pieces": text("a", ORDINARY)}, **htmx)

    assert answer.status_code == 413
    assert "What you sent is longer than 2.5 MB. Nothing was saved." in answer.content.decode()


def test_nobody_sends_files_who_is_not_signed_in(client, assessment):
    address, form = evidence_form(assessment, text("a", 3 * MEGABYTE))
    client.logout()

    answer = client.post(address, form)

    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={address}"


def test_nowhere_takes_a_form(client):
    assert client.post("/nowhere/", {"a": text("a", ORDINARY)}).status_code == 413


@pytest.mark.parametrize(
    ("place", "cookie", "most"),
    [
        ("evidence/add/", "their own", 30 * MEGABYTE + FORM),
        ("evidence/drop/", "their own", 10 * MEGABYTE + FORM),
        ("evidence/add/", "unknown", ORDINARY),
        ("evidence/add/", "", ORDINARY),
        ("evidence/link/", "their own", ORDINARY),
        ("nowhere/", "their own", ORDINARY),
    ],
)
def test_the_front_asks_who_sends_and_where_to(client, assessment, kept_connection, place, cookie, most):
    session = client.session.session_key if cookie == "their own" else cookie
    asked = RequestFactory().post(f"/assessments/{assessment.pk}/{place}", headers={"cookie": f"sessionid={session}"})
    asked.environ.pop("wsgi.input")

    assert most_of_environ(asked.environ) == most


def test_the_front_asks_nobody_who_may_no_longer_sign_in(client, assessment, kept_connection):
    person = members_of(assessment)[0]
    person.is_active = False
    person.save()
    cookie = f"sessionid={client.session.session_key}"
    asked = RequestFactory().post(f"/assessments/{assessment.pk}/evidence/add/", headers={"cookie": cookie})

    assert most_of_environ(asked.environ) == ORDINARY


def test_a_large_file_has_no_name_while_its_form_is_read(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    handler = NamelessFileUploadHandler()
    handler.new_file("file", "minutes.pdf", "application/pdf", 6)
    handler.receive_data_chunk(b"minute", 0)
    file = handler.file_complete(6)

    assert (file.name, file.size, file.read()) == ("minutes.pdf", 6, b"minute")
    assert list(Path(tmp_path).iterdir()) == []
    file.close()


def test_an_upload_that_breaks_off_is_closed(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    handler = NamelessFileUploadHandler()
    handler.upload_interrupted()  # before there was a file
    handler.new_file("file", "minutes.pdf", "application/pdf", 6)
    handler.upload_interrupted()

    assert handler.file.closed
