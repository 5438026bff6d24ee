"""Small pictures of evidence: asked for with the upload, drawn by the task worker."""

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task
from django_tasks.base import TASK_MIN_PRIORITY

from ..files.previews import FORMATS, preview_of
from ..models import Evidence


def ask_for_preview(evidence):
    """Have a piece's small picture drawn; the task is there with this transaction, or not at all."""
    if evidence.file_type in FORMATS and not evidence.has_preview:
        make_preview.enqueue(evidence.pk)


@task(priority=TASK_MIN_PRIORITY)  # what a person waits for, such as a file they asked for, is made first
def make_preview(pk):
    """Draw the small picture of a piece: the worker's part."""
    evidence = Evidence.objects.without_preview().filter(pk=pk).first()
    if evidence:
        draw_preview(evidence=evidence)


def draw_preview(*, evidence):
    """Draw a piece's small picture; whether there is one now. Nothing is locked while it is drawn."""
    storage = evidence.file.storage
    if not storage.exists(evidence.file.name):
        return False
    if storage.exists(evidence.preview_name):  # of the same file in another piece
        return keep_preview(evidence=evidence, preview=None)
    with storage.open(evidence.file.name) as file:
        preview = preview_of(file.read(), evidence.file_type)
    return keep_preview(evidence=evidence, preview=preview)


@transaction.atomic
def keep_preview(*, evidence, preview):
    """Keep a small picture beside its file (None: it is there); where none could be drawn, that is kept for good."""
    waiting = Evidence.objects.filter(file=evidence.file.name, withdrawn_at=None, has_preview=False)
    evidence = waiting.select_for_update().filter(pk=evidence.pk).first()
    if evidence is None:  # withdrawn, deleted or drawn meanwhile
        return False
    if preview and not evidence.file.storage.exists(evidence.preview_name):
        evidence.file.storage.save(evidence.preview_name, ContentFile(preview))
    evidence.has_preview = preview is None or bool(preview)
    evidence.preview_failed = not evidence.has_preview
    evidence.save(update_fields=["has_preview", "preview_failed"])
    return evidence.has_preview
