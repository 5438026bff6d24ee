"""What a team takes home from its meeting: what was agreed, what stayed open, what to do next."""

from dataclasses import dataclass

from assessments.evidence.queries import evidence_by_practice

from .agenda import Queued, agenda_of
from .models import OutcomeKind


@dataclass(frozen=True)
class SummaryLine:
    """One practice in the summary, with how many kinds of evidence are linked and how many its level asks for."""

    entry: Queued
    kinds: int
    asked: int

    @property
    def is_unsupported(self):
        """Whether it was agreed at a level that asks for more."""
        return self.kinds < self.asked


@dataclass(frozen=True)
class Summary:
    """All practices of a meeting in the edition's order, sorted into what happened to them."""

    lines: tuple

    def with_outcome(self, *kinds):
        """The practices with one of these outcomes."""
        return [line for line in self.lines if line.entry.outcome and line.entry.outcome.kind in kinds]

    @property
    def total(self):
        """How many practices there are."""
        return len(self.lines)

    @property
    def levels(self):
        """Those with a level."""
        return self.with_outcome(OutcomeKind.LEVEL)

    @property
    def no_agreement(self):
        """Those on which the team could not agree."""
        return self.with_outcome(OutcomeKind.NO_AGREEMENT)

    @property
    def not_enough(self):
        """Those about which it knows too little."""
        return self.with_outcome(OutcomeKind.NOT_ENOUGH_INFORMATION)

    @property
    def not_applying(self):
        """Those that do not apply."""
        return self.with_outcome(OutcomeKind.DOES_NOT_APPLY)

    @property
    def parked(self):
        """Those left for later that still have no outcome."""
        return [line for line in self.lines if line.entry.parked and not line.entry.outcome]

    @property
    def not_discussed(self):
        """Those without an outcome that nobody parked."""
        return [line for line in self.lines if not line.entry.outcome and not line.entry.parked]

    @property
    def open(self):
        """Those without an outcome, parked or not discussed."""
        return [*self.parked, *self.not_discussed]

    @property
    def unsupported(self):
        """Those agreed with less evidence than their level asks for."""
        return [line for line in self.lines if line.is_unsupported]

    @property
    def dissent(self):
        """Those that are seen differently."""
        return [line for line in self.lines if line.entry.outcome and line.entry.outcome.dissent]

    @property
    def is_complete(self):
        """Whether every practice has an outcome."""
        return not self.open

    @property
    def by_characteristic(self):
        """Those with an outcome, by their characteristic."""
        groups = {}
        for line in self.lines:
            if line.entry.outcome:
                groups.setdefault(line.entry.practice.characteristic, []).append(line)
        return groups


def summary_of(assessment, reader):
    """The summary of a meeting as it stands."""
    linked = evidence_by_practice(assessment)
    lines = []
    for entry in agenda_of(assessment, reader).entries:
        level = entry.outcome.level if entry.outcome else None
        kinds = len({piece.kind for piece in linked[entry.practice.pk]})
        lines.append(SummaryLine(entry, kinds, level.kinds_of_evidence if level else 0))
    lines.sort(key=lambda line: (line.entry.practice.characteristic.number, line.entry.practice.position))
    return Summary(tuple(lines))
