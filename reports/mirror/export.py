"""The mirror as rows for a download."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.exports.file_names import titled
from reports.exports.table import Cell, CellKind, Field, Row, Table

from .value import Mirror, Reflected


def mirror_table(mirror: Mirror) -> Table:
    """One row a characteristic, followed by its practices; means as written, with "or lower"."""
    head = (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), CellKind.CODE),
        Field("statement", _("Statement")),
        Field("district_team", _("District team")),
        Field("schools", _("Schools")),
        Field("gap", _("Gap"), CellKind.LEVEL),
        Field("people", _("District team: people who answered"), CellKind.WHOLE),
        Field("practices", _("Practices shown"), CellKind.WHOLE),
        Field("note", _("Note")),
    )
    return Table(titled(mirror.cycle.name, _("Mirror")), head, mirror_rows(mirror))


def mirror_rows(mirror: Mirror) -> Iterator[Row]:
    for row in mirror.rows:
        name = f"{row.column.number} {row.column.short_name}"
        yield [name, "", row.column.title, *figures_of(row.reflected), None, row.shown, note(row.reflected)]
        for one in row.practices:
            practice = [one.practice.code, one.practice.statement]
            yield [name, *practice, *figures_of(one.reflected), one.people, None, note(one.reflected)]


def figures_of(reflected: Reflected) -> list[Cell]:
    if reflected.sides is None:
        return [None] * 3
    gap = reflected.sides.gap
    return [reflected.district, reflected.schools, None if gap is None else float(gap)]


def note(reflected: Reflected) -> str:
    return "" if reflected.sides and reflected.sides.gap is not None else reflected.words
