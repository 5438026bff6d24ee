"""Look-alikes: rows of one district that had the same name in two spellings before names had keys."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

# What of a district has a name that is given once, and how the district leads to it.
KINDS = {"family": "families", "school": "schools", "team": "teams", "cycle": "cycles"}


@dataclass(frozen=True)
class LookAlikes:
    kind: str
    things: tuple[Any, ...]  # families, schools, teams or cycles

    @property
    def are_kept_apart(self):
        return all(thing.kept_apart for thing in self.things)

    @property
    def can_be_merged(self):
        """Whether they can be merged; cycles cannot, since each has its own days and records."""
        return self.kind != "cycle"


def look_alikes_of(district):
    """All look-alikes of a district, undecided ones first."""
    found = [group for kind in KINDS for group in groups(kind, getattr(district, KINDS[kind]).all())]
    return sorted(found, key=lambda group: group.are_kept_apart)


def groups(kind, rows):
    numbered = rows.filter(namesake__gt=0).order_by().values("name_key")  # there is one such row in every group
    found = defaultdict(list)
    for row in rows.filter(name_key__in=numbered).order_by("namesake", "pk"):
        found[row.name_key].append(row)
    return [LookAlikes(kind, tuple(same)) for same in found.values() if len(same) > 1]


def look_alikes_with(district, kind, pk):
    """The look-alikes of one object of the district, or None if its name is its own."""
    rows = getattr(district, KINDS[kind])
    return next(iter(groups(kind, rows.filter(name_key__in=rows.filter(pk=pk).values("name_key")))), None)


@dataclass(frozen=True)
class LookAlikeCounts:
    undecided: int
    kept_apart: int


def counts_of(district):
    of_kinds = [numbered_twins(getattr(district, several).all()) for several in KINDS.values()]
    first, *others = [rows.order_by().values_list("kept_apart", flat=True) for rows in of_kinds]
    found = Counter(first.union(*others, all=True))
    return LookAlikeCounts(found[False], found[True])


def numbered_twins(rows):
    """Rows that look like another existing one, except the first of each group."""
    same = rows.model.objects.filter(district=OuterRef("district"), name_key=OuterRef("name_key"))
    return rows.filter(Exists(same.exclude(pk=OuterRef("pk"))), namesake__gt=0)
