"""Who could help, as rows for a download: each practice with each school that may be asked."""

from django.utils.translation import gettext as _

from reports.exports.file_names import titled
from reports.exports.school_numbers import NUMBER, school_numbers
from reports.exports.table import CellKind, Field, Table
from reports.figures.records import CycleRecords

from .value import rows_to_ask


def peer_offers_table(records: CycleRecords) -> Table:
    """The practices of a cycle in the edition's order, their schools by family and name; nobody's address."""
    head = (
        NUMBER,
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), CellKind.CODE),
        Field("statement", _("Statement")),
        Field("family", _("Family of schools")),
        Field("school", _("School")),
    )
    names = {column.pk: f"{column.number} {column.short_name}" for column in records.columns}
    numbers = school_numbers(records.cycle.district)
    rows = (
        [
            numbers.get(entry.school_pk), names[practice.characteristic_id], practice.code, practice.statement,
            family, entry.name,
        ]
        for practice, family, entry in rows_to_ask(records)
    )  # fmt: skip
    return Table(titled(records.cycle.name, _("Who could help")), head, rows)
