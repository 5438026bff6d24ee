"""The board report as rows for a download."""

from django.utils.translation import gettext as _

from ..values.figures import COVERAGE, LEVEL, TARGET
from ..values.scales import plain
from .names import titled
from .table import Field, Kind, Table


def board_table(report):
    """A row a characteristic, with the district's figures now and, over the practices both cycles have, before."""
    head = (
        Field("characteristic", _("Characteristic")),
        Field("level", _("Level"), Kind.LEVEL),
        Field("target", _("At or above target (%)"), Kind.SHARE),
        Field("coverage", _("Coverage (%)"), Kind.SHARE),
        Field("schools", _("Schools counted"), Kind.WHOLE),
        Field("before", _("Compared: level before"), Kind.LEVEL),
        Field("after", _("Compared: level now"), Kind.LEVEL),
        Field("change", _("Change"), Kind.LEVEL),
        Field("practices", _("Practices compared"), Kind.WHOLE),
    )
    return Table(titled(report.cycle, _("Board report")), head, (cells_of(row) for row in report.rows))


def cells_of(row):
    """A characteristic's cells."""
    return [
        f"{row.number} {row.name}",
        plain(LEVEL, row.level),
        plain(TARGET, row.at_target),
        plain(COVERAGE, row.coverage),
        row.schools,
        *compared(row.change),
    ]


def compared(change):
    """The level before and now over the practices of both cycles, their difference, and how many those are."""
    if change is None:
        return (None,) * 4
    return plain(LEVEL, change.before), plain(LEVEL, change.after), plain(LEVEL, change.by), change.practices
