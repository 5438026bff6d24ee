"""Small pictures of evidence: requested with the upload, drawn by the task worker."""

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task
from django_tasks.base import TASK_MIN_PRIORITY

from ..files.previews import FORMATS, preview_of
from ..models import Evidence


def ask_for_preview(evidence: Evidence) -> None:
    """Enqueue the drawing of a piece's small picture, in the current transaction."""
    if evidence.file_type in FORMATS and not evidence.has_preview:
        make_preview.enqueue(evidence.pk)


@task(priority=TASK_MIN_PRIORITY)  # what a person waits for, such as a file they asked for, is made first
def make_preview(pk: int) -> None:
    evidence = Evidence.objects.without_preview().filter(pk=pk).first()
    if evidence:
        draw_preview(evidence=evidence)


def draw_preview(*, evidence: Evidence) -> bool:
    """Draw a piece's small picture, without a lock; return whether it has one now."""
    storage = evidence.file.storage
    if not storage.exists(evidence.file.name):
        return False
    if storage.exists(evidence.preview_name):  # of the same file in another piece
        return keep_preview(evidence=evidence, preview=None)
    with storage.open(evidence.file.name) as file:
        preview = preview_of(file.read(), evidence.file_type)
    return keep_preview(evidence=evidence, preview=preview)


@transaction.atomic
def keep_preview(*, evidence: Evidence, preview: bytes | None) -> bool:
    """Store a small picture beside its file. None means that it is stored already, empty that none can be drawn."""
    waiting = Evidence.objects.filter(file=evidence.file.name, withdrawn_at=None, has_preview=False)
    piece = waiting.select_for_update().filter(pk=evidence.pk).first()
    if piece is None:  # withdrawn, deleted or drawn meanwhile
        return False
    if preview and not piece.file.storage.exists(piece.preview_name):
        piece.file.storage.save(piece.preview_name, ContentFile(preview))
    piece.has_preview = preview is None or bool(preview)
    piece.preview_failed = not piece.has_preview
    piece.save(update_fields=["has_preview", "preview_failed"])
    return piece.has_preview
