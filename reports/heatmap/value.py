"""The heatmap of a published cycle, schools or families × characteristics, as one frozen value for all drawings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from districts.roles.roles_held import ALL_OVERSEEN, Overseen
from reports.figures import outcomes
from reports.figures.cells import Cell, CellMaker, Coverage, Fixed, links_for
from reports.figures.families import BY_FAMILY, FAMILIES, found, grouped
from reports.figures.legend import Mark
from reports.figures.measures import Measure, measures
from reports.figures.records import Column, CycleRecords, RecordEntry, visible_entries
from reports.figures.scales import ReadScale, Writing

LONG = 36  # rows on a landscape page


class HeatmapRow(NamedTuple):
    kind: str
    key: str
    name: str
    note: str
    href: str
    cells: tuple[Cell, ...]
    coverage: Coverage | None
    family: str = ""


@dataclass(frozen=True)
class HeatmapGroup:
    """The schools of a family in alphabetical order; ``means`` is its row, None for schools without a family."""

    family_pk: int | None
    name: str
    means: HeatmapRow | None
    rows: tuple[HeatmapRow, ...]


@dataclass(frozen=True)
class Heatmap:
    cycle: Cycle
    scale: ReadScale
    measure: Measure
    columns: tuple[Column, ...]
    column_links: tuple[str, ...]
    district: HeatmapRow
    teams: tuple[HeatmapRow, ...]
    groups: tuple[HeatmapGroup, ...]
    marks: tuple[Mark, ...]
    caption: str
    left_out: str
    of_families: bool = False

    @property
    def rows(self) -> tuple[HeatmapRow, ...]:
        grouped = [row for group in self.groups for row in ((group.means,) if group.means else ()) + group.rows]
        return (self.district, *self.teams, *grouped)

    @property
    def has_means(self) -> bool:
        return not self.of_families and any(group.means for group in self.groups)

    @property
    def is_long(self) -> bool:
        return len(self.rows) > LONG

    @property
    def schools(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def heatmap_of(
    records: CycleRecords,
    *,
    measure_key: str = "level",
    overseen: Overseen = ALL_OVERSEEN,
    family: int | None = None,
    query: str = "",
    rows: str = BY_FAMILY,
    find: str = "",
) -> Heatmap:
    """The heatmap of a cycle's records as one person reads it, for one measure.

    ``rows``: how it is arranged (``figures.families.ROWS``); ``find``: words in the names of the schools to show.
    """
    measure = measures(records.scale)[measure_key]
    links = links_for(records.cycle.district, query)
    maker = CellMaker(records, measure, Writing(), links)
    shown = visible_entries(records.schools, overseen)
    if find and rows != FAMILIES:
        shown = found(shown, find)
    if family is not None:
        shown = tuple(entry for entry in shown if entry.family_pk == family)
    of_families = rows == FAMILIES
    district, left_out = district_row(records, maker)
    with_teams = overseen.everything and not of_families
    return Heatmap(
        cycle=records.cycle,
        scale=records.scale,
        measure=measure,
        columns=records.columns,
        column_links=tuple(links.practices(column.number) for column in records.columns),
        district=district,
        teams=tuple(entry_row(entry, maker, "team") for entry in records.teams) if with_teams else (),
        groups=tuple(families_of(records, shown, maker) if of_families else groups_of(records, shown, maker, rows)),
        marks=maker.legend,
        caption=f"{maker.caption} {hint(of_families)}",
        left_out=left_out,
        of_families=of_families,
    )


def hint(of_families: bool) -> str:
    if of_families:
        return _("Choose a cell to read the practices at the family’s schools.")
    return _("Choose a cell to read its story.")


def entry_row(entry: RecordEntry, maker: CellMaker, kind: str = "school") -> HeatmapRow:
    coverage = maker.coverage(entry.total)
    return HeatmapRow(
        kind, entry.key, entry.name, "", maker.links.record(entry), maker.row(entry), coverage, entry.family_name
    )


def group_row(
    kind: str, group: Fixed, entries: Sequence[RecordEntry], maker: CellMaker, fewest: int
) -> tuple[HeatmapRow, list[int]]:
    """The row of a fixed group, and how many schools each of its figures leaves out."""
    cells, left_out = maker.of_group(group, entries, fewest)
    coverage = outcomes.group_figure(outcomes.COVERAGE, [entry.total for entry in entries], fewest)
    row = HeatmapRow(kind, kind, group.name, "", "", cells, maker.coverage_of(coverage.value), group.family_name)
    return row, left_out


def district_row(records: CycleRecords, maker: CellMaker) -> tuple[HeatmapRow, str]:
    number = len(records.schools)
    note = ngettext("(%(number)s school)", "(%(number)s schools)", number) % {"number": number}
    row, left_out = group_row("district", Fixed(_("District")), records.schools, maker, 1)
    return row._replace(note=note), words_for_left_out(left_out, number)


def family_row(records: CycleRecords, entries: Sequence[RecordEntry], maker: CellMaker) -> tuple[HeatmapRow, int]:
    """The row of a family, over all its schools on the day, whichever are shown, and their number."""
    family = Fixed(entries[0].family_name, entries[0].family_pk, entries[0].family_name)
    whole = [entry for entry in records.schools if entry.family_name == family.name]
    row, _left_out = group_row("family", family, whole, maker, outcomes.FEWEST_SCHOOLS)
    return row, len(whole)


def words_for_left_out(left_out: Sequence[int], schools: int) -> str:
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


def groups_of(
    records: CycleRecords, shown: tuple[RecordEntry, ...], maker: CellMaker, rows: str
) -> Iterator[HeatmapGroup]:
    for name, family_pk, entries in grouped(shown, rows):
        own = tuple(entry_row(entry, maker) for entry in entries)
        has_family = rows == BY_FAMILY and entries[0].family_name
        yield HeatmapGroup(family_pk, name, family_row(records, entries, maker)[0] if has_family else None, own)


def families_of(records: CycleRecords, shown: tuple[RecordEntry, ...], maker: CellMaker) -> Iterator[HeatmapGroup]:
    for name, family_pk, entries in grouped(shown, BY_FAMILY):
        if entries[0].family_name:
            row, number = family_row(records, entries, maker)
            note = ngettext("(%(number)s school)", "(%(number)s schools)", number) % {"number": number}
            href = maker.links.schools_of(family_pk) if family_pk else ""
            yield HeatmapGroup(family_pk, name, row._replace(key=f"f{family_pk}", note=note, href=href), ())
