"""A cell of the heatmap: its figure, printed text, class, accessible name and link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.structure.models import District

from . import legend as figures_legend
from . import outcomes
from .measures import AGREED_EXTENT, Measure
from .records import CycleRecords, RecordEntry
from .scales import Writing, place, step


class Cell(NamedTuple):
    value: Fraction | int | None
    text: str
    css: str
    sign: str
    name: str
    href: str
    counts: outcomes.Counts | None


@dataclass(frozen=True)
class CellLinks:
    base: str
    query: str

    def practices(self, number: int) -> str:
        return f"{self.base}characteristics/{number}/{self.query}"

    def story(self, number: int, entry: RecordEntry) -> str:
        return f"{self.base}characteristics/{number}/{place_of(entry)}/{self.query}"

    def record(self, entry: RecordEntry) -> str:
        return f"{self.base}{place_of(entry)}/{self.query}"

    def in_family(self, family_pk: int) -> "CellLinks":
        """The same links for the schools of one family, unless a family was chosen already."""
        if "family=" in self.query:
            return self
        return replace(self, query=f"{self.query}{'&' if self.query else '?'}family={family_pk}")

    def schools_of(self, family_pk: int) -> str:
        kept = dict(parse_qsl(self.query.removeprefix("?"))) | {"family": family_pk}
        kept.pop("rows", None)
        return f"{self.base}?{urlencode(kept)}"


def place_of(entry: RecordEntry) -> str:
    return f"schools/{entry.school_pk}" if entry.school_pk else f"teams/{entry.team_pk}"


def links_for(district: District, query: str = "") -> CellLinks:
    """The links of a district's reports, with one ``reverse``, since 600 would take longer than the table."""
    return CellLinks(reverse("reports:heatmap", args=[district.slug]), query)


class Fixed(NamedTuple):
    name: str
    family_pk: int | None = None
    family_name: str = ""


def mean_of(number: int) -> str:
    return ngettext("mean of %(number)s school", "mean of %(number)s schools", number) % {"number": number}


def left_out(number: int) -> str:
    return _("%(number)s left out") % {"number": number}


def different(number: int) -> str:
    words = ngettext("%(number)s locally different on purpose", "%(number)s locally different on purpose", number)
    return words % {"number": number}


Look = tuple[Fraction | None, str, str, str, str]  # value, printed text, classes, sign, words
Coverage = tuple[int | None, str]  # as number and as text


class CellMaker:
    """Makes the cells of one table; what depends on a cell's counts alone is worked out once."""

    thin = figures_legend.THIN

    def __init__(self, records: CycleRecords, measure: Measure, writing: Writing, links: CellLinks) -> None:
        self.records, self.scale, self.columns, self.measure = records, records.scale, records.columns, measure
        self.writing, self.links = writing, links
        self.marks: set[figures_legend.Mark] = set()
        self.looks: dict[tuple[object, ...], Look] = {}
        self.written: dict[tuple[int, int], tuple[Fraction, str, str]] = {}
        self.heads = [f"{column.number} {column.short_name}" for column in self.columns]
        self.pattern = _("%(row)s, %(column)s: %(figure)s")
        self.words, self.extent_words = str(measure.words), str(measure.extent)
        self.agreed_extent = str(AGREED_EXTENT)
        self.thin_words = str(self.thin.words)
        # Plural forms of the few numbers of a page, each asked for once.
        self.mean_of, self.left_out, self.different = cache(mean_of), cache(left_out), cache(different)

    @property
    def caption(self) -> str:
        return self.measure.caption % {"low": self.scale.low, "high": self.scale.high}

    @property
    def legend(self) -> tuple[figures_legend.Mark, ...]:
        return tuple(mark for mark in figures_legend.IN_ORDER if mark in self.marks)

    def write(self, parts: tuple[int, int]) -> tuple[Fraction, str, str]:
        """The value of a numerator and denominator, its text, and the class of its colour."""
        written = self.written.get(parts)
        if written is None:
            value = Fraction(*parts)
            written = self.written[parts] = value, self.writing.write(self.measure.figure, value), self.colour(value)
        return written

    def colour(self, value: Fraction) -> str:
        if self.measure.figure.is_share:
            return f"pct-{step(outcomes.percent(value))}"
        return f"lvl-{place(value, self.scale.low, self.scale.high)}"

    def row(self, entry: RecordEntry) -> tuple[Cell, ...]:
        cells, place, query, base = [], place_of(entry), self.links.query, self.links.base
        for head, column, own in zip(self.heads, self.columns, self.counts_of(entry), strict=True):
            value, text, css, sign, words = self.look_of(own)
            label = self.pattern % {"row": entry.name, "column": head, "figure": words}
            # As ``links.story``, which 600 calls would make dearer than it looks.
            cells.append(
                Cell(value, text, css, sign, label, f"{base}characteristics/{column.number}/{place}/{query}", own)
            )
        return tuple(cells)

    def counts_of(self, entry: RecordEntry) -> tuple[outcomes.Counts, ...]:
        return entry.counts

    def look_of(self, counts: outcomes.Counts) -> Look:
        """What is drawn for these counts; 600 cells have far fewer different ones."""
        key = (self.measure.figure.parts(counts), counts.agreed, counts.applicable, counts.locally_different)
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self.look(counts)
        return look

    def look(self, counts: outcomes.Counts) -> Look:
        """Value, printed text, classes, sign and words of a team's figure."""
        parts = self.measure.figure.parts(counts)
        if not parts[1]:
            mark, extent = self.nothing(counts)
            self.marks.add(mark)
            return None, str(mark.sign), mark.css, "", f"{mark.words}{extent}"
        (value, text, css), sign = self.write(parts), ""
        words = [self.words % {"value": text} + self.extent(counts)]
        if counts.is_thin and self.measure.figure is not outcomes.COVERAGE:
            css, sign = f"{css} faint", str(self.thin.sign)
            words.append(self.thin_words)
            self.marks.add(self.thin)
        if counts.locally_different:
            css, sign = f"{css} hatch", f"{sign}{figures_legend.LOCAL.sign}"
            words.append(self.different(counts.locally_different))
            self.marks.add(figures_legend.LOCAL)
        return value, text, css, sign, ", ".join(words)

    def nothing(self, counts: outcomes.Counts) -> tuple[figures_legend.Mark, str]:
        """The mark of a cell without a figure, and how many practices it is about."""
        if not counts.applicable:
            return figures_legend.NOT_APPLICABLE, ""
        return figures_legend.NONE, self.agreed_extent % {"agreed": counts.agreed, "applicable": counts.applicable}

    def extent(self, counts: outcomes.Counts) -> str:
        part, _whole = self.measure.figure.parts(counts)
        return self.extent_words % {"part": part, "agreed": counts.agreed, "applicable": counts.applicable}

    def of_group(self, group: Fixed, entries: Sequence[RecordEntry], fewest: int) -> tuple[tuple[Cell, ...], list[int]]:
        """The cells of a group's row, and how many schools each leaves out: means over schools, each school once."""
        links = self.links.in_family(group.family_pk) if group.family_pk else self.links
        cells, left_out = [], []
        for i, (head, column) in enumerate(zip(self.heads, self.columns, strict=True)):
            mean = outcomes.group_figure(self.measure.figure, [entry.counts[i] for entry in entries], fewest)
            text = self.writing.write(self.measure.figure, mean.value)
            css = "none" if mean.value is None else self.colour(mean.value)
            if mean.value is None:
                self.marks.add(figures_legend.NONE)
            words = self.mean_words(mean, text, fewest)
            label = self.pattern % {"row": group.name, "column": head, "figure": words}
            cells.append(Cell(mean.value, text, css, "", label, links.practices(column.number), None))
            left_out.append(mean.left_out)
        return tuple(cells), left_out

    def mean_words(self, mean: outcomes.GroupFigure, text: str, fewest: int) -> str:
        """A mean in words: the figure, how many schools it counts and leaves out, or why there is none."""
        if mean.value is None and fewest < outcomes.FEWEST_SCHOOLS:
            return _("no figure, no school to count")
        if mean.value is None:
            return _("no figure, fewer than two schools to count")
        parts = [self.words % {"value": text}, self.mean_of(mean.schools)]
        if mean.left_out:
            parts.append(self.left_out(mean.left_out))
        return ", ".join(parts)

    def coverage(self, total: outcomes.Counts) -> Coverage:
        """A team's coverage over all characteristics, or the mark if no practice applies."""
        if not total.applicable:
            self.marks.add(figures_legend.NOT_APPLICABLE)
            return None, str(figures_legend.NOT_APPLICABLE.sign)
        return self.coverage_of(outcomes.COVERAGE.of(total))

    def coverage_of(self, value: Fraction | None) -> Coverage:
        if value is None:
            return None, "–"
        number = outcomes.percent(value)
        return number, self.writing.hundredths(number)
