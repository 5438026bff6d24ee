"""The heatmap of a published cycle, schools × characteristics, as one frozen value drawn many ways."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import alphabetical

from . import figures, marks
from .cells import CellMaker, links_for, measures
from .scales import Writing


class Row(NamedTuple):
    """A row: the district's, the district team's, a family's means, or a school's."""

    kind: str
    key: str
    name: str
    note: str
    href: str
    cells: tuple
    coverage: object


@dataclass(frozen=True)
class Group:
    """The schools of a family, in alphabetical order, under the family's means (None for schools without one)."""

    family_pk: int | None
    name: str
    means: Row | None
    rows: tuple


@dataclass(frozen=True)
class Heatmap:
    """Everything that the table, the download and the chart say."""

    cycle: object
    scale: object
    measure: object
    columns: tuple
    column_links: tuple
    district: Row
    teams: tuple
    groups: tuple
    marks: tuple
    caption: str
    left_out: str

    @property
    def rows(self):
        """All rows from top to bottom."""
        grouped = [row for group in self.groups for row in ((group.means,) if group.means else ()) + group.rows]
        return (self.district, *self.teams, *grouped)

    @property
    def has_means(self):
        """Whether a family's means are among its rows."""
        return any(group.means for group in self.groups)

    @property
    def schools(self):
        """How many schools it lists."""
        return sum(len(group.rows) for group in self.groups)


def seen(entries, overseen):
    """The schools a superintendent reads: all, or those that are in their families now."""
    return entries if overseen is None else tuple(e for e in entries if e.family_now in overseen)


def families_in(entries):
    """The families these schools were in on the day of their records, by name: what one can filter by."""
    found = {(e.family_name, e.family_pk) for e in entries if e.family_pk}
    return sorted(found, key=lambda family: alphabetical(family[0]))


def heatmap_of(records, *, measure_key="level", overseen=None, family=None, query=""):
    """The heatmap of a cycle's records as one person reads it: all schools or some families', one measure."""
    writing = Writing()
    measure = measures(records.scale)[measure_key]
    links = links_for(records.cycle.district, query)
    maker = CellMaker(records, measure, writing, links)
    shown = seen(records.schools, overseen)
    if family is not None:
        shown = tuple(entry for entry in shown if entry.family_pk == family)
    district, left_out = district_row(records, maker)
    teams = () if overseen is not None else tuple(entry_row(entry, maker, "team") for entry in records.teams)
    groups = tuple(groups_of(records, shown, maker))
    return Heatmap(
        cycle=records.cycle,
        scale=records.scale,
        measure=measure,
        columns=records.columns,
        column_links=tuple(links.practices(column.number) for column in records.columns),
        district=district,
        teams=teams,
        groups=groups,
        marks=tuple(mark for mark in marks.IN_ORDER if mark in maker.marks),
        caption=measure.caption % {"low": records.scale.low, "high": records.scale.high},
        left_out=left_out,
    )


def entry_row(entry, maker, kind="school"):
    """A team's own row."""
    cells = maker.row(entry.name, entry.counts, entry.key)
    return Row(kind, entry.key, entry.name, "", maker.links.record(entry), cells, maker.coverage(entry.total))


def means_row(kind, name, note, entries, maker, fewest):
    """A row of means over schools, each school once, and how many each leaves out."""
    means = [
        figures.group_figure(maker.measure.figure, [entry.counts[i] for entry in entries], fewest)
        for i in range(len(maker.columns))
    ]
    coverage = figures.group_figure(figures.COVERAGE, [entry.total for entry in entries], fewest)
    row = Row(kind, kind, name, note, "", maker.means(name, means), maker.coverage_of(coverage.value))
    return row, means


def district_row(records, maker):
    """The district's row, and in words how many schools its means leave out."""
    number = len(records.schools)
    note = ngettext("(%(number)s school)", "(%(number)s schools)", number) % {"number": number}
    row, means = means_row("district", _("District"), note, records.schools, maker, 1)
    return row, words_for_left_out([mean.left_out for mean in means], number)


def words_for_left_out(left_out, schools):
    """How many schools the district's means leave out, as one sentence; empty for none."""
    few, most = min(left_out, default=0), max(left_out, default=0)
    if not most:
        return ""
    if few == most:
        words = ngettext(
            "The district’s figures leave out %(most)s of %(schools)s school, where fewer than half of the practices are agreed.",
            "The district’s figures leave out %(most)s of %(schools)s schools, where fewer than half of the practices are agreed.",
            schools,
        )
    else:
        words = _(
            "The district’s figures leave out schools where fewer than half of the practices are agreed: "
            "between %(few)s and %(most)s of %(schools)s, by column."
        )
    return words % {"few": few, "most": most, "schools": schools}


def groups_of(records, shown, maker):
    """Schools by the family of their record's day, families in alphabetical order, schools without one last."""
    by_family = sorted(shown, key=lambda entry: (not entry.family_name, alphabetical(entry.family_name)))
    for name, entries in groupby(by_family, key=lambda entry: entry.family_name):
        entries = tuple(entries)
        rows = tuple(entry_row(entry, maker) for entry in entries)
        if not name:
            yield Group(None, _("Other schools") if len(entries) < len(shown) else "", None, rows)
            continue
        whole = [entry for entry in records.schools if entry.family_name == name]
        means, _means = means_row("family", name, "", whole, maker, figures.FEWEST_SCHOOLS)
        yield Group(entries[0].family_pk, name, means, rows)
