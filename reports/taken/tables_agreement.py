"""Agreement as rows for a download: one for everybody of whom something is stored, and each practice."""

from django.utils.translation import gettext as _

from ..values.figures import percent
from .table import Field, Kind, Table


def agreement_table(agreement):
    """Medians and shares within one level, of all schools, the district team, families and schools."""
    head = (
        Field("family", _("Family of schools")),
        Field("name", _("School or group")),
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice")),
        Field("median", _("Median"), Kind.WHOLE),
        Field("share_within_one", _("Within one level of it (%)"), Kind.SHARE),
        Field("note", _("Note")),
    )
    return Table(f"{agreement.cycle.name}-agreement", head, agreement_rows(agreement))


def agreement_rows(agreement):
    """The rows of the download, made when they are sent."""
    names = {column.pk: f"{column.number} {column.short_name}" for column in agreement.columns}
    for family, name, whose in agreement.listed:
        own = agreement.stood.get(whose, {})
        for practice in agreement.practices:
            stood = own.get(practice.pk)
            figures = [None, None, agreement.withheld] if stood is None else [stood.median, percent(stood.near), ""]
            yield [family, name, names[practice.characteristic_id], practice.code, *figures]
