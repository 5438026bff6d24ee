"""A team over the years: the course of its characteristics, and each practice whose agreed level changed, with both reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, cast

from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from assessments.meeting.models import OutcomeKind
from assessments.record.models import RecordPractice
from frameworks.models.edition import Practice
from reports.figures.cells import CellLinks, links_for
from reports.figures.records import Column, CycleRecords, RecordEntry
from reports.figures.scales import place

from .comparison import NO_CHANGE, Way, added_up, way
from .course import CharacteristicTrend, Courses, changes_beside
from .cycles import Compared, JoinedYear, records_seen_from
from .practice_lines import endings, note_of, texts_of


class StorySide(NamedTuple):
    cycle: str
    code: str
    value: int | None
    css: str
    words: str
    reason: str
    href: str


@dataclass(frozen=True)
class PracticeStory:
    """A practice in two records; ``way`` is None if one of them has no level."""

    column: Column
    practice: Practice
    note: str
    before: StorySide
    after: StorySide
    way: Way | None

    @property
    def sides(self) -> tuple[StorySide, StorySide]:
        return self.before, self.after

    @property
    def steps(self) -> int:
        return abs(cast(int, self.after.value) - cast(int, self.before.value))

    @property
    def words(self) -> str:
        steps = self.steps
        if self.way == Way.ROSE:
            words = ngettext("rose by %(steps)s level", "rose by %(steps)s levels", steps)
        else:
            words = ngettext("fell by %(steps)s level", "fell by %(steps)s levels", steps)
        return words % {"steps": steps}

    @property
    def css(self) -> str:
        return f"chg {'up' if self.way == Way.ROSE else 'down'}-{3 if self.steps > 1 else 2}"


ByColumn = tuple[tuple[Column, tuple[PracticeStory, ...]], ...]


@dataclass(frozen=True)
class StoryRow:
    course: CharacteristicTrend
    district: str
    district_missing: str


@dataclass(frozen=True, kw_only=True)
class SchoolTrend(Compared):
    entry: RecordEntry
    rows: tuple[StoryRow, ...]
    practices: tuple[PracticeStory, ...]

    @property
    def courses(self) -> tuple[CharacteristicTrend, ...]:
        return tuple(row.course for row in self.rows)

    @property
    def headline(self) -> str:
        tally = added_up(course.change.tally for course in self.courses)
        words = ngettext(
            "Of %(compared)s practice with a level in both records %(rose)s rose, %(fell)s fell and %(stayed)s stayed.",
            "Of %(compared)s practices with a level in both records %(rose)s rose, %(fell)s fell and %(stayed)s stayed.",
            tally.compared,
        )
        return words % {"compared": tally.compared, **tally._asdict()}

    @property
    def changed(self) -> ByColumn:
        return by_column(one for one in self.practices if one.way in (Way.ROSE, Way.FELL))

    @property
    def one_sided(self) -> ByColumn:
        return by_column(one for one in self.practices if (one.before.value is None) != (one.after.value is None))


def by_column(practices: Iterable[PracticeStory]) -> ByColumn:
    return tuple((column, tuple(found)) for column, found in groupby(practices, key=lambda one: one.column))


def over_years_of(
    records: CycleRecords,
    key: str,
    earlier: Sequence[CycleRecords],
    before: Cycle | None = None,
    *,
    discreet: bool,
    query: str = "",
) -> SchoolTrend:
    """A team's story up to a cycle. ``earlier``: earlier cycles in which it has a record, oldest first.

    ``discreet``: without changes of the district that could identify another school.
    """
    years = [records_seen_from(records, one) for one in (*earlier, records)]
    chosen = next((year for year in years if before is not None and year.cycle == before), None)
    compared = chosen if isinstance(chosen, JoinedYear) else None
    courses = Courses(records, [year for year in years if isinstance(year, JoinedYear)], key=key, query=query)
    district = [NO_CHANGE] * len(records.columns)
    if compared:
        district = changes_beside(Courses(records, courses.years), key, compared, discreet)
    return SchoolTrend(
        records=records,
        entry=cast(RecordEntry, records.entry(key)),
        before=chosen,
        years=tuple(courses.years),
        rows=tuple(
            StoryRow(course, courses.writing.change(change.value), str(change.missing.label) if change.missing else "")
            for course, change in zip(courses.courses(compared), district, strict=True)
        ),
        practices=tuple(practice_stories(courses, compared, query)) if compared else (),
        started=endings(records.cycle, compared.mapping.started) if compared else (),
        ended=endings(compared.cycle, compared.mapping.ended) if compared else (),
        left_out=tuple(year.cycle for year in years if year.mapping is None),
    )


def practice_stories(courses: Courses, before: JoinedYear, query: str) -> Iterator[PracticeStory]:
    now, then = courses.newest, texts_of(before.cycle)
    district = courses.records.cycle.district
    sides = StorySides(courses, now, links_for(district, query))
    old = StorySides(courses, before, links_for(district, f"?cycle={before.cycle.pk}"))
    lines = {line.after: line for line in before.mapping.lines}
    for column, characteristic in zip(courses.records.columns, courses.characteristics, strict=True):
        for practice in characteristic.practices_kept:
            line = lines.get(practice.pk)
            if line:
                was = then[line.before]
                one, other = old.side(was), sides.side(practice)
                yield PracticeStory(
                    column, practice, note_of(line, practice, was), one, other, way(one.value, other.value)
                )


class StorySides:
    def __init__(self, courses: Courses, year: JoinedYear, links: CellLinks) -> None:
        self.scale, self.cycle = courses.records.scale, year.cycle.name
        entry = cast(RecordEntry, year.records.entry(courses.key or ""))
        self.address = links.record(entry)
        rows = RecordPractice.objects.filter(record=entry.pk).values_list("practice", "outcome", "value", "reason")
        self.said = {practice: (outcome, value, reason) for practice, outcome, value, reason in rows}

    def side(self, practice: Practice) -> StorySide:
        outcome, value, reason = self.said.get(practice.pk, (OutcomeKind.NOT_DISCUSSED, None, ""))
        words = str(OutcomeKind(outcome).label) if value is None else self.scale.label(value)
        css = "" if value is None else f"lvl-{place(value, self.scale.low, self.scale.high)}"
        return StorySide(self.cycle, practice.code, value, css, words, reason, f"{self.address}#p{practice.code}")
