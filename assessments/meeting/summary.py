"""The summary of a meeting: what was agreed, what is open, what to do next."""

from dataclasses import dataclass

from assessments.evidence.queries import evidence_by_practice

from .agenda import Queued, agenda_of
from .models import OutcomeKind


@dataclass(frozen=True)
class SummaryLine:
    entry: Queued
    kinds: int
    asked: int

    @property
    def is_unsupported(self):
        return self.kinds < self.asked


@dataclass(frozen=True)
class Summary:
    lines: tuple[SummaryLine, ...]

    def with_outcome(self, *kinds):
        return [line for line in self.lines if line.entry.outcome and line.entry.outcome.kind in kinds]

    @property
    def total(self):
        return len(self.lines)

    @property
    def levels(self):
        return self.with_outcome(OutcomeKind.LEVEL)

    @property
    def no_agreement(self):
        return self.with_outcome(OutcomeKind.NO_AGREEMENT)

    @property
    def not_enough(self):
        return self.with_outcome(OutcomeKind.NOT_ENOUGH_INFORMATION)

    @property
    def not_applying(self):
        return self.with_outcome(OutcomeKind.DOES_NOT_APPLY)

    @property
    def parked(self):
        return [line for line in self.lines if line.entry.parked and not line.entry.outcome]

    @property
    def not_discussed(self):
        return [line for line in self.lines if not line.entry.outcome and not line.entry.parked]

    @property
    def open(self):
        return [*self.parked, *self.not_discussed]

    @property
    def unsupported(self):
        return [line for line in self.lines if line.is_unsupported]

    @property
    def dissent(self):
        return [line for line in self.lines if line.entry.outcome and line.entry.outcome.dissent]

    @property
    def is_complete(self):
        return not self.open

    @property
    def by_characteristic(self):
        groups = {}
        for line in self.lines:
            if line.entry.outcome:
                groups.setdefault(line.entry.practice.characteristic, []).append(line)
        return groups


def summary_of(assessment, reader):
    linked = evidence_by_practice(assessment)
    lines = []
    for entry in agenda_of(assessment, reader).entries:
        level = entry.outcome.level if entry.outcome else None
        kinds = len({piece.kind for piece in linked[entry.practice.pk]})
        lines.append(SummaryLine(entry, kinds, level.kinds_of_evidence if level else 0))
    lines.sort(key=lambda line: (line.entry.practice.characteristic.number, line.entry.practice.position))
    return Summary(tuple(lines))
