"""The pieces of evidence linked to the most practices of their record: a list of pieces, never of schools."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count

from assessments.record.models import RecordEvidence
from people.text import alphabetical
from reports.figures.cells import links_for
from reports.figures.records import CycleRecords, RecordEntry

# A piece is used again from its second practice on; so many of them are listed.
AGAIN, LISTED = 2, 10


class ReusedPiece(NamedTuple):
    title: str
    kind: str
    rung: str
    team: str
    family_name: str
    href: str
    codes: tuple[str, ...]
    school_pk: int | None


def pieces_used_again(
    records: CycleRecords, entries: Sequence[RecordEntry], query: str = ""
) -> tuple[ReusedPiece, ...]:
    """The pieces of these records that are linked to the most practices, without those that were withdrawn."""
    by_record, links = {entry.pk: entry for entry in entries}, links_for(records.cycle.district, query)
    found = [
        ReusedPiece(
            title=piece.title,
            kind=piece.get_kind_display(),
            rung=piece.get_rung_display(),
            team=by_record[piece.record_id].name,
            family_name=by_record[piece.record_id].family_name,
            href=f"{links.record(by_record[piece.record_id])}#p{codes[0]}",
            codes=tuple(codes),
            school_pk=by_record[piece.record_id].school_pk,
        )
        for piece, codes in linked_most(by_record).items()
    ]
    return tuple(
        sorted(found, key=lambda piece: (-len(piece.codes), alphabetical(piece.title), alphabetical(piece.team)))
    )


def linked_most(records: Iterable[int]) -> Mapping[RecordEvidence, list[str]]:
    """The pieces linked to the most practices, with the practices' codes in the edition's order, in one query."""
    most = (
        RecordEvidence.objects.filter(record__in=records, withdrawn_at=None)
        .annotate(linked=Count("practices"))
        .filter(linked__gte=AGAIN)
        .order_by("-linked", "pk")
        .values("pk")[:LISTED]
    )
    links = (
        RecordEvidence.practices.through.objects.filter(recordevidence__in=most)
        .select_related("recordevidence", "practice")
        .order_by("practice__characteristic__number", "practice__position")
    )
    found: defaultdict[RecordEvidence, list[str]] = defaultdict(list)
    for link in links:
        found[link.recordevidence].append(link.practice.code)
    return found
