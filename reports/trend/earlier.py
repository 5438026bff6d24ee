"""What the same team agreed one cycle earlier, by practice, even if the edition has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from assessments.cycles.models import Cycle
from assessments.meeting.models import OutcomeKind
from assessments.record.models import Record, RecordPractice
from frameworks.edition_mapping import EditionMapping, mapping_between
from reports.figures.cycles import Cycles
from reports.figures.records import CycleRecords, RecordEntry
from reports.figures.scales import ReadScale

from .comparison import Way, way
from .practice_lines import Coded, note_of, texts_of


class OutcomeNow(Coded, Protocol):
    @property
    def pk(self) -> int: ...

    @property
    def value(self) -> int | None: ...


@dataclass(frozen=True)
class EarlierOutcome:
    """An outcome of the cycle before: a level, or another outcome in words; ``change`` if both are levels.

    ``note`` says what became of the practice between two editions; empty if nothing did.
    """

    value: int | None
    words: str
    change: Way | None
    note: str


@dataclass(frozen=True)
class Earlier:
    """The team's record of the cycle before, for the practices that both have.

    ``outcomes`` is by practice of the later cycle; ``apart`` says of the others why they have no earlier outcome.
    Both are empty if the scale was another one, or if no crosswalk joins the editions.
    """

    cycle: Cycle
    same_scale: bool
    mapping: EditionMapping | None
    outcomes: dict[int, EarlierOutcome]
    apart: dict[int, str]

    def number(self, change: Way) -> int:
        return sum(outcome.change == change for outcome in self.outcomes.values())

    @property
    def rose(self) -> int:
        return self.number(Way.ROSE)

    @property
    def fell(self) -> int:
        return self.number(Way.FELL)

    @property
    def stayed(self) -> int:
        return self.number(Way.STAYED)

    @property
    def compared(self) -> int:
        return self.rose + self.fell + self.stayed


def earlier_of(
    records: CycleRecords, entry: RecordEntry, cycles: Cycles, practices: Sequence[OutcomeNow]
) -> Earlier | None:
    """The record before this one, of the same school or district team; None for the first.

    ``practices``: the outcomes of the later record, each with its practice's ``pk`` and its ``value``.
    """
    older = cycles.published[cycles.published.index(cycles.chosen) + 1 :]
    whose = {"school": entry.school_pk} if entry.school_pk else {"assessment__team": entry.team_pk}
    found = {
        record.cycle_id: record
        for record in Record.objects.published().filter(cycle__in=[cycle.pk for cycle in older], **whose)
    }
    cycle = next((cycle for cycle in older if cycle.pk in found), None)
    if cycle is None:
        return None
    if cycle.scale_id != records.cycle.scale_id:
        return Earlier(cycle, False, None, {}, {})
    mapping = mapping_between(cycle.edition_id, records.cycle.edition_id)
    if mapping is None:
        return Earlier(cycle, True, None, {}, {})
    said, then, lines = outcomes_of(found[cycle.pk]), texts_of(cycle), mapping.by_after
    outcomes = {
        practice.pk: outcome_before(
            records.scale, practice, said.get(line.before), note_of(line, practice, then[line.before])
        )
        for practice in practices
        if (line := lines.get(practice.pk))
    }
    apart = {pk: str(relation.label) for pk, relation in mapping.started}
    return Earlier(cycle, True, mapping, outcomes, apart)


def outcomes_of(record: Record) -> dict[int, RecordPractice]:
    return {row.practice_id: row for row in RecordPractice.objects.filter(record=record)}


def outcome_before(scale: ReadScale, practice: OutcomeNow, row: RecordPractice | None, note: str) -> EarlierOutcome:
    if row is None or row.outcome != OutcomeKind.LEVEL:
        outcome = OutcomeKind.NOT_DISCUSSED if row is None else OutcomeKind(row.outcome)
        return EarlierOutcome(None, str(outcome.label), None, note)
    value = cast(int, row.value)
    return EarlierOutcome(value, f"{value} {scale.label(value)}", way(value, practice.value), note)
