"""Who could help, as rows for a download: each practice with each school that may be asked."""

from django.utils.translation import gettext as _

from ..values.willing import rows_to_ask
from .table import Field, Table


def willing_table(records):
    """The practices of a cycle in the edition's order, their schools by family and name; nobody’s address."""
    head = (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice")),
        Field("statement", _("Statement")),
        Field("family", _("Family of schools")),
        Field("school", _("School")),
    )
    names = {column.pk: f"{column.number} {column.short_name}" for column in records.columns}
    rows = (
        [names[practice.characteristic_id], practice.code, practice.statement, family, school]
        for practice, family, school in rows_to_ask(records)
    )
    return Table(f"{records.cycle.name}-who-could-help", head, rows)
