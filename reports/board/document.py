"""The board report in words and formatted figures, in the reader's language, for page, PDF and slides alike."""

from dataclasses import dataclass, fields, is_dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import writable
from reports.figures.outcomes import tenths
from reports.figures.scales import Writing, place
from reports.trend.comparison import Missing

from .paragraphs import TextBlock, blocks_of
from .value import BoardReport, BoardRow


@dataclass(frozen=True)
class DrawnRow:
    """A characteristic's row as text.

    ``dash``: why there is no figure; ``basis``: which schools the change covers, or why there is none.
    """

    row: BoardRow
    place: int | None
    level: str
    at_target: str
    coverage: str
    dash: str
    change: str
    basis: str
    reach: str
    left_out: str

    @property
    def dashes(self):
        if self.row.level is None:
            yield _("No level: %(why)s") % {"why": self.dash}
        if self.row.change and self.row.change.by is None:
            yield _("No change: %(why)s") % {"why": self.basis}


@dataclass(frozen=True)
class DrawnBoard:
    report: BoardReport
    rows: tuple[DrawnRow, ...]
    headline: str
    since: str
    learned: tuple[TextBlock, ...]
    next_steps: tuple[TextBlock, ...]
    notes: tuple[str, ...]


def drawn(report):
    report, writing = in_writable_text(report), Writing()
    rows = tuple(drawn_row(row, report, writing) for row in report.rows)
    return DrawnBoard(
        report=report,
        rows=rows,
        headline=headline_of(report, writing),
        since=since_of(report),
        learned=blocks_of(report.words.learned),
        next_steps=blocks_of(report.words.next_steps),
        notes=tuple(notes_of(report)),
    )


def in_writable_text(value):
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, tuple):
        return tuple(map(in_writable_text, value))
    if is_dataclass(value):
        return replace(value, **{field.name: in_writable_text(getattr(value, field.name)) for field in fields(value)})
    return value


def drawn_row(row, report, writing):
    scale, change = report.scale, row.change
    return DrawnRow(
        row=row,
        place=None if row.level is None else place(row.level, scale.low, scale.high),
        level=writing.level(row.level),
        at_target=writing.share(row.at_target),
        coverage=writing.share(row.coverage),
        dash=_("fewer than two schools counted") if row.level is None or row.coverage is None else "",
        change=writing.change(change and change.by),
        basis=basis_of(change),
        reach=reach_of(change) if change and change.by is not None else "",
        left_out=left_out_of(row),
    )


def left_out_of(row):
    words = ngettext("(%(number)s left out)", "(%(number)s left out)", row.left_out)
    return words % {"number": row.left_out} if row.left_out else ""


def basis_of(change):
    if change is None or (change.by is None and not change.missing):
        return _("cannot be compared")
    if change.by is None:
        return str(Missing(change.missing).label)
    if change.schools is None:
        return _("in the same schools both years")
    words = ngettext(
        "in the same %(schools)s school both years", "in the same %(schools)s schools both years", change.schools
    )
    return words % {"schools": change.schools}


def reach_of(change):
    moves = {"rose": change.rose, "fell": change.fell, "stayed": change.stayed}
    said = [_("judged higher %(rose)s times, lower %(fell)s, the same %(stayed)s") % moves]
    if change.practices < change.of:
        said.append(_("over %(practices)s of %(of)s practices") % {"practices": change.practices, "of": change.of})
    if change.moved:
        words = ngettext(
            "%(moved)s practice came from another characteristic",
            "%(moved)s practices came from another characteristic",
            change.moved,
        )
        said.append(words % {"moved": change.moved})
    return " · ".join(said)


def headline_of(report, writing):
    known = [row for row in report.rows if row.level is not None]
    if not known:
        return _("There is no figure for the district yet: it takes two schools, so that no school is known by it.")
    high, low = (first(known, key=lambda row: tenths(row.level)) for first in (max, min))
    if tenths(high.level) == tenths(low.level):
        return _("All characteristics stand at %(level)s.") % {"level": writing.level(high.level)}
    words = _("Most established is %(high)s (%(high_level)s); most room to grow has %(low)s (%(low_level)s).")
    levels = {"high_level": writing.level(high.level), "low_level": writing.level(low.level)}
    return words % {"high": high.name, "low": low.name, **levels}


def since_of(report):
    if not report.before:
        return _("This is the first published cycle, so there is nothing yet to compare it with.")
    steps = [row.change.by for row in report.rows if row.change and row.change.by is not None]
    if not steps and any(row.change for row in report.rows):
        words = _("No change since %(before)s is told here: too few schools have both, or one could be known by it.")
        return words % {"before": report.before}
    if not steps:
        return _("It cannot be compared with %(before)s.") % {"before": report.before}
    rose, fell, all_rows = sum(step > 0 for step in steps), sum(step < 0 for step in steps), len(report.rows)
    stayed, without = len(steps) - rose - fell, all_rows - len(steps)
    first = ngettext("%(rose)s of %(all)s characteristics rose", "%(rose)s of %(all)s characteristics rose", rose)
    others = (
        (fell, ngettext("%(number)s fell", "%(number)s fell", fell)),
        (stayed, ngettext("%(number)s stayed", "%(number)s stayed", stayed)),
        (without, ngettext("%(number)s is not compared", "%(number)s are not compared", without)),
    )
    parts = [first % {"rose": rose, "all": all_rows}, *(w % {"number": number} for number, w in others if number)]
    # Translators: after "since" the name of a cycle, then for instance "5 of 9 characteristics rose, 1 fell, 3 stayed".
    return _("Since %(before)s: %(parts)s.") % {"before": report.before, "parts": ", ".join(parts)}


def notes_of(report):
    yield _("Each figure is the mean of the schools’ figures, each school once.")
    yield _("A school counts where at least half of its practices are agreed.")
    if report.compares:
        yield _(
            "A level is of all schools counted in this cycle. A change is of the schools and practices that both cycles "
            "have, so it is not the difference of two levels in this report and the one before."
        )
    if report.before and not report.compares:
        yield _(
            "The two cycles share no scale, or too few schools and practices for a change that tells of no single school."
        )
    if any(row.level is None for row in report.rows):
        yield _("Where fewer than two schools are counted there is no figure: it would be one school’s.")
    yield _("The levels are what leadership teams agreed together. They are for improvement, not for appraisal.")
