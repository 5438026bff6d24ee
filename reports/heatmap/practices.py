"""The practices of one characteristic × schools, and how many schools stand at each level of each practice."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from assessments.meeting.models import OutcomeKind
from assessments.record.models import RecordPractice
from districts.roles.roles_held import ALL_OVERSEEN, Overseen
from frameworks.models.edition import Practice
from reports.figures import legend
from reports.figures.cells import Cell, CellLinks, links_for
from reports.figures.families import BY_FAMILY, found, grouped
from reports.figures.records import Column, CycleRecords, RecordEntry, visible_entries
from reports.figures.scales import ReadScale, ScaleLevel, Writing

from .value import HeatmapRow

MARK_OF: dict[str, legend.Mark] = {
    OutcomeKind.NO_AGREEMENT: legend.NO_AGREEMENT,
    OutcomeKind.NOT_ENOUGH_INFORMATION: legend.NOT_ENOUGH,
    OutcomeKind.DOES_NOT_APPLY: legend.NOT_APPLICABLE,
    OutcomeKind.NOT_DISCUSSED: legend.NOT_DISCUSSED,
}


class Stated(NamedTuple):
    outcome: str
    value: int | None
    locally_different: bool
    unsupported: bool
    pieces: int


@dataclass(frozen=True)
class PracticeSummary:
    code: str
    statement: str
    stakeholder_group: str
    distribution: tuple[tuple[ScaleLevel, int], ...]
    agreed: int
    schools: int
    mean: str
    at_target: str
    with_evidence: int


@dataclass(frozen=True)
class PracticeTable:
    cycle: Cycle
    scale: ReadScale
    column: Column
    summaries: tuple[PracticeSummary, ...]
    teams: tuple[HeatmapRow, ...]
    groups: tuple[tuple[str, tuple[HeatmapRow, ...]], ...]
    marks: tuple[legend.Mark, ...]

    @property
    def rows(self) -> tuple[HeatmapRow, ...]:
        return (*self.teams, *(row for _name, rows in self.groups for row in rows))


def practices_of(
    records: CycleRecords,
    number: int,
    *,
    overseen: Overseen = ALL_OVERSEEN,
    family: int | None = None,
    query: str = "",
    rows: str = BY_FAMILY,
    find: str = "",
) -> PracticeTable:
    column = records.columns[cast(int, records.index(number))]
    practices = list(
        Practice.objects.filter(characteristic_id=column.pk).select_related("stakeholder_group").order_by("position")
    )
    stated = stated_in(records, column)
    maker = PracticeCells(records, column, practices, stated, links_for(records.cycle.district, query))
    shown = found(visible_entries(records.schools, overseen), find)
    if family is not None:
        shown = tuple(entry for entry in shown if entry.family_pk == family)
    teams = tuple(maker.row(entry, "team") for entry in records.teams) if overseen.everything else ()
    groups = tuple(
        (name, tuple(maker.row(entry) for entry in entries)) for name, _family, entries in grouped(shown, rows)
    )
    return PracticeTable(
        cycle=records.cycle,
        scale=records.scale,
        column=column,
        summaries=tuple(summary(practice, records, stated) for practice in practices),
        teams=teams,
        groups=groups,
        marks=tuple(mark for mark in legend.IN_ORDER if mark in maker.marks),
    )


def stated_in(records: CycleRecords, column: Column) -> Mapping[int, dict[int, Stated]]:
    read: defaultdict[int, dict[int, Stated]] = defaultdict(dict)
    pks = {entry.pk for entry in (*records.schools, *records.teams)}
    rows = RecordPractice.objects.filter(cycle=records.cycle, practice__characteristic_id=column.pk).values_list(
        "record_id", "practice_id", *Stated._fields
    )
    for record, practice, *said in rows:
        if record in pks:  # versions that were replaced stay unread
            read[record][practice] = Stated._make(said)
    return read


def summary(practice: Practice, records: CycleRecords, stated: Mapping[int, Mapping[int, Stated]]) -> PracticeSummary:
    said = [stated[entry.pk][practice.pk] for entry in records.schools if practice.pk in stated[entry.pk]]
    values = [one.value for one in said if one.outcome == OutcomeKind.LEVEL and one.value is not None]
    at_level = Counter(values)
    writing, target = Writing(), records.scale.target
    at_target = [value for value in values if target and value >= target.value]
    return PracticeSummary(
        code=practice.code,
        statement=practice.statement,
        stakeholder_group=practice.stakeholder_group.title if practice.stakeholder_group else "",
        distribution=tuple((level, at_level[level.value]) for level in records.scale.levels),
        agreed=len(values),
        schools=len(said),
        mean=writing.level(Fraction(sum(values), len(values)) if values else None),
        at_target=writing.share(Fraction(len(at_target), len(values)) if values and target else None),
        with_evidence=sum(bool(one.pieces) for one in said),
    )


class PracticeCells:
    def __init__(
        self,
        records: CycleRecords,
        column: Column,
        practices: Sequence[Practice],
        stated: Mapping[int, Mapping[int, Stated]],
        links: CellLinks,
    ) -> None:
        self.records, self.column, self.practices = records, column, practices
        self.stated, self.links = stated, links
        self.places = {level.value: level for level in records.scale.levels}
        self.pattern = _("%(row)s, %(column)s: %(figure)s")
        self.marks: set[legend.Mark] = set()

    def row(self, entry: RecordEntry, kind: str = "school") -> HeatmapRow:
        story = self.links.story(self.column.number, entry)
        cells = tuple(self.cell(entry, practice, story) for practice in self.practices)
        return HeatmapRow(kind, entry.key, entry.name, "", self.links.record(entry), cells, None, entry.family_name)

    def cell(self, entry: RecordEntry, practice: Practice, story: str) -> Cell:
        said = self.stated[entry.pk].get(practice.pk, Stated(OutcomeKind.NOT_DISCUSSED, None, False, False, 0))
        if said.value is None:
            mark = MARK_OF[said.outcome]
            self.marks.add(mark)
            text, css, words = str(mark.sign), mark.css, [str(mark.words)]
        else:
            level = self.places[said.value]
            text, css, words = str(said.value), f"lvl-{level.place}", [f"{said.value} {level.label}"]
        sign = ""
        for applies, mark in (
            (said.locally_different, legend.LOCAL),
            (said.unsupported, legend.UNSUPPORTED),
        ):
            if applies:
                self.marks.add(mark)
                css, sign = f"{css} {mark.css}".strip(), f"{sign}{mark.sign}"
                words.append(str(mark.words))
        words.append(
            ngettext("%(number)s piece of evidence", "%(number)s pieces of evidence", said.pieces)
            % {"number": said.pieces}
        )
        label = self.pattern % {"row": entry.name, "column": practice.code, "figure": ", ".join(words)}
        return Cell(said.value, text, css, sign, label, f"{story}#p{practice.code}", None)
