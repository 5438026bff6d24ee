"""Published cycles side by side: what each team agreed, every practice under the one that continues it in the newest."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField

from assessments.models import Outcome, Record, RecordPractice
from frameworks.kept import kept_while_used
from people.prepared import Given, Prepared

from .figures import Counts
from .lines import Pairing, pairing_of
from .reading import CycleRecords, records_of

# So many cycles are drawn side by side, the newest of them.
MOST = 6
DOES_NOT_APPLY = "does not apply"
DISTRICT = Given("district", BigIntegerField())
STANDING = Prepared(
    lambda: (
        Record.objects.published()
        .filter(district=DISTRICT)
        .order_by("pk")
        .values_list("cycle", "pk", "family_id", "school__family_id")
    )
)


@dataclass(frozen=True)
class Year:
    """A published cycle as it is seen from a newer one; ``pairing`` is None where no level can be compared.

    ``said`` holds by team, under the newer edition's practice, the level agreed, that it does not apply, or None.
    """

    records: CycleRecords
    pairing: Pairing | None
    said: dict

    @property
    def cycle(self):
        """The cycle that it is of."""
        return self.records.cycle

    def has(self, entry):
        """Whether this team has a record in it."""
        return entry.key in self.said

    def counts(self, key, practices):
        """What a team agreed of these practices, as the figures take it."""
        said = [own for own in map(self.said[key].get, practices) if own != DOES_NOT_APPLY]
        levels = [own for own in said if own is not None]
        return Counts(practices=len(practices), applicable=len(said), agreed=len(levels), level_total=sum(levels))


def drawn_with(earlier, before):
    """Of the earlier cycles (newest first) those that are drawn, oldest first: the newest, and the one to compare with."""
    newest = earlier[: MOST - 1]
    return tuple(reversed(newest if before is None or before in newest else (*newest, before)))


def read_cycles(district, cycles):
    """The records of several published cycles of a district: which of them stand is asked once for all."""
    standing = defaultdict(list)
    for cycle, *row in STANDING(district=district.pk):
        standing[cycle].append(tuple(row))
    return tuple(records_of(cycle, standing[cycle.pk]) for cycle in cycles)


def seen_from(newest, records):
    """A cycle's records as they are seen from the newest: on the same scale, and on editions that a crosswalk joins."""
    cycle, last = records.cycle, newest.cycle
    pairing = pairing_of(cycle.edition_id, last.edition_id) if cycle.scale_id == last.scale_id else None
    if pairing is None:
        return Year(records, None, {})
    agreed = agreed_in(cycle.pk, tuple(entry.pk for entry in (*records.schools, *records.teams)))
    keyed = [(line.before, line.after) for line in pairing.lines]
    said = {
        entry.key: {after: agreed[entry.pk].get(before) for before, after in keyed}
        for entry in (*records.schools, *records.teams)
    }
    return Year(records, pairing, said)


@kept_while_used(32)
def agreed_in(cycle_pk, records):
    """Of each of these records, by practice: the level, or that it does not apply, or None. A record never changes."""
    found = {record: {} for record in records}
    rows = RecordPractice.objects.filter(cycle=cycle_pk).values_list("record_id", "practice_id", "outcome", "value")
    for record, practice, outcome, value in rows:
        if record in found:  # versions that were replaced stay unread
            found[record][practice] = DOES_NOT_APPLY if outcome == Outcome.DOES_NOT_APPLY else value
    return found
