"""Peer offers: schools whose teams agreed the highest level of a practice and said that others may ask.

They are listed by family and name, never ranked. No team member is named: one writes to the principal.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.cycles.models import Cycle
from assessments.record.models import RecordPractice
from districts.roles.models import Appointment, Role
from districts.structure.models import School
from frameworks.framework_cache import characteristics_of
from frameworks.models.edition import Practice
from people.accounts import may_sign_in_condition
from people.users import User
from reports.figures.cells import links_for
from reports.figures.families import by_family
from reports.figures.records import Column, CycleRecords, RecordEntry
from reports.figures.scales import ScaleLevel


@dataclass(frozen=True)
class OfferingSchool:
    name: str
    family_name: str
    principals: tuple[User, ...]
    href: str


@dataclass(frozen=True)
class OfferedPractice:
    practice: Practice
    schools: int


@dataclass(frozen=True)
class PeerOffers:
    cycle: Cycle
    groups: tuple[tuple[Column, tuple[OfferedPractice, ...]], ...]

    @property
    def practices(self) -> int:
        return sum(bool(asked.schools) for _column, found in self.groups for asked in found)


@dataclass(frozen=True)
class SchoolsToAsk:
    cycle: Cycle
    practice: Practice
    column: Column
    level: ScaleLevel
    groups: tuple[tuple[str, tuple[OfferingSchool, ...]], ...]

    @property
    def schools(self) -> int:
        return sum(len(schools) for _family, schools in self.groups)


def entries_to_ask(records: CycleRecords, **which: Any) -> dict[int, tuple[RecordEntry, ...]]:
    """Records whose teams may be asked, by practice; only of schools that are open today."""
    district = records.cycle.district
    is_open = set(
        School.objects.filter(district=district).open_on(district.today()).order_by().values_list("pk", flat=True)
    )
    entries = {entry.pk: entry for entry in records.schools if entry.school_pk in is_open}
    willing = RecordPractice.objects.filter(cycle=records.cycle, willing_to_share=True, **which)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for practice, record in willing.order_by().values_list("practice_id", "record_id"):
        found[practice].add(record)
    # In the order of the records, which is the alphabet's; versions that were replaced are not among them.
    return {pk: tuple(entries[record] for record in entries if record in asked) for pk, asked in found.items()}


def peer_offers_of(records: CycleRecords) -> PeerOffers:
    found = entries_to_ask(records)
    edition = characteristics_of(records.cycle.edition_id)
    practices = {c.pk: c.practices_kept for c in edition}
    groups = tuple(
        (column, tuple(OfferedPractice(p, len(found.get(p.pk, ()))) for p in practices[column.pk]))
        for column in records.columns
    )
    return PeerOffers(records.cycle, groups)


def schools_to_ask(
    records: CycleRecords, practice: Practice, may_open: Callable[[RecordEntry], bool], query: str = ""
) -> SchoolsToAsk:
    """The schools to ask about a practice; ``may_open`` says whether the reader may open a record."""
    entries = entries_to_ask(records, practice=practice).get(practice.pk, ())
    principals, links = principals_of(entries), links_for(records.cycle.district, query)
    schools = (
        OfferingSchool(
            name=entry.name,
            family_name=entry.family_name,
            principals=tuple(principals[entry.school_pk]),
            href=f"{links.record(entry)}#p{practice.code}" if may_open(entry) else "",
        )
        for entry in entries
    )
    column = next(column for column in records.columns if column.pk == practice.characteristic_id)
    return SchoolsToAsk(records.cycle, practice, column, records.scale.levels[-1], by_family(schools))


def principals_of(entries: Sequence[RecordEntry]) -> Mapping[int | None, list[User]]:
    """The current principals of these schools who can sign in, by school."""
    found: defaultdict[int | None, list[User]] = defaultdict(list)
    appointments = Appointment.objects.current().filter(
        may_sign_in_condition("person__"), role=Role.PRINCIPAL, school__in=[entry.school_pk for entry in entries]
    )
    for appointment in appointments.select_related("person"):
        found[appointment.school_id].append(appointment.person)
    return found


def rows_to_ask(records: CycleRecords) -> Iterator[tuple[Practice, str, RecordEntry]]:
    found = entries_to_ask(records)
    for characteristic in characteristics_of(records.cycle.edition_id):
        for practice in characteristic.practices_kept:
            for family, entries in by_family(found.get(practice.pk, ())):
                for entry in entries:
                    yield practice, family, entry
