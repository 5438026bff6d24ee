"""Evidence frozen in records, the same for everybody who may read the record."""

from collections import defaultdict

from django.http import FileResponse, Http404
from django.shortcuts import render

from .models import RecordEvidence


def evidence_by_practice(record, practice_ids=None):
    links = RecordEvidence.practices.through.objects.filter(recordevidence__record=record)
    if practice_ids is not None:
        links = links.filter(practice__in=practice_ids)
    links = list(links.order_by("recordevidence").values_list("practice", "recordevidence"))
    pieces = RecordEvidence.objects.in_bulk({piece for _practice, piece in links})
    for piece in pieces.values():
        piece.leads_out = piece.url.startswith(("https://", "http://"))
    found = defaultdict(list)
    for practice, piece in links:
        found[practice].append(pieces[piece])
    return found


def answer_with_file(request, piece):
    """A frozen file as a download, never inline; after a withdrawal a page that says so."""
    if piece.withdrawn_at:
        return render(request, "assessments/record/frozen_withdrawn.html", {"piece": piece}, status=410)
    if not piece.file or not piece.file.storage.exists(piece.file.name):
        raise Http404
    response = FileResponse(
        piece.file.open(), as_attachment=True, filename=piece.file_name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
