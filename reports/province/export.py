"""The province as rows for a download."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from people.text import labelled
from reports.exports.table import CellKind, Field, Row, Table
from reports.figures.outcomes import LEVEL
from reports.figures.scales import plain

from .value import ProvinceTable


def province_table(tables: Sequence[ProvinceTable]) -> Table:
    numbers = sorted({number for table in tables for number, _name in table.columns})
    head = (
        Field("district", _("District")),
        Field("cycle", _("Cycle")),
        Field("published", _("Published"), CellKind.DATE),
        *(Field(f"level_{number}", labelled(_("Level"), str(number)), CellKind.LEVEL) for number in numbers),
    )

    def rows() -> Iterator[Row]:
        for table in tables:
            places = {number: i for i, (number, _name) in enumerate(table.columns)}
            for row in table.rows:
                shown = [row.cells[places[n]].value if n in places else None for n in numbers]
                yield [
                    row.cycle.district.name,
                    row.cycle.name,
                    row.cycle.published_on,
                    *(plain(LEVEL, value) for value in shown),
                ]

    return Table(_("Province"), head, rows())
