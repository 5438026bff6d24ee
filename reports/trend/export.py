"""The trend and a team's story as rows for a download, from the same values that the pages draw."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.exports.file_names import titled
from reports.exports.table import CellKind, Field, Row, Table
from reports.figures.outcomes import LEVEL
from reports.figures.scales import plain

from .cycles import Compared
from .district import PracticeTrend, Trend
from .school import PracticeStory, SchoolTrend


def trend_table(trend: Trend) -> Table:
    head = (
        Field("characteristic", _("Characteristic")),
        *sides(trend, CellKind.LEVEL),
        Field("change", pgettext("of a level", "Change"), CellKind.LEVEL),
        *ways(),
        Field("continuing", _("Practices compared"), CellKind.WHOLE),
        Field("practices", _("Practices"), CellKind.WHOLE),
        Field("schools", _("Schools counted"), CellKind.WHOLE),
        Field("left_out", _("Schools left out"), CellKind.WHOLE),
        Field("note", _("Note")),
    )
    rows = (
        [
            f"{row.column.number} {row.column.short_name}",
            plain(LEVEL, row.change.before), plain(LEVEL, row.change.after), plain(LEVEL, row.change.value),
            *row.change.tally, row.continuing, row.practices, row.change.teams, row.change.left_out,
            str(row.change.missing.label) if row.change.missing else "",
        ]
        for row in trend.rows
    )  # fmt: skip
    return Table(titled(trend.cycle.name, _("Trend")), head, rows)


def trend_practices_table(trend: Trend) -> Table:
    head = (*practice_fields(), *ways(), Field("schools", _("Schools compared"), CellKind.WHOLE))
    rows: list[Row] = [
        [heading(one), one.practice.code, one.practice.statement, one.note, *one.tally, one.tally.compared]
        for one in trend.practices
    ]
    return Table(titled(trend.cycle.name, _("Trend"), _("Practices")), head, (*rows, *ends(trend, 4)))


def years_table(story: SchoolTrend) -> Table:
    head = (
        *practice_fields(),
        *sides(story, CellKind.WHOLE),
        Field("outcome_before", _("Outcome before")),
        Field("outcome_after", _("Outcome after")),
        Field("reason_before", _("Why, before")),
        Field("reason_after", _("Why, after")),
    )
    rows = [
        [
            heading(one), one.practice.code, one.practice.statement, one.note, one.before.value, one.after.value,
            one.before.words, one.after.words, one.before.reason, one.after.reason,
        ]
        for one in story.practices
    ]  # fmt: skip
    return Table(titled(story.cycle.name, _("Over the years"), story.entry.name), head, (*rows, *ends(story, 6)))


def practice_fields() -> tuple[Field, ...]:
    return (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), CellKind.CODE),
        Field("statement", _("Statement")),
        Field("edition", _("From edition to edition")),
    )


def sides(compared: Compared, kind: CellKind) -> tuple[Field, Field]:
    before = compared.before.cycle.name if compared.before else _("before")
    return Field("before", before, kind), Field("after", compared.cycle.name, kind)


def ways() -> tuple[Field, ...]:
    return (
        Field("rose", _("Rose"), CellKind.WHOLE),
        Field("fell", _("Fell"), CellKind.WHOLE),
        Field("stayed", _("Stayed"), CellKind.WHOLE),
    )


def heading(one: PracticeTrend | PracticeStory) -> str:
    return f"{one.column.number} {one.column.short_name}"


def ends(compared: Compared, empty: int) -> Iterator[Row]:
    for end in (*compared.ended, *compared.started):
        characteristic = end.practice.characteristic
        name = f"{characteristic.number} {characteristic.words_short_name}"
        yield [name, end.practice.code, end.practice.statement, end.why, *(None,) * empty]
