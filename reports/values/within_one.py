"""Agreement by characteristic: what records and groups hold of people's own ratings, where protection stored it.

Never computed from ratings here: a share is read as it was stored, or it is withheld. A group's figure is its own
stored one, not a mean of its teams', which would count people by where they sit.
"""

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from assessments.models import RecordGroup, RecordPractice
from frameworks.kept import kept_while_used
from frameworks.models import Practice

from . import marks
from .cells import Cell, CellMaker


class Shares(NamedTuple):
    """The shares behind one figure: their sum, of how many practices, and how many the characteristic has."""

    total: Fraction
    agreed: int
    applicable: int
    locally_different: int = 0

    @property
    def is_thin(self):
        """Whether it speaks of fewer than half of the practices."""
        return 2 * self.agreed < self.applicable


@lru_cache(maxsize=1024)
def share(stored):
    """A stored share as the fraction of people that it was."""
    return Fraction(stored).limit_denominator(1000)


def shares_of(records):
    """Of each record (by key) and each fixed group (by its key in a cycle) the shares by column."""
    entries = records.schools + records.teams
    return read_shares(
        records.cycle.pk, tuple(column.pk for column in records.columns), frozenset(entry.pk for entry in entries)
    )


@kept_while_used(16)
def read_shares(cycle_pk, columns, record_pks):
    """What never changes of a cycle's standing records and its groups, read once."""
    column_of = dict(
        Practice.objects.filter(characteristic__in=columns).order_by().values_list("pk", "characteristic_id")
    )
    stored = {"cycle": cycle_pk, "share_within_one__isnull": False}
    by_record = RecordPractice.objects.filter(**stored).values_list("record_id", "practice_id", "share_within_one")
    by_group = RecordGroup.objects.filter(**stored).values_list(
        "kind", "family_id", "name", "practice_id", "share_within_one"
    )
    found = defaultdict(lambda: defaultdict(list))
    for record, practice, value in by_record:
        if record in record_pks:
            found[record][column_of[practice]].append(share(value))
    for kind, family, name, practice, value in by_group:
        # A family that is gone is known by the name of its day.
        found[kind, family or name][column_of[practice]].append(share(value))
    practices = defaultdict(int)
    for column in column_of.values():
        practices[column] += 1
    added = {
        key: tuple(Shares(sum(own[column], Fraction()), len(own[column]), practices[column]) for column in columns)
        for key, own in found.items()
    }
    return added, tuple(Shares(Fraction(), 0, practices[column]) for column in columns)


class AgreementCells(CellMaker):
    """The cells of the measure that comes from people's ratings: dotted where it is withheld."""

    thin = marks.FEW_SHARES

    def __init__(self, records, measure, writing, links):
        super().__init__(records, measure, writing, links)
        self.shares, self.none = shares_of(records)
        self.withheld = marks.withheld_mark(records.cycle.threshold)

    @property
    def caption(self):
        """What the table shows, in words."""
        return self.measure.caption % {"threshold": self.records.cycle.threshold}

    @property
    def legend(self):
        """The marks of its cells; what is withheld last."""
        return super().legend + ((self.withheld,) if self.withheld in self.marks else ())

    def counts_of(self, entry):
        """A team's stored shares; beside them how many practices it does in its own way."""
        own = self.shares.get(entry.pk, self.none)
        return tuple(
            shares._replace(locally_different=counts.locally_different)
            for shares, counts in zip(own, entry.counts, strict=True)
        )

    def nothing(self, counts):
        """Withheld, in the same words for every reason."""
        return self.withheld, ""

    def of_group(self, group, entries, fewest):
        """A fixed group's own figures, as they were stored when the cycle was published."""
        links, cells = self.links, []
        key = (RecordGroup.Kind.ALL_SCHOOLS, "")
        if group.family_name:
            links = links.in_family(group.family_pk) if group.family_pk else links
            key = (RecordGroup.Kind.FAMILY, group.family_pk or group.family_name)
        for head, column, own in zip(self.heads, self.columns, self.shares.get(key, self.none), strict=True):
            value, text, css, sign, words = self.look_of(own)
            label = self.pattern % {"row": group.name, "column": head, "figure": words}
            cells.append(Cell(value, text, css, sign, label, links.practices(column.number), None))
        return tuple(cells), [0] * len(cells)
