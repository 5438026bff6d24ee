"""Agreement: how close together people stood before they talked, by team and group, and where teams stood apart most.

Outside a team there is of each practice what protection let into the record: the median, and the share of people
within one level of it. Everything here is made of these; where they are withheld, it is.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.models import RecordGroup
from assessments.texts import practices_of
from people.text import alphabetical

from .agreement_cells import AgreementCells
from .cells import links_for
from .families import by_family
from .heatmap import Group, Row, seen
from .stood import Stood, of_groups, of_records

# How many practices the page names first.
MOST = 10


@dataclass(frozen=True)
class Apart:
    """A practice: on how many of the schools' teams that are shown it stood apart, and how all schools' people stood."""

    practice: object
    apart: int
    shown: int
    schools: Stood | None
    near: str

    @property
    def share(self):
        """In which part of these teams; None where none is shown."""
        return Fraction(self.apart, self.shown) if self.shown else None


@dataclass(frozen=True)
class Agreement:
    """All that page and download say; ``stood`` by whom (a record's key, or a group's kind and family) and practice.

    ``overall``: the mean share of all schools' people over the practices that are shown, and how many these are.
    """

    cycle: object
    scale: object
    columns: tuple
    practices: tuple
    overall: tuple
    schools: Row
    teams: tuple
    groups: tuple
    apart: tuple
    marks: tuple
    stood: dict
    listed: tuple
    withheld: str

    @property
    def shown_schools(self):
        """How many schools it lists."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def most_apart(self):
        """The ten practices on which the largest part of the shown teams stood apart; ties in the edition's order."""
        some = [one for one in self.apart if one.apart]
        return sorted(some, key=lambda one: (-one.share, -one.apart))[:MOST]

    @property
    def by_characteristic(self):
        """Every practice under its characteristic."""
        return [(c, [one for one in self.apart if one.practice.characteristic_id == c.pk]) for c in self.columns]


def agreement_of(records, *, overseen=None, family=None, query=""):
    """How close together people stood in a published cycle, as one person reads it."""
    cycle = records.cycle
    practices = tuple(practices_of(cycle.edition_id).values())
    entries = (*records.schools, *records.teams)
    stood = of_records(cycle.pk, tuple(sorted(entry.pk for entry in entries))) | of_groups(cycle)
    shown = seen(records.schools, overseen)
    if family is not None:
        shown = tuple(entry for entry in shown if entry.family_pk == family)
    maker = AgreementCells(records, practices, stood, links_for(cycle.district, query))
    teams = () if overseen is not None else tuple(maker.entry(entry, "team") for entry in records.teams)
    groups = tuple(groups_of(shown, maker))
    whole = stood.get((RecordGroup.Kind.ALL_SCHOOLS, ""), {})
    return Agreement(
        cycle=cycle,
        scale=records.scale,
        columns=records.columns,
        practices=practices,
        overall=maker.overall(whole, practices),
        schools=maker.row("district", "schools", _("All schools"), whole, lambda column: f"#c{column.number}"),
        teams=teams,
        groups=groups,
        apart=tuple(apart_in(records.schools, practices, stood, whole, maker.writing)),
        marks=tuple(maker.marks),
        stood=stood,
        listed=tuple(listed(records, shown, teams)),
        withheld=maker.withheld,
    )


def groups_of(shown, maker):
    """Schools by the family of their record's day under what is stored of the family, schools without one last."""
    for name, entries in by_family(shown):
        rows = tuple(maker.entry(entry) for entry in entries)
        if entries[0].family_name:
            stored = maker.stood.get(family_of(entries[0]), {})
            yield Group(entries[0].family_pk, name, maker.row("family", "family", name, stored), rows)
        else:
            yield Group(None, name, None, rows)


def family_of(entry):
    """By what the figures of a school's family are known."""
    return RecordGroup.Kind.FAMILY, entry.family_pk or entry.family_name


def apart_in(schools, practices, stood, whole, writing):
    """Of each practice on how many of the schools' teams that are shown it stood apart."""
    teams = [stood[key] for entry in schools if (key := (entry.pk,)) in stood]
    for practice in practices:
        shown = [own[practice.pk].is_apart for own in teams if practice.pk in own]
        together = whole.get(practice.pk)
        yield Apart(practice, sum(shown), len(shown), together, writing.share(together and together.near))


def listed(records, shown, teams):
    """Whom the download names, in its order, as (family, name, whose)."""
    yield "", _("All schools"), (RecordGroup.Kind.ALL_SCHOOLS, "")
    if teams:
        yield from (("", entry.name, (entry.pk,)) for entry in records.teams)
    families = {entry.family_name: family_of(entry) for entry in shown if entry.family_name}
    names = sorted(families, key=alphabetical)
    yield from ((name, _("All schools of the family"), families[name]) for name in names)
    yield from ((entry.family_name, entry.name, (entry.pk,)) for entry in shown)
