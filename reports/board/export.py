"""The board report as rows for a download."""

from django.utils.translation import gettext as _

from reports.exports.file_names import titled
from reports.exports.table import Cell, CellKind, Field, Row, Table
from reports.figures.outcomes import COVERAGE, LEVEL, TARGET
from reports.figures.scales import plain

from .change import BoardChange
from .document import DrawnRow
from .document import drawn as drawn_board
from .value import BoardReport, BoardRow


def board_table(report: BoardReport) -> Table:
    """One row a characteristic: the district's figures, the change of the level over which schools, and notes.

    The two levels of a change are left out: they are of other schools than the level in the same row.
    """
    head = (
        Field("characteristic", _("Characteristic")),
        Field("level", _("Level"), CellKind.LEVEL),
        Field("target", _("At or above target (%)"), CellKind.SHARE),
        Field("coverage", _("Coverage (%)"), CellKind.SHARE),
        Field("schools", _("Schools counted"), CellKind.WHOLE),
        Field("left_out", _("Schools left out"), CellKind.WHOLE),
        Field("change", _("Change"), CellKind.LEVEL),
        Field("change_schools", _("Schools compared"), CellKind.WHOLE),
        Field("practices", _("Practices compared"), CellKind.WHOLE),
        Field("note", _("Note")),
    )
    name = titled(report.cycle, _("Board report"))
    return Table(name, head, (cells_of(drawn) for drawn in drawn_board(report).rows))


def cells_of(drawn: DrawnRow) -> Row:
    row = drawn.row
    return [f"{row.number} {row.name}", *figures_of(row), *compared(row.change), "; ".join(drawn.dashes)]


def figures_of(row: BoardRow) -> tuple[Cell, ...]:
    shown = plain(LEVEL, row.level), plain(TARGET, row.at_target), plain(COVERAGE, row.coverage)
    return *shown, row.schools, row.left_out


def compared(change: BoardChange | None) -> tuple[Cell, ...]:
    """The change of the level, and over how many schools and practices of both cycles; three times None without."""
    if change is None or change.by is None:
        return (None,) * 3
    return plain(LEVEL, change.by), change.schools, change.practices
