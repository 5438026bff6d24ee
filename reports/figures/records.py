"""Reading records: all that reports need of a published cycle, in three queries however many people rated.

A record never changes, so what was read of it is cached; which records are current is queried every time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BigIntegerField
from django.utils.translation import get_language

from assessments.cycles.models import Cycle
from assessments.record.models import Record, RecordCharacteristic
from districts.roles.roles_held import Overseen
from frameworks.caching import lru_cached, ttl_cached
from frameworks.models.edition import Characteristic, Edition
from people.prepared import Parameter, Prepared
from people.text import alphabetical

from .outcomes import NOTHING, Counts, added
from .scales import ReadScale, read_scale

CYCLE, EDITION = Parameter("cycle", BigIntegerField()), Parameter("edition", BigIntegerField())
# What may change of a current record: that it stands, where its school belongs, and whose it is, where look-alikes
# are made one.
WHERE = ("family_id", "school__family_id", "school_id", "assessment__team_id")
CURRENT = Prepared(lambda: Record.objects.published().filter(cycle=CYCLE).order_by("pk").values_list("pk", *WHERE))
# What is kept, once read; of every version, since an index leads to a whole cycle.
NAMES = ("family_name", "school_name", "team_name")
COUNTS = Prepared(
    lambda: RecordCharacteristic.objects.filter(cycle=CYCLE).values_list(
        "record_id", "characteristic_id", *Counts._fields
    )
)
# In the order in which they were written, since the last one names the family.
WHOSE = Prepared(
    lambda: (
        Record.objects.filter(cycle=CYCLE).order_by("pk").values_list("pk", "assessment__team_id", "school_id", *NAMES)
    )
)
COLUMNS = Prepared(
    lambda: (
        Characteristic.objects.filter(edition=EDITION)
        .order_by("number")
        .values_list("pk", "number", "short_name", "title")
    )
)


# Its key, its family's then and now, its school and its team.
CurrentRow = tuple[int, int | None, int | None, int | None, int]


class Column(NamedTuple):
    pk: int
    number: int
    short_name: str
    title: str


@dataclass(frozen=True)
class RecordEntry:
    """A current record of a published cycle, with the names of its day and its counts by column."""

    pk: int
    team_pk: int
    school_pk: int | None
    family_pk: int | None
    family_now: int | None
    family_name: str
    name: str
    counts: tuple[Counts, ...]
    total: Counts

    @property
    def key(self) -> str:
        return f"s{self.school_pk}" if self.school_pk else f"t{self.team_pk}"


@dataclass(frozen=True)
class CycleRecords:
    cycle: Cycle
    scale: ReadScale
    columns: tuple[Column, ...]
    schools: tuple[RecordEntry, ...]
    teams: tuple[RecordEntry, ...]

    def index(self, number: int) -> int | None:
        return next((i for i, column in enumerate(self.columns) if column.number == number), None)

    def entry(self, key: str) -> RecordEntry | None:
        return next((entry for entry in (*self.schools, *self.teams) if entry.key == key), None)


def columns_of(edition: Edition) -> tuple[Column, ...]:
    if (get_language() or "")[:2] == edition.language:
        return own_columns_of(edition.pk)
    return tuple(Column(c.pk, c.number, c.words_short_name, c.title) for c in translated_of(edition.pk))


@ttl_cached
def own_columns_of(edition_id: int) -> tuple[Column, ...]:
    return tuple(map(Column._make, COLUMNS(edition=edition_id)))


@ttl_cached
def translated_of(edition_id: int) -> tuple[Characteristic, ...]:
    characteristics = Characteristic.objects.filter(edition=edition_id)
    return tuple(characteristics.order_by("number").prefetch_related("translations"))


def counts_by_record(cycle: int) -> dict[int, dict[int, Counts]]:
    found: defaultdict[int, dict[int, Counts]] = defaultdict(dict)
    for row in COUNTS(cycle=cycle):
        found[row[0]][row[1]] = Counts._make(row[2:])
    return found


def entries_of(cycle: Cycle, columns: Sequence[Column], current: Sequence[CurrentRow]) -> tuple[RecordEntry, ...]:
    return entries(cycle.pk, tuple(column.pk for column in columns), tuple(current))


@lru_cached(128)
def entries(cycle_pk: int, columns: tuple[int, ...], current: tuple[CurrentRow, ...]) -> tuple[RecordEntry, ...]:
    """The entries of these records, cached: about a hundred kilobytes for seventy schools."""
    counts = counts_by_record(cycle_pk)  # also of versions that were replaced, which nobody asks for below
    families = {pk: (family, family_now) for pk, family, family_now, *_whose in current}
    rows = [row for row in WHOSE(cycle=cycle_pk) if row[0] in families]
    # Renamed while teams closed, a family is one all the same, by the name that it had last.
    last_name = {families[pk][0]: family_name for pk, _team, _school, family_name, *_names in rows}
    found = []
    for pk, team, school, family_name, school_name, team_name in rows:
        own = tuple(counts[pk].get(column, NOTHING) for column in columns)
        name = school_name if school else team_name
        family_name = last_name[families[pk][0]] if families[pk][0] else family_name
        found.append(RecordEntry(pk, team, school, *families[pk], family_name, name, own, added(own)))
    return tuple(sorted(found, key=lambda entry: alphabetical(entry.name)))


def read_cycle(cycle: Cycle) -> CycleRecords:
    """The records of a published cycle, with its scale and characteristics; no records for any other cycle."""
    return records_of(cycle, CURRENT(cycle=cycle.pk))


def records_of(cycle: Cycle, current: Sequence[CurrentRow]) -> CycleRecords:
    """The same from the rows of the records that are current."""
    columns = columns_of(cycle.edition)
    found = entries_of(cycle, columns, current)
    return CycleRecords(
        cycle=cycle,
        scale=read_scale(cycle.scale_id),
        columns=columns,
        schools=tuple(entry for entry in found if entry.school_pk),
        teams=tuple(entry for entry in found if not entry.school_pk),
    )


def visible_entries(entries: tuple[RecordEntry, ...], overseen: Overseen) -> tuple[RecordEntry, ...]:
    """The schools a superintendent reads: all if ``overseen`` is None, else those in these families now."""
    return tuple(entry for entry in entries if entry.family_now in overseen)


def families_in(entries: Sequence[RecordEntry]) -> list[tuple[str, int]]:
    """The families of these schools on the day of their records, by name, to filter by."""
    found = {(e.family_name, e.family_pk) for e in entries if e.family_pk}
    return sorted(found, key=lambda family: alphabetical(family[0]))
