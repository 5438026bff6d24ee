"""The history of changes, as rows for a download."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from districts.structure.models import District
from reports.exports.table import CellKind, Field, Table
from reports.exports.table import Row as TableRow

from .value import HistoryLine, Row, line_of


def history_table(district: District, rows: Iterable[Row]) -> Table:
    head = (
        Field("day", _("Day"), CellKind.DATE),
        Field("time", _("Time")),
        Field("who", _("Who")),
        Field("about", _("About")),
        Field("change", _("Change")),
    )
    return Table(_("History of changes"), head, (cells(line_of(row)) for row in rows))


def cells(line: HistoryLine) -> TableRow:
    at = timezone.localtime(line.at)
    return [at.date(), f"{at:%H:%M}", line.by_name, line.group, line.sentence]
