"""What changed between two published cycles of a district, by characteristic, over the practices that both have.

Within an edition a practice is compared with itself; across editions along the crosswalk, walked either way,
where it says that a practice is the same, worded differently, or moved.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from assessments.models import Outcome, RecordPractice
from assessments.texts import practices_of
from frameworks.kept import kept_while_used
from frameworks.models import Crosswalk
from people.prepared import Prepared

from .figures import FEWEST_SCHOOLS, LEVEL, Counts, group_figure
from .reading import CYCLE

Relation = Crosswalk.Relation
# Prepared: eight thousand rows, of which nothing is to be converted.
AGREED = Prepared(
    lambda: (
        RecordPractice.objects.filter(cycle=CYCLE)
        .exclude(outcome=Outcome.DOES_NOT_APPLY)
        .values_list("record_id", "practice_id", "value")
    )
)
CONTINUES = (Relation.SAME, Relation.REWORDED, Relation.MOVED)


@dataclass(frozen=True)
class Moves:
    """Of the practices that a school agreed on both times, in all schools: how many rose, fell and stayed."""

    rose: int
    fell: int
    stayed: int


@dataclass(frozen=True)
class Change:
    """A characteristic's level for the district then and now, over so many of its practices."""

    before: Fraction
    after: Fraction
    practices: int
    of: int
    moved: int
    moves: Moves | None

    @property
    def by(self):
        """By how much the level rose."""
        return self.after - self.before


class Pair(NamedTuple):
    """A practice now, what it was then, and whether it stood in another characteristic."""

    now: int
    then: int
    moved: bool


class Side(NamedTuple):
    """All that a comparison asks of a cycle: what it is, and which school's records stand."""

    cycle: int
    edition: int
    records: tuple


def cycle_before(cycles):
    """The published cycle before the chosen one, or None."""
    later = cycles.published.index(cycles.chosen)
    return next(iter(cycles.published[later + 1 :]), None)


def changes_since(records, before):
    """By characteristic's key what changed since the records of an earlier cycle; nothing across two scales."""
    if before is None or before.cycle.scale_id != records.cycle.scale_id:
        return {}
    pairs = pairs_between(records.cycle.edition_id, before.cycle.edition_id)
    return compared(side_of(records), side_of(before), pairs)


def side_of(records):
    """A cycle as one side of a comparison."""
    standing = tuple((entry.pk, entry.school_pk) for entry in records.schools)
    return Side(records.cycle.pk, records.cycle.edition_id, standing)


def pairs_between(now, then):
    """The practices of an edition that continue ones of another, in their order; of the same edition all of them."""
    here = [practice.pk for practice in practices_of(now).values()]
    if now == then:
        return tuple(Pair(pk, pk, False) for pk in here)
    found = {}
    for ends in (("from", "to"), ("to", "from")):
        editions = {f"{ends[0]}_edition": then, f"{ends[1]}_edition": now, "relation__in": CONTINUES}
        rows = Crosswalk.objects.filter(**editions).order_by("pk")
        for earlier, later, relation in rows.values_list(f"{ends[0]}_practice", f"{ends[1]}_practice", "relation"):
            found.setdefault(later, Pair(later, earlier, relation == Relation.MOVED))
    return tuple(found[pk] for pk in here if pk in found)


@kept_while_used(64)
def compared(now, then, pairs):
    """The changes between two sides; records never change, so neither does what is computed of them."""
    return changes_between(
        levels_of_schools(now), levels_of_schools(then), pairs, practices_by_characteristic(now.edition)
    )


def changes_between(now, then, pairs, practices_of_characteristics):
    """The changes between the levels of two cycles, each given by school and practice."""
    both = [(then[school], now[school]) for school in now.keys() & then.keys()]
    paired = {pair.now: pair for pair in pairs}
    found = {}
    for characteristic, practices in practices_of_characteristics.items():
        own = [paired[pk] for pk in practices if pk in paired]
        before = level_over([pair.then for pair in own], then.values())
        after = level_over([pair.now for pair in own], now.values())
        if before is not None and after is not None:
            moved = sum(pair.moved for pair in own)
            found[characteristic] = Change(before, after, len(own), len(practices), moved, moves_of(own, both))
    return found


def practices_by_characteristic(edition_id):
    """An edition's practices by characteristic."""
    found = defaultdict(list)
    for practice in practices_of(edition_id).values():
        found[practice.characteristic_id].append(practice.pk)
    return found


def levels_of_schools(side):
    """By school the agreed level of each practice that applies there; None where none was agreed."""
    schools = dict(side.records)
    found = {school: {} for school in schools.values()}
    for record, practice, value in AGREED(cycle=side.cycle):
        if record in schools:
            found[schools[record]][practice] = value
    return found


def level_over(practices, schools):
    """The district's level over some practices: the mean of the schools' means, as everywhere."""
    counts = []
    for levels in schools:
        own = [levels[pk] for pk in practices if pk in levels]
        agreed = [value for value in own if value is not None]
        counts.append(Counts(applicable=len(own), agreed=len(agreed), level_total=sum(agreed)))
    return group_figure(LEVEL, counts, FEWEST_SCHOOLS).value


def moves_of(pairs, schools):
    """How many agreed levels rose, fell and stayed; None where fewer than two schools can be compared."""
    differences = [
        after - before
        for then, now in schools
        for pair in pairs
        if (before := then.get(pair.then)) is not None and (after := now.get(pair.now)) is not None
    ]
    if len(schools) < FEWEST_SCHOOLS:
        return None
    rose, fell = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    return Moves(rose, fell, len(differences) - rose - fell)
