"""A team over the years: the course of its characteristics, and each practice whose agreed level changed, with both reasons."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import ngettext

from assessments.meeting.models import Outcome
from assessments.record.models import RecordPractice
from reports.figures.cells import links_for
from reports.figures.scales import place

from .comparison import NO_CHANGE, Way, added_up, way
from .course import Course, Courses, changes_beside
from .cycles import Compared, seen_from
from .practice_lines import endings, note_of, texts_of


class Side(NamedTuple):
    """What one record says of a practice: the level or another outcome, in words, why, and where it stands."""

    cycle: str
    code: str
    value: int | None
    css: str
    words: str
    reason: str
    href: str


@dataclass(frozen=True)
class PracticeStory:
    """A practice in two records; ``way`` is None where one of them has no level."""

    column: object
    practice: object
    note: str
    before: Side
    after: Side
    way: Way | None

    @property
    def sides(self):
        """Both, in the order of time."""
        return self.before, self.after

    @property
    def words(self):
        """How far its level went, in words."""
        steps = abs(self.after.value - self.before.value)
        if self.way == Way.ROSE:
            words = ngettext("rose by %(steps)s level", "rose by %(steps)s levels", steps)
        else:
            words = ngettext("fell by %(steps)s level", "fell by %(steps)s levels", steps)
        return words % {"steps": steps}

    @property
    def css(self):
        """The class of its change's colour."""
        far = abs(self.after.value - self.before.value) > 1
        return f"chg {'up' if self.way == Way.ROSE else 'down'}-{3 if far else 2}"


@dataclass(frozen=True)
class StoryRow:
    """A characteristic's course, and beside it the district's change, or why none stands there."""

    course: Course
    district: str
    district_missing: str


@dataclass(frozen=True, kw_only=True)
class Story(Compared):
    """All that the page says; ``before`` is None where there is no earlier record."""

    entry: object
    rows: tuple
    practices: tuple

    @property
    def courses(self):
        """The characteristics alone."""
        return tuple(row.course for row in self.rows)

    @property
    def headline(self):
        """How many practices went which way, as one sentence."""
        tally = added_up(course.change.tally for course in self.courses)
        words = ngettext(
            "Of %(compared)s practice with a level in both records %(rose)s rose, %(fell)s fell and %(stayed)s stayed.",
            "Of %(compared)s practices with a level in both records %(rose)s rose, %(fell)s fell and %(stayed)s stayed.",
            tally.compared,
        )
        return words % {"compared": tally.compared, **tally._asdict()}

    @property
    def changed(self):
        """The practices whose level differs, by characteristic."""
        return by_column(one for one in self.practices if one.way in (Way.ROSE, Way.FELL))

    @property
    def one_sided(self):
        """The practices for which only one of the two records has a level, by characteristic."""
        return by_column(one for one in self.practices if (one.before.value is None) != (one.after.value is None))


def by_column(practices):
    """Practices under their characteristics."""
    return tuple((column, tuple(found)) for column, found in groupby(practices, key=lambda one: one.column))


def over_years_of(records, key, earlier, before=None, *, discreet, query=""):
    """A team's story up to a cycle in which it has a record. ``earlier``: cycles before it in which it has one, oldest first.

    ``discreet``: no change of the district's by which another school would be known.
    """
    years = [seen_from(records, one) for one in (*earlier, records)]
    chosen = next((year for year in years if before is not None and year.cycle == before), None)
    compared = chosen if chosen is not None and chosen.mapping is not None else None
    courses = Courses(records, [year for year in years if year.mapping is not None], key=key, query=query)
    district = [NO_CHANGE] * len(records.columns)
    if compared:
        district = changes_beside(Courses(records, courses.years), key, compared, discreet)
    return Story(
        records=records,
        entry=records.entry(key),
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


def practice_stories(courses, before, query):
    """Each practice that both records have, in the edition's order."""
    now, then = courses.newest, texts_of(before.cycle)
    district = courses.records.cycle.district
    sides = Sides(courses, now, links_for(district, query))
    old = Sides(courses, before, links_for(district, f"?cycle={before.cycle.pk}"))
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


class Sides:
    """Reads what one record says of its practices."""

    def __init__(self, courses, year, links):
        self.scale, self.cycle = courses.records.scale, year.cycle.name
        entry = year.records.entry(courses.key)
        self.address = links.record(entry)
        rows = RecordPractice.objects.filter(record=entry.pk).values_list("practice", "outcome", "value", "reason")
        self.said = {practice: (outcome, value, reason) for practice, outcome, value, reason in rows}

    def side(self, practice):
        """What it says of one."""
        outcome, value, reason = self.said.get(practice.pk, (Outcome.NOT_DISCUSSED, None, ""))
        words = str(Outcome(outcome).label) if value is None else self.scale.label(value)
        css = "" if value is None else f"lvl-{place(value, self.scale.low, self.scale.high)}"
        return Side(self.cycle, practice.code, value, css, words, reason, f"{self.address}#p{practice.code}")
