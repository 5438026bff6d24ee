"""One cell of the heatmap: its figure, what is printed, its class, its accessible name and where it leads."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import figures, marks
from .scales import place, step


class Cell(NamedTuple):
    """A cell as every drawing of the table has it; ``css`` and ``sign`` come from its figure and its marks."""

    value: object
    text: str
    css: str
    sign: str
    name: str
    href: str
    counts: figures.Counts | None


@dataclass(frozen=True)
class Measure:
    """What a heatmap shows: a figure, and the words around it."""

    key: str
    label: str
    figure: figures.Figure
    caption: str
    words: str


MEASURES = (
    Measure(
        "level",
        gettext_lazy("Level"),
        figures.LEVEL,
        gettext_lazy(
            "Level of each characteristic: the mean of the levels that a team agreed, %(low)s to %(high)s. "
            "Choose a cell to read its practices."
        ),
        gettext_lazy("level %(value)s"),
    ),
    Measure(
        "target",
        gettext_lazy("At or above target"),
        figures.TARGET,
        gettext_lazy(
            "At or above target: of the levels that a team agreed, the share that reaches the target. "
            "Choose a cell to read its practices."
        ),
        gettext_lazy("%(value)s at or above target"),
    ),
    Measure(
        "coverage",
        gettext_lazy("Coverage"),
        figures.COVERAGE,
        gettext_lazy(
            "Coverage: of the practices that apply, the share for which a team agreed a level. "
            "Choose a cell to read its practices."
        ),
        gettext_lazy("coverage %(value)s"),
    ),
    Measure(
        "evidence",
        gettext_lazy("Evidence"),
        figures.EVIDENCE,
        gettext_lazy(
            "Evidence: of the practices that apply, the share with at least one linked piece of evidence. "
            "Choose a cell to read its practices."
        ),
        gettext_lazy("%(value)s with evidence"),
    ),
)


def measures(scale):
    """The measures that a scale has; one without a target level has no share at or above it."""
    return {m.key: m for m in MEASURES if m.key != "target" or scale.target}


@dataclass(frozen=True)
class Links:
    """Where rows, columns and cells lead, for one district; ``query`` keeps the cycle and the family chosen."""

    base: str
    query: str

    def practices(self, number):
        """A characteristic's practices; a cell adds the row of its school."""
        return f"{self.base}characteristics/{number}/{self.query}"

    def record(self, entry):
        """A team's record: a school's, or the district team's."""
        place = f"schools/{entry.school_pk}" if entry.school_pk else f"teams/{entry.team_pk}"
        return f"{self.base}{place}/{self.query}"


def links_for(district, query=""):
    """The links of a district's reports: one ``reverse``, since 600 would cost more than the table."""
    return Links(reverse("reports:heatmap", args=[district.slug]), query)


def mean_of(number):
    """Of how many schools a mean is."""
    return ngettext("mean of %(number)s school", "mean of %(number)s schools", number) % {"number": number}


def left_out(number):
    """How many schools a mean leaves out."""
    return _("%(number)s left out") % {"number": number}


def different(number):
    """How many practices a team chose to do in its own way."""
    words = ngettext("%(number)s locally different on purpose", "%(number)s locally different on purpose", number)
    return words % {"number": number}


class CellMaker:
    """Makes the cells of one table; what depends only on a cell's counts is worked out once."""

    def __init__(self, records, measure, writing, links):
        self.scale, self.columns, self.measure = records.scale, records.columns, measure
        self.writing, self.links = writing, links
        self.marks = set()
        self.looks = {}
        self.written = {}
        self.heads = [f"{column.number} {column.short_name}" for column in self.columns]
        self.addresses = [links.practices(column.number) for column in self.columns]
        self.pattern = _("%(row)s, %(column)s: %(figure)s")
        self.words = str(measure.words)
        self.evidence_extent = _(", %(part)s of %(applicable)s practices")
        self.agreed_extent = _(", %(agreed)s of %(applicable)s practices agreed")
        self.thin_words = str(marks.THIN.words)
        # Plural forms of the few numbers of a page, each asked for once.
        self.mean_of, self.left_out, self.different = cache(mean_of), cache(left_out), cache(different)

    def write(self, parts):
        """The value of a figure's numerator and denominator, its text, and the class of its colour."""
        written = self.written.get(parts)
        if written is None:
            value = Fraction(*parts)
            written = self.written[parts] = value, self.writing.write(self.measure.figure, value), self.colour(value)
        return written

    def colour(self, value):
        """The class of a value's colour."""
        if self.measure.figure.is_share:
            return f"pct-{step(figures.percent(value))}"
        return f"lvl-{place(value, self.scale.low, self.scale.high)}"

    def row(self, name, counts, key):
        """A team's cells."""
        cells = []
        for head, address, own in zip(self.heads, self.addresses, counts, strict=True):
            value, text, css, sign, words = self.look_of(own)
            label = self.pattern % {"row": name, "column": head, "figure": words}
            cells.append(Cell(value, text, css, sign, label, f"{address}#{key}", own))
        return tuple(cells)

    def look_of(self, counts):
        """What is drawn for these counts; 600 cells have far fewer different ones."""
        key = (self.measure.figure.parts(counts), counts.agreed, counts.applicable, counts.locally_different)
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self.look(counts)
        return look

    def look(self, counts):
        """Value, printed text, classes, sign and words of a team's figure."""
        parts = self.measure.figure.parts(counts)
        if not parts[1]:
            mark = marks.NONE if counts.applicable else marks.NOT_APPLICABLE
            self.marks.add(mark)
            return None, str(mark.sign), mark.css, "", f"{mark.words}{self.extent(counts)}"
        (value, text, css), sign = self.write(parts), ""
        words = [self.words % {"value": text} + self.extent(counts)]
        if counts.is_thin and self.measure.figure is not figures.COVERAGE:
            css, sign = f"{css} faint", marks.THIN.sign
            words.append(self.thin_words)
            self.marks.add(marks.THIN)
        if counts.locally_different:
            css, sign = f"{css} hatch", f"{sign}{marks.LOCAL.sign}"
            words.append(self.different(counts.locally_different))
            self.marks.add(marks.LOCAL)
        return value, text, css, sign, ", ".join(words)

    def extent(self, counts):
        """Of how many practices the figure speaks: its n, and its coverage within reach."""
        if not counts.applicable:
            return ""
        if self.measure.figure is figures.EVIDENCE:
            return self.evidence_extent % {"part": counts.with_evidence, "applicable": counts.applicable}
        return self.agreed_extent % {"agreed": counts.agreed, "applicable": counts.applicable}

    def means(self, name, means):
        """The cells of a row of means."""
        cells = []
        for head, address, mean in zip(self.heads, self.addresses, means, strict=True):
            text = self.writing.write(self.measure.figure, mean.value)
            css = "none" if mean.value is None else self.colour(mean.value)
            label = self.pattern % {"row": name, "column": head, "figure": self.mean_words(mean, text)}
            cells.append(Cell(mean.value, text, css, "", label, address, None))
        return tuple(cells)

    def mean_words(self, mean, text):
        """A mean in words: the figure, of how many schools, and how many it leaves out."""
        if mean.value is None:
            return _("no figure, fewer than two schools to count")
        parts = [self.words % {"value": text}, self.mean_of(mean.schools)]
        if mean.left_out:
            parts.append(self.left_out(mean.left_out))
        return ", ".join(parts)

    def coverage(self, total):
        """A team's coverage over all characteristics."""
        return self.coverage_of(figures.COVERAGE.of(total))

    def coverage_of(self, value):
        """A coverage as number and as text."""
        if value is None:
            return None, "–"
        number = figures.percent(value)
        return number, self.writing.hundredths(number)
