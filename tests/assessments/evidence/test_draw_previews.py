"""Small pictures are drawn by the worker, or the command; what cannot be drawn, or is gone, stays as it was."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from PIL import Image

from assessments.evidence.actions import pieces
from assessments.evidence.actions import previews as preview_actions
from assessments.evidence.actions.previews import keep_preview
from assessments.evidence.files import previews as preview_files
from assessments.evidence.files.uploads import checked
from people.mail.sending import send_queued
from tests.factories import make_meeting
from tests.worker import work

pytestmark = pytest.mark.django_db


def picture(colour, file_format="PNG"):
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, file_format)
    return written.getvalue()


def upload(assessment, content, name="wall.png"):
    """A piece right after its upload."""
    file = checked(ContentFile(content, name=name), as_it_is=True)
    described = {"carrier": "file", "kind": "document", "rung": "doing", "title": name, "upload": file}
    return pieces.add_evidence(assessment=assessment, practice=None, by=None, **described)


def draw(*options):
    said = io.StringIO()
    call_command("draw_previews", *options, stdout=said)
    return said.getvalue().strip()


def test_the_worker_draws_the_small_picture_and_until_then_the_piece_is_whole_without():
    piece = upload(make_meeting(), picture("navy"))
    assert not piece.has_preview
    assert piece.file.storage.exists(piece.file.name)
    work()
    piece.refresh_from_db()
    assert piece.has_preview
    with piece.file.storage.open(piece.preview_name) as small:
        assert Image.open(small).size == (40, 30)


def test_what_people_asked_for_is_made_before_small_pictures():
    upload(make_meeting(), picture("navy"))
    assert DBTaskResult.objects.get().priority < send_queued.priority < 0


def test_a_file_that_is_no_picture_asks_the_worker_for_nothing():
    upload(make_meeting(), b"Minutes", name="minutes.txt")
    assert not DBTaskResult.objects.exists()


def test_a_task_is_there_with_its_piece_or_not_at_all():
    with transaction.atomic():
        upload(make_meeting(), picture("navy"))
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_the_same_file_has_its_small_picture_at_once():
    assessment = make_meeting()
    upload(assessment, picture("navy"))
    draw()
    again = upload(assessment, picture("navy"))
    assert again.has_preview
    assert DBTaskResult.objects.count() == 1


def test_two_pieces_with_one_file_share_the_small_picture():
    assessment = make_meeting()
    first, second = upload(assessment, picture("navy")), upload(assessment, picture("navy"))
    assert draw() == "Drew 2 of 2 pictures that had no small one."
    assert first.preview_name == second.preview_name
    files = Path(first.file.path).parent.glob(f"{Path(first.file.name).name}*")
    assert {file.name for file in files} == {Path(first.file.name).name, Path(first.preview_name).name}


def test_what_cannot_be_drawn_is_tried_once():
    piece = upload(make_meeting(), picture("navy")[:60])
    work()
    piece.refresh_from_db()
    assert (piece.has_preview, piece.preview_failed) == (False, True)
    assert draw() == "Drew 0 of 0 pictures that had no small one."
    assert draw("--again") == "Drew 0 of 1 pictures that had no small one."


def test_what_could_not_be_drawn_may_be_tried_again():
    piece = upload(make_meeting(), picture("navy"))
    type(piece).objects.filter(pk=piece.pk).update(preview_failed=True)
    assert draw("--again") == "Drew 1 of 1 pictures that had no small one."
    piece.refresh_from_db()
    assert (piece.has_preview, piece.preview_failed) == (True, False)


def test_what_is_withdrawn_while_it_is_drawn_leaves_no_picture():
    piece = upload(make_meeting(), picture("navy"))
    pieces.withdraw_evidence(evidence=piece, by=None)
    assert not keep_preview(evidence=piece, preview=b"small")
    assert not piece.file.storage.exists(piece.preview_name)


def test_a_picture_from_before_gets_its_small_one_once():
    piece = upload(make_meeting(), picture("navy"))
    assert draw() == "Drew 1 of 1 pictures that had no small one."
    piece.refresh_from_db()
    with piece.file.storage.open(piece.preview_name) as small:
        assert Image.open(small).format == "WEBP"
    assert piece.has_preview
    assert draw() == "Drew 0 of 0 pictures that had no small one."


def test_what_is_no_picture_was_lost_or_was_withdrawn_stays_as_it_was():
    assessment = make_meeting()
    upload(assessment, b"Minutes", name="minutes.txt")
    lost, gone = upload(assessment, picture("teal")), upload(assessment, picture("olive"))
    lost.file.storage.delete(lost.file.name)
    pieces.withdraw_evidence(evidence=gone, by=None)
    assert draw() == "Drew 0 of 1 pictures that had no small one."
    assert not preview_actions.draw_preview(evidence=gone)
    assert not lost.file.storage.exists(lost.preview_name)


def test_a_picture_that_is_painted_too_often_stays_a_download(monkeypatch):
    piece = upload(make_meeting(), picture("navy", "JPEG"), name="wall.jpg")
    monkeypatch.setattr(preview_files, "MOST_SCANS", -1)
    assert draw() == "Drew 0 of 1 pictures that had no small one."
    piece.refresh_from_db()
    assert not piece.has_preview
