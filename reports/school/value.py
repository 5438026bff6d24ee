"""A team's record as its principal and superintendents read it, with the district's figures beside it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assessments.meeting.models import OutcomeKind
from assessments.record.models import Record, RecordEvidence, RecordPractice
from assessments.record.record_evidence import evidence_by_practice
from reports.figures import legend, outcomes
from reports.figures.measures import MEASURES, Measure
from reports.figures.records import Column, CycleRecords, RecordEntry
from reports.figures.scales import ReadScale, Writing, place

CountsOf = Callable[[RecordEntry], outcomes.Counts]


@dataclass(frozen=True)
class Comparison:
    """A team's figure beside the district's, and the range of other schools.

    ``note``: that it is thin, or why there is none; ``district_note``: why there is none for the district.
    """

    label: str
    own: str
    css: str
    note: str
    district: str
    district_note: str
    range: str


@dataclass(frozen=True)
class PracticeOutcome:
    pk: int
    code: str
    statement: str
    stakeholder_group: str
    outcome: str
    value: int | None
    place: int | None
    reason: str
    dissent: str
    locally_different: bool
    unsupported: bool
    unsupported_reason: str
    may_be_asked: bool
    evidence: tuple[RecordEvidence, ...]


@dataclass(frozen=True)
class RecordSection:
    column: Column
    figures: tuple[Comparison, ...]
    agreed: int
    applicable: int
    practices: tuple[PracticeOutcome, ...]


@dataclass(frozen=True)
class TeamReport:
    record: Record
    name: str
    overall: tuple[Comparison, ...]
    sections: tuple[RecordSection, ...]
    counted: int


def report_of(records: CycleRecords, record: Record, *, discreet: bool) -> TeamReport:
    """A record of a published cycle. ``discreet``: without district figures that could identify another school."""
    entry = next(e for e in (*records.schools, *records.teams) if e.pk == record.pk)
    practices = practices_by_characteristic(records, record)
    comparing = Comparing(records, entry, discreet)
    sections = tuple(
        RecordSection(
            column=column,
            figures=comparing.figures(entry.counts[i], counts_at(i)),
            agreed=entry.counts[i].agreed,
            applicable=entry.counts[i].applicable,
            practices=tuple(practices[column.pk]),
        )
        for i, column in enumerate(records.columns)
    )
    return TeamReport(
        record=record,
        name=entry.name,
        overall=comparing.figures(entry.total, lambda other: other.total),
        sections=sections,
        counted=len(records.schools),
    )


def counts_at(index: int) -> CountsOf:
    return lambda entry: entry.counts[index]


class Comparing:
    def __init__(self, records: CycleRecords, entry: RecordEntry, discreet: bool) -> None:
        self.scale, self.writing = records.scale, Writing()
        self.schools = records.schools
        self.others = [other for other in records.schools if other.pk != entry.pk]
        self.discreet = discreet

    def figures(self, own: outcomes.Counts, counts_of: CountsOf) -> tuple[Comparison, ...]:
        return tuple(self.beside(measure, own, counts_of) for measure in MEASURES if self.has(measure))

    def has(self, measure: Measure) -> bool:
        return measure.key != "target" or self.scale.target is not None

    def beside(self, measure: Measure, own: outcomes.Counts, counts_of: CountsOf) -> Comparison:
        figure, value = measure.figure, measure.figure.of(own)
        others = [counts_of(other) for other in self.others]
        around = outcomes.range_of_others(figure, others)
        css = (
            f"lvl-{place(value, self.scale.low, self.scale.high)}" if value is not None and not figure.is_share else ""
        )
        note, is_thin = self.note(figure, value, own)
        district = self.district(figure, counts_of, others)
        return Comparison(
            label=str(measure.label),
            own=self.writing.write(figure, value) if value is not None else str(nothing(own).sign),
            css=f"{css} {legend.THIN.css}" if is_thin and css else css,
            note=note,
            district=self.writing.write(figure, district),
            district_note=self.why_none(figure, counts_of) if district is None else "",
            range=_("%(low)s to %(high)s")
            % {"low": self.writing.write(figure, around.low), "high": self.writing.write(figure, around.high)}
            if around
            else "",
        )

    def note(self, figure: outcomes.Figure, value: Fraction | None, own: outcomes.Counts) -> tuple[str, bool]:
        if value is None:
            return str(nothing(own).words), False
        is_thin = own.is_thin and figure is not outcomes.COVERAGE
        return str(legend.THIN.words) if is_thin else "", is_thin

    def why_none(self, figure: outcomes.Figure, counts_of: CountsOf) -> str:
        counted = any(figure.counts_in_a_group(counts_of(school)) for school in self.schools)
        return _("fewer than two other schools to count") if counted else _("no school to count")

    def district(
        self, figure: outcomes.Figure, counts_of: CountsOf, others: Sequence[outcomes.Counts]
    ) -> Fraction | None:
        """The district's figure; for a reader of one school only if at least two others count in it."""
        if self.discreet and sum(figure.counts_in_a_group(o) for o in others) < outcomes.FEWEST_SCHOOLS:
            return None
        return outcomes.group_figure(figure, [counts_of(school) for school in self.schools]).value


def nothing(counts: outcomes.Counts) -> legend.Mark:
    return legend.NONE if counts.applicable else legend.NOT_APPLICABLE


def practices_by_characteristic(
    records: CycleRecords, record: Record, **which: Any
) -> Mapping[int, list[PracticeOutcome]]:
    """The record's practices in the edition's order, by characteristic; ``which`` are filters of the query."""
    rows = (
        RecordPractice.objects.filter(record=record, **which)
        .select_related("practice__stakeholder_group")
        .order_by("practice__characteristic__number", "practice__position")
    )
    evidence = evidence_by_practice(record, [row.practice_id for row in rows] if which else None)
    found: defaultdict[int, list[PracticeOutcome]] = defaultdict(list)
    for row in rows:
        found[row.practice.characteristic_id].append(outcome_of(records.scale, row, evidence))
    return found


def outcome_of(
    scale: ReadScale, row: RecordPractice, evidence: Mapping[int, Sequence[RecordEvidence]]
) -> PracticeOutcome:
    level = row.value if row.outcome == OutcomeKind.LEVEL else None
    return PracticeOutcome(
        pk=row.practice_id,
        code=row.practice.code,
        statement=row.practice.statement,
        stakeholder_group=row.practice.stakeholder_group.title if row.practice.stakeholder_group else "",
        outcome=row.get_outcome_display() if level is None else scale.label(level),
        value=row.value,
        place=None if level is None else place(level, scale.low, scale.high),
        reason=row.reason,
        dissent=row.dissent,
        locally_different=row.locally_different,
        unsupported=row.unsupported,
        unsupported_reason=row.unsupported_reason,
        may_be_asked=row.willing_to_share,
        evidence=tuple(evidence[row.practice_id]),
    )
