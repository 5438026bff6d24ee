"""Evidence as records froze it: the same for everybody outside the team who may read the record."""

from collections import defaultdict

from django.http import FileResponse, Http404
from django.shortcuts import render

from .models import RecordEvidence


def evidence_by_practice(record, practice_ids=None):
    """The record's evidence as it was frozen, under every practice it speaks for; withdrawn pieces keep their place."""
    pieces = RecordEvidence.objects.filter(record=record)
    if practice_ids is not None:
        pieces = pieces.filter(practices__in=practice_ids).distinct()
    found = defaultdict(list)
    for piece in pieces.prefetch_related("practices"):
        piece.leads_out = piece.url.startswith(("https://", "http://"))
        for practice in piece.practices.all():
            found[practice.pk].append(piece)
    return found


def answer_with_file(request, piece):
    """A frozen file as a download, never shown in place; after a withdrawal a page that says so."""
    if piece.withdrawn_at:
        return render(request, "assessments/frozen_withdrawn.html", {"piece": piece}, status=410)
    if not piece.file or not piece.file.storage.exists(piece.file.name):
        raise Http404
    response = FileResponse(
        piece.file.open(), as_attachment=True, filename=piece.file_name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
