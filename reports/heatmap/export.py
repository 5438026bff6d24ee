"""The heatmap and its practices as rows for a download."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.text import labelled
from reports.exports.file_names import titled
from reports.exports.school_numbers import NUMBER, SchoolNumbers, number_of_row, school_numbers
from reports.exports.table import CellKind, Field, Row, Table, in_a_file
from reports.figures.scales import plain

from .practices import PracticeTable
from .value import Heatmap


def heatmap_table(heatmap: Heatmap) -> Table:
    measure, columns = heatmap.measure, heatmap.columns
    unit, kind = (" (%)", CellKind.SHARE) if measure.figure.is_share else ("", CellKind.LEVEL)

    def fields(key: str, words: str, kind: CellKind) -> Iterator[Field]:
        return (
            Field(f"{key}_{column.number}", labelled(f"{column.number} {column.short_name}", words), kind)
            for column in columns
        )

    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("school", _("School")),
        *fields(measure.key, f"{measure.label}{unit}", kind),
        Field("coverage", _("Coverage (%)"), CellKind.SHARE),
        *fields("agreed", _("practices agreed"), CellKind.WHOLE),
        *fields("applicable", _("practices that apply"), CellKind.WHOLE),
    )
    numbers = school_numbers(heatmap.cycle.district)
    return Table(titled(heatmap.cycle.name, _("Results"), measure.label), head, heatmap_rows(heatmap, numbers))


def heatmap_rows(heatmap: Heatmap, numbers: SchoolNumbers) -> Iterator[Row]:
    for row in heatmap.rows:
        counts = [cell.counts for cell in row.cells]
        yield [
            number_of_row(row, numbers),
            row.family,
            _("All schools of the family") if row.kind == "family" else row.name,
            *(plain(heatmap.measure.figure, cell.value) for cell in row.cells),
            row.coverage[0] if row.coverage else None,
            *(None if own is None else own.agreed for own in counts),
            *(None if own is None else own.applicable for own in counts),
        ]


def practices_table(table: PracticeTable) -> Table:
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("school", _("School")),
        *(Field(summary.code, in_a_file(summary.code)) for summary in table.summaries),
    )
    numbers = school_numbers(table.cycle.district)
    rows = (
        [
            number_of_row(row, numbers),
            row.family,
            row.name,
            *(cell.text if cell.value is None else int(cell.value) for cell in row.cells),
        ]
        for row in table.rows
    )
    return Table(titled(table.cycle.name, _("Characteristic"), table.column.number), head, rows)
