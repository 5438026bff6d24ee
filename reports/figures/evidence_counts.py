"""How many practices have evidence, and on which rungs, by record and characteristic: whole numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Count, Q

from assessments.meeting.models import OutcomeKind
from assessments.record.models import RecordPractice
from frameworks.caching import lru_cached

from .outcomes import Figure
from .records import CycleRecords, RecordEntry


class Rungs(NamedTuple):
    """A record's counts for one characteristic, or for all of them, among the practices that apply."""

    applicable: int = 0
    agreed: int = 0
    with_evidence: int = 0
    doing: int = 0
    improving: int = 0
    changing: int = 0


NOTHING = Rungs()
# Practices with at least one piece of evidence, of any rung and of each, ÷ applicable practices.
WITH_EVIDENCE = Figure("with_evidence", attrgetter("with_evidence", "applicable"))
DOING = Figure("doing", attrgetter("doing", "applicable"))
IMPROVING = Figure("improving", attrgetter("improving", "applicable"))
CHANGING = Figure("changing", attrgetter("changing", "applicable"))
FIGURES = (WITH_EVIDENCE, DOING, IMPROVING, CHANGING)


def rungs_of(records: CycleRecords, entries: Sequence[RecordEntry]) -> tuple[tuple[Rungs, ...], ...]:
    found = counted(
        records.cycle.pk, tuple(column.pk for column in records.columns), tuple(e.pk for e in records.schools)
    )
    return tuple(found[entry.pk] for entry in entries)


@lru_cached(64)
def counted(cycle_pk: int, columns: tuple[int, ...], records: tuple[int, ...]) -> dict[int, tuple[Rungs, ...]]:
    """The counts of these records; records never change, so they are counted once a process."""
    applies = RecordPractice.objects.filter(cycle=cycle_pk).exclude(outcome=OutcomeKind.DOES_NOT_APPLY)
    rows = (
        applies.order_by()
        .values("record_id", "practice__characteristic_id")
        .annotate(
            applicable=Count("pk"),
            agreed=Count("value"),
            with_evidence=Count("pk", filter=Q(pieces__gt=0)),
            **{rung: Count("pk", filter=Q(**{f"{rung}__gt": 0})) for rung in ("doing", "improving", "changing")},
        )
        .values_list("record_id", "practice__characteristic_id", *Rungs._fields)
    )
    found: defaultdict[int, dict[int, Rungs]] = defaultdict(dict)
    for record, characteristic, *counts in rows:
        found[record][characteristic] = Rungs._make(counts)
    return {pk: tuple(found[pk].get(column, NOTHING) for column in columns) for pk in records}


def total(counts: Iterable[Rungs]) -> Rungs:
    return Rungs._make(map(sum, zip(*counts, strict=True)))
