"""Pieces of evidence that speak for the most practices of their record. Of a piece, never of a school."""

from typing import NamedTuple

from django.db.models import Count

from assessments.models import RecordEvidence
from people.text import alphabetical

from .cells import links_for

# A piece is used again from its second practice on; so many of them are listed.
AGAIN, LISTED = 2, 10


class ReusedPiece(NamedTuple):
    """A piece, whose it is, and the practices that it is linked to."""

    title: str
    kind: str
    rung: str
    team: str
    family_name: str
    href: str
    codes: tuple


def pieces_used_again(records, entries, query=""):
    """The pieces of these records that are linked to the most practices; what was withdrawn is not among them."""
    by_record, links = {entry.pk: entry for entry in entries}, links_for(records.cycle.district, query)
    most = (
        RecordEvidence.objects.filter(record__in=by_record, withdrawn_at=None)
        .annotate(linked=Count("practices"))
        .filter(linked__gte=AGAIN)
        .order_by("-linked", "pk")
        .prefetch_related("practices__characteristic")[:LISTED]
    )
    found = [reused(piece, by_record[piece.record_id], links) for piece in most]
    return tuple(sorted(found, key=lambda piece: (-len(piece.codes), alphabetical(piece.title), piece.team)))


def reused(piece, entry, links):
    """A piece as the list shows it, leading to the first practice that it speaks for."""
    linked = sorted(piece.practices.all(), key=lambda practice: (practice.characteristic.number, practice.position))
    codes = tuple(practice.code for practice in linked)
    href = f"{links.record(entry)}#p{codes[0]}"
    return ReusedPiece(
        piece.title, piece.get_kind_display(), piece.get_rung_display(), entry.name, entry.family_name, href, codes
    )
