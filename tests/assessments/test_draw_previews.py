"""Pictures from before there were small ones get theirs; what cannot be drawn, or is gone, stays as it was."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from assessments import actions, previews
from assessments.uploads import checked
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def picture(colour):
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, "PNG")
    return written.getvalue()


def upload(assessment, content, name="wall.png"):
    """A piece as it was kept before there were small pictures."""
    file = checked(ContentFile(content, name=name))
    described = {"carrier": "file", "kind": "document", "rung": "doing", "title": name, "upload": file}
    piece = actions.add_evidence(assessment=assessment, practice=None, by=None, **described)
    if piece.has_preview:
        piece.file.storage.delete(piece.preview_name)
        type(piece).objects.filter(pk=piece.pk).update(has_preview=False)
    return piece


def draw():
    said = io.StringIO()
    call_command("draw_previews", stdout=said)
    return said.getvalue().strip()


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
    actions.withdraw_evidence(evidence=gone, by=None)
    assert draw() == "Drew 0 of 1 pictures that had no small one."
    assert not actions.draw_preview(evidence=gone)
    assert not lost.file.storage.exists(lost.preview_name)


def test_a_picture_of_more_pixels_than_are_taken_now_stays_a_download(monkeypatch):
    piece = upload(make_meeting(), picture("navy"))
    monkeypatch.setattr(previews, "MOST_PIXELS", 100)
    assert draw() == "Drew 0 of 1 pictures that had no small one."
    piece.refresh_from_db()
    assert not piece.has_preview
