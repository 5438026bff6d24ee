"""The history of changes, as rows for a download."""

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.exports.table import CellKind, Field, Table

from .value import line_of


def history_table(district, rows):
    """What the page shows with the same filter, all of it."""
    head = (
        Field("day", _("Day"), CellKind.DATE),
        Field("time", _("Time")),
        Field("who", _("Who")),
        Field("about", _("About")),
        Field("change", _("Change")),
    )
    return Table(_("History of changes"), head, (cells(line_of(row)) for row in rows))


def cells(line):
    """A change: its day and time by the district's clock."""
    at = timezone.localtime(line.at)
    return [at.date(), f"{at:%H:%M}", line.by_name, line.group, line.sentence]
