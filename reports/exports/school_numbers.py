"""The board's own numbers of its schools, with which files join its other systems."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from districts.structure.models import District, School

from .table import Field


class RowOfReport(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def key(self) -> str: ...


# By the school's key; what is of no school asks for None, and finds nothing.
SchoolNumbers = Mapping[int | None, str]
NUMBER = Field("school_number", _("School number"))  # text: 044907 begins with a zero; none for the district team


def school_numbers(district: District) -> SchoolNumbers:
    """Today's numbers of a district's schools, by the school's key; schools without a number are left out."""
    schools = School.objects.filter(district=district).exclude(sourced_id="").order_by()
    return dict(schools.values_list("pk", "sourced_id"))


def number_of_row(row: RowOfReport, numbers: SchoolNumbers) -> str | None:
    """The number of the school in a report's row; None for the row of a district, a family or a team."""
    return numbers.get(int(row.key[1:])) if row.kind == "school" else None
