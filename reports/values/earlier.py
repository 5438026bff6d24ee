"""What the same team agreed a cycle earlier, practice by practice, also where the edition has changed since."""

from dataclasses import dataclass

from assessments.models import Outcome, Record, RecordPractice
from frameworks.comparison import continuations

ROSE, FELL, STAYED = "rose", "fell", "stayed"


@dataclass(frozen=True)
class EarlierOutcome:
    """An outcome of the cycle before: a level, or in words what else the team said; ``change`` where both are levels."""

    value: int | None
    words: str
    change: str | None


@dataclass(frozen=True)
class Earlier:
    """The team's record of the cycle before, as far as it speaks of the same practices.

    ``outcomes`` is by practice of the later cycle; it is empty where the scale was another one.
    """

    cycle: object
    same_scale: bool
    outcomes: dict

    def number(self, change):
        """For how many practices the level rose, fell or stayed."""
        return sum(outcome.change == change for outcome in self.outcomes.values())

    @property
    def rose(self):
        """For how many it is higher now."""
        return self.number(ROSE)

    @property
    def fell(self):
        """For how many it is lower now."""
        return self.number(FELL)

    @property
    def stayed(self):
        """For how many it is the same."""
        return self.number(STAYED)

    @property
    def compared(self):
        """For how many both cycles have a level."""
        return self.rose + self.fell + self.stayed


def earlier_of(records, entry, cycles, practices):
    """The record before this one, of the same school or district team; None for the first.

    ``practices``: the outcomes of the later record, each with ``pk`` of its practice and ``value``.
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
        return Earlier(cycle, False, {})
    said = outcomes_of(found[cycle.pk])
    before = pairs(records.cycle.edition_id, cycle.edition_id, [practice.pk for practice in practices], said)
    outcomes = {
        practice.pk: outcome_before(records.scale, practice, said[before[practice.pk]])
        for practice in practices
        if practice.pk in before
    }
    return Earlier(cycle, True, outcomes)


def outcomes_of(record):
    """What a record says of each practice."""
    return {row.practice_id: row for row in RecordPractice.objects.filter(record=record)}


def pairs(edition, older_edition, practices, said):
    """Of each practice the one that stood for it then: itself, or the only one that it continues and no other does."""
    if edition == older_edition:
        return {practice: practice for practice in practices if practice in said}
    back, on = continuations(edition, older_edition), continuations(older_edition, edition)
    found = {}
    for practice in practices:
        before = back.get(practice, set())
        if len(before) == 1:
            (only,) = before
            if on.get(only) == {practice} and only in said:
                found[practice] = only
    return found


def outcome_before(scale, practice, row):
    """An outcome of the cycle before, beside that of now."""
    if row.outcome != Outcome.LEVEL:
        return EarlierOutcome(None, row.get_outcome_display(), None)
    change = None
    if practice.value is not None:
        change = ROSE if practice.value > row.value else FELL if practice.value < row.value else STAYED
    return EarlierOutcome(row.value, f"{row.value} {scale.label(row.value)}", change)
