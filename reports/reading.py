"""Reading records: what reports know of a published cycle, in three queries however many people rated."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language

from assessments.models import Record, RecordCharacteristic
from frameworks.kept import kept
from frameworks.models import Characteristic
from people.text import alphabetical

from .figures import NOTHING, Counts, added
from .scales import ReadScale, read_scale


class Column(NamedTuple):
    """A characteristic as a table's column."""

    pk: int
    number: int
    short_name: str
    title: str


@dataclass(frozen=True)
class Entry:
    """A standing record of a published cycle: whose it is, by the names of its day, and its counts by column."""

    pk: int
    team_pk: int
    school_pk: int | None
    family_pk: int | None
    family_now: int | None
    family_name: str
    name: str
    counts: tuple
    total: Counts

    @property
    def key(self):
        """What names its row in a page."""
        return f"s{self.school_pk}" if self.school_pk else f"t{self.team_pk}"


@dataclass(frozen=True)
class CycleRecords:
    """All that the reports of one published cycle draw from."""

    cycle: object
    scale: ReadScale
    columns: tuple
    schools: tuple
    teams: tuple

    def index(self, number):
        """Where the column of a characteristic's number stands, or None."""
        return next((i for i, column in enumerate(self.columns) if column.number == number), None)


def columns_of(edition):
    """An edition's characteristics, with their short names in the reader's language."""
    characteristics = characteristics_of(edition.pk)
    if (get_language() or "")[:2] == edition.language:
        return tuple(Column(c.pk, c.number, c.short_name, c.title) for c in characteristics)
    return tuple(Column(c.pk, c.number, c.words_short_name, c.title) for c in characteristics)


@kept
def characteristics_of(edition_id):
    """An edition's characteristics by number, with their translations."""
    characteristics = Characteristic.objects.filter(edition=edition_id)
    return tuple(characteristics.order_by("number").prefetch_related("translations"))


def counts_by_record(cycle):
    """Of each record of a cycle the counts by characteristic: one indexed range of narrow rows."""
    found = defaultdict(dict)
    rows = RecordCharacteristic.objects.filter(cycle=cycle).values_list(
        "record_id", "characteristic_id", *Counts._fields
    )
    for row in rows:
        found[row[0]][row[1]] = Counts._make(row[2:])
    return found


def entries_of(cycle, columns):
    """The standing records of a published cycle, in alphabetical order; of any other cycle none."""
    records = Record.objects.published().filter(cycle=cycle)
    counts = counts_by_record(cycle)  # also of versions that were replaced, which nobody asks for below
    rows = records.order_by().values_list(
        "pk",
        "assessment__team_id",
        "school_id",
        "family_id",
        "school__family_id",
        "family_name",
        "school_name",
        "team_name",
    )
    entries = []
    for pk, team, school, family, family_now, family_name, school_name, team_name in rows:
        own = tuple(counts[pk].get(column.pk, NOTHING) for column in columns)
        name = school_name if school else team_name
        entries.append(Entry(pk, team, school, family, family_now, family_name, name, own, added(own)))
    return sorted(entries, key=lambda entry: alphabetical(entry.name))


def read_cycle(cycle):
    """The records of a published cycle, with its scale and its characteristics."""
    columns = columns_of(cycle.edition)
    entries = entries_of(cycle, columns)
    return CycleRecords(
        cycle=cycle,
        scale=read_scale(cycle.scale_id),
        columns=columns,
        schools=tuple(entry for entry in entries if entry.school_pk),
        teams=tuple(entry for entry in entries if not entry.school_pk),
    )
