"""A team's record as its principal and superintendents read it, with the district's figures beside it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.frozen import evidence_by_practice
from assessments.models import Outcome, RecordPractice

from . import figures
from .measures import MEASURES
from .scales import Writing, place


@dataclass(frozen=True)
class Beside:
    """A figure of the team with what it may be compared with: the district's, and from lowest to highest."""

    label: str
    own: str
    css: str
    district: str
    range: str


@dataclass(frozen=True)
class PracticeOutcome:
    """What the team agreed for one practice, why, and what it rests on."""

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
    evidence: tuple


@dataclass(frozen=True)
class Section:
    """A characteristic of the record."""

    column: object
    figures: tuple
    agreed: int
    applicable: int
    practices: tuple


@dataclass(frozen=True)
class TeamReport:
    """A record, whole."""

    record: object
    name: str
    overall: tuple
    sections: tuple
    counted: int


def report_of(records, record, *, discreet):
    """A record of a published cycle. ``discreet``: no district figure by which another school would be known."""
    entry = next(e for e in (*records.schools, *records.teams) if e.pk == record.pk)
    practices = practices_by_characteristic(records, record)
    comparing = Comparing(records, entry, discreet)
    sections = tuple(
        Section(
            column=column,
            figures=comparing.figures(entry.counts[i], lambda other, i=i: other.counts[i]),
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


class Comparing:
    """Sets a team's figures beside the district's."""

    def __init__(self, records, entry, discreet):
        self.scale, self.writing = records.scale, Writing()
        self.schools = records.schools
        self.others = [other for other in records.schools if other.pk != entry.pk]
        self.discreet = discreet

    def figures(self, own, counts_of):
        """Every measure: the team's, the district's, and the range of at least five other schools."""
        return tuple(self.beside(measure, own, counts_of) for measure in MEASURES if self.has(measure))

    def has(self, measure):
        """Whether the scale has this measure: without a target level there is no share at or above it."""
        return measure.key != "target" or self.scale.target is not None

    def beside(self, measure, own, counts_of):
        """One measure of the team beside the district's."""
        figure, value = measure.figure, measure.figure.of(own)
        others = [counts_of(other) for other in self.others]
        around = figures.range_of_others(figure, others)
        css = (
            f"lvl-{place(value, self.scale.low, self.scale.high)}" if value is not None and not figure.is_share else ""
        )
        return Beside(
            label=str(measure.label),
            own=self.writing.write(figure, value),
            css=css,
            district=self.writing.write(figure, self.district(figure, counts_of, others)),
            range=_("%(low)s to %(high)s")
            % {"low": self.writing.write(figure, around.low), "high": self.writing.write(figure, around.high)}
            if around
            else "",
        )

    def district(self, figure, counts_of, others):
        """The district's figure; to one school's reader only where at least two others are in it."""
        if self.discreet and sum(figure.counts_in_a_group(o) for o in others) < figures.FEWEST_SCHOOLS:
            return None
        return figures.group_figure(figure, [counts_of(school) for school in self.schools]).value


def practices_by_characteristic(records, record, **which):
    """The record's practices in the edition's order, by characteristic; ``which`` of them, as a filter says it."""
    rows = (
        RecordPractice.objects.filter(record=record, **which)
        .select_related("practice__stakeholder_group")
        .order_by("practice__characteristic__number", "practice__position")
    )
    evidence = evidence_by_practice(record, [row.practice_id for row in rows] if which else None)
    found = defaultdict(list)
    for row in rows:
        found[row.practice.characteristic_id].append(outcome_of(records.scale, row, evidence))
    return found


def outcome_of(scale, row, evidence):
    """One practice as the page says it."""
    rated = row.outcome == Outcome.LEVEL
    return PracticeOutcome(
        pk=row.practice_id,
        code=row.practice.code,
        statement=row.practice.statement,
        stakeholder_group=row.practice.stakeholder_group.title if row.practice.stakeholder_group else "",
        outcome=scale.label(row.value) if rated else row.get_outcome_display(),
        value=row.value,
        place=place(row.value, scale.low, scale.high) if rated else None,
        reason=row.reason,
        dissent=row.dissent,
        locally_different=row.locally_different,
        unsupported=row.unsupported,
        unsupported_reason=row.unsupported_reason,
        may_be_asked=row.willing_to_share,
        evidence=tuple(evidence[row.practice_id]),
    )
