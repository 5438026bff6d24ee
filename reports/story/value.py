"""The story behind one cell of the heatmap: a team's outcomes for one characteristic, and what they rest on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from assessments.meeting.models import OutcomeKind
from assessments.record.models import Record
from reports.figures.cells import CellMaker, Fixed, links_for
from reports.figures.cycles import Cycles
from reports.figures.measures import measures
from reports.figures.records import Column, CycleRecords, RecordEntry
from reports.figures.scales import ScaleLevel, Writing
from reports.school.value import PracticeOutcome, practices_by_characteristic
from reports.trend.earlier import Earlier, EarlierOutcome, earlier_of


@dataclass(frozen=True)
class StoryFigures:
    label: str
    text: str
    css: str
    extent: str
    district: str
    district_words: str


@dataclass(frozen=True)
class StoryPractice:
    now: PracticeOutcome
    before: EarlierOutcome | None
    apart: str


@dataclass(frozen=True)
class Story:
    entry: RecordEntry
    column: Column
    record: Record
    agreed: int
    applicable: int
    figures: tuple[StoryFigures, ...]
    distribution: tuple[tuple[ScaleLevel, int], ...]
    other_outcomes: tuple[tuple[str, int], ...]
    practices: tuple[StoryPractice, ...]
    earlier: Earlier | None


def story_of(records: CycleRecords, number: int, entry: RecordEntry, cycles: Cycles) -> Story:
    here = cast(int, records.index(number))
    column, record = records.columns[here], Record.objects.get(pk=entry.pk)
    outcomes = practices_by_characteristic(records, record, practice__characteristic=column.pk)[column.pk]
    earlier = earlier_of(records, entry, cycles, outcomes)
    at_level = Counter(practice.value for practice in outcomes)
    others = Counter(practice.outcome for practice in outcomes if practice.value is None)
    return Story(
        entry=entry,
        column=column,
        record=record,
        agreed=entry.counts[here].agreed,
        applicable=entry.counts[here].applicable,
        figures=tuple(cell_figures(records, entry, here)),
        distribution=tuple((level, at_level[level.value]) for level in records.scale.levels),
        other_outcomes=tuple((label, others[label]) for label in map(str, OutcomeKind.labels) if others[label]),
        practices=tuple(story_practice(practice, earlier) for practice in outcomes),
        earlier=earlier,
    )


def story_practice(practice: PracticeOutcome, earlier: Earlier | None) -> StoryPractice:
    if earlier is None:
        return StoryPractice(practice, None, "")
    return StoryPractice(practice, earlier.outcomes.get(practice.pk), earlier.apart.get(practice.pk, ""))


def cell_figures(records: CycleRecords, entry: RecordEntry, here: int) -> Iterator[StoryFigures]:
    writing, links = Writing(), links_for(records.cycle.district)
    for measure in measures(records.scale).values():
        maker = CellMaker(records, measure, writing, links)
        own = maker.counts_of(entry)[here]
        value, text, css, _sign, words = maker.look_of(own)
        extent = words if value is None else maker.extent(own).removeprefix(", ")
        if maker.thin.css in css.split():
            extent = f"{extent}, {maker.thin_words}"
        district = maker.of_group(Fixed(_("District")), records.schools, 1)[0][here]
        missing = _("no school to count") if district.value is None else ""
        yield StoryFigures(str(measure.label), text, css, extent, district.text, missing)
