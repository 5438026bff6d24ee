"""The board report as rows for a download."""

from django.utils.translation import gettext as _

from .figures import COVERAGE, LEVEL, TARGET
from .scales import plain
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
    return Table(f"{report.cycle}-board", head, (cells_of(row) for row in report.rows))


def cells_of(row):
    """A characteristic's cells."""
    change = row.change
    return [
        f"{row.number} {row.name}",
        plain(LEVEL, row.level),
        plain(TARGET, row.at_target),
        plain(COVERAGE, row.coverage),
        row.schools,
        plain(LEVEL, change and change.before),
        plain(LEVEL, change and change.after),
        plain(LEVEL, change and change.by),
        change and change.practices,
    ]
