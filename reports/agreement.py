"""Agreement: how close together people stood before they talked, by team and group, and where teams stood apart most.

Outside a team there is of each practice what protection let into the record: the median, and the share of people
within one level of it. Everything here is made of these; where they are withheld, it is.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import RecordGroup, RecordPractice
from assessments.texts import practices_of
from frameworks.kept import kept_while_used
from people.text import alphabetical

from . import figures, marks
from .cells import Cell, links_for
from .heatmap import Group, Row, seen
from .scales import Writing, step

# A team stands apart on a practice where fewer than three in four of its people are within one level of the median.
APART_BELOW = Fraction(3, 4)
# How many practices the page names first.
MOST = 10


class Stood(NamedTuple):
    """How people stood on a practice: the middle level, the share within one level of it, and whether that is apart."""

    median: int
    near: Fraction
    is_apart: bool


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
    """All that page and download say; ``stood`` by whom (a record's key, or a group's kind and name) and practice.

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


@lru_cache(maxsize=4096)
def stood_at(median, share):
    """How people stood, of a stored median and share; the share as the fraction of people that it was."""
    near = Fraction(share).limit_denominator(1_000_000)
    return Stood(median, near, near < APART_BELOW)


def stood_of(rows):
    """By whom and by practice how they stood, of rows that end in practice, median and share; the withheld left out."""
    found = {}
    for *whose, practice, median, share in rows:
        if median is not None:
            found.setdefault(tuple(whose), {})[practice] = stood_at(median, share)
    return found


@kept_while_used(16)
def of_records(cycle_pk, _standing):
    """How the people of each record stood; a record never changes. About half a megabyte for seventy schools."""
    rows = RecordPractice.objects.filter(cycle=cycle_pk).values_list(
        "record_id", "practice_id", "median", "share_within_one"
    )
    return stood_of(rows)


def of_groups(cycle):
    """How the people of the fixed groups stood, by kind and name of the day."""
    rows = RecordGroup.objects.filter(cycle=cycle)
    return stood_of(rows.values_list("kind", "name", "practice_id", "median", "share_within_one"))


def closeness(stood, practices):
    """The mean share within one level over the practices that are shown, each once, and of how many it is."""
    found = [stood[practice.pk].near for practice in practices if practice.pk in stood]
    by_denominator = defaultdict(int)
    for share in found:
        by_denominator[share.denominator] += share.numerator
    return (figures.mean_of_sums(by_denominator, len(found)) if found else None), len(found)


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
    by_family = sorted(shown, key=lambda entry: (not entry.family_name, alphabetical(entry.family_name)))
    for name, entries in groupby(by_family, key=lambda entry: entry.family_name):
        entries = tuple(entries)
        rows = tuple(maker.entry(entry) for entry in entries)
        if name:
            stored = maker.stood.get((RecordGroup.Kind.FAMILY, name), {})
            yield Group(entries[0].family_pk, name, maker.row("family", "family", name, stored), rows)
        else:
            yield Group(None, _("Other schools") if len(entries) < len(shown) else "", None, rows)


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
    families = sorted({entry.family_name for entry in shown if entry.family_name}, key=alphabetical)
    yield from ((name, _("All schools of the family"), (RecordGroup.Kind.FAMILY, name)) for name in families)
    yield from ((entry.family_name, entry.name, (entry.pk,)) for entry in shown)


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
