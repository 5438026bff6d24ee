"""The cells of agreement: of each characteristic the mean share of people within one level of their median."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import figures, marks
from .cells import Cell
from .heatmap import Row
from .scales import Writing, step


def closeness(stood, practices):
    """The mean share within one level over the practices that are shown, each once, and of how many it is."""
    found = [stood[practice.pk].near for practice in practices if practice.pk in stood]
    by_denominator = defaultdict(int)
    for share in found:
        by_denominator[share.denominator] += share.numerator
    return (figures.mean_of_sums(by_denominator, len(found)) if found else None), len(found)


class AgreementCells:
    """Makes the rows of the table: of each characteristic the mean share within one level."""

    def __init__(self, records, practices, stood, links):
        self.columns, self.stood, self.links = records.columns, stood, links
        self.practices = [[p for p in practices if p.characteristic_id == column.pk] for column in self.columns]
        self.writing, self.withheld = Writing(), marks.withheld_words(records.cycle.threshold)
        self.hidden = marks.withheld_mark(records.cycle.threshold)
        self.partly = marks.PARTLY
        self.used, self.looks = set(), {}
        self.pattern = _("%(row)s, %(column)s: %(figure)s")

    @property
    def marks(self):
        """The marks that appear, for the legend."""
        return [mark for mark in (self.partly, self.hidden) if mark in self.used]

    def entry(self, entry, kind="school"):
        """A team's own row; a cell leads to the characteristic in its record."""
        record = self.links.record(entry)
        own = self.stood.get((entry.pk,), {})
        return self.row(kind, entry.key, entry.name, own, lambda column: f"{record}#c{column.number}", record)

    def row(self, kind, key, name, stood, lead=lambda column: "", href=""):
        """The row of whoever stood so."""
        cells = tuple(
            self.cell(name, column, practices, stood, lead(column))
            for column, practices in zip(self.columns, self.practices, strict=True)
        )
        return Row(kind, key, name, "", href, cells, None)

    def cell(self, name, column, practices, stood, href):
        """One characteristic: its mean share over the practices that are shown."""
        key = (*closeness(stood, practices), len(practices))
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = self.look(*key)
        text, css, sign, words = look
        label = self.pattern % {"row": name, "column": f"{column.number} {column.short_name}", "figure": words}
        return Cell(key[0], text, css, sign, label, href, None)

    def look(self, value, shown, practices):
        """Text, classes, sign and words of a mean share; faint where more than half of the practices are withheld."""
        if value is None:
            self.used.add(self.hidden)
            return str(self.hidden.sign), self.hidden.css, "", self.withheld
        text = self.writing.share(value)
        css, words = f"pct-{step(figures.percent(value))}", self.words(text, shown, practices)
        if 2 * shown >= practices:
            return text, css, "", words
        self.used.add(self.partly)
        return text, f"{css} {self.partly.css}", self.partly.sign, f"{words}, {self.partly.words}"

    def overall(self, stood, practices):
        """A mean share over all practices as text, and of how many it is."""
        value, shown = closeness(stood, practices)
        return (None if value is None else self.writing.share(value)), shown

    def words(self, text, shown, practices):
        """A mean share in words, and of how many practices it is."""
        return ngettext(
            "%(share)s within one level of the median, %(shown)s of %(practices)s practice",
            "%(share)s within one level of the median, %(shown)s of %(practices)s practices",
            practices,
        ) % {"share": text, "shown": shown, "practices": practices}
