"""Tables as an Excel workbook: one sheet each, cells typed by their column, no formula anywhere.

XlsxWriter writes 4,000 rows several times as fast as openpyxl and is imported for the first workbook, so a workbook
is written while its reader waits, without a task worker. Each row goes to a temporary file when the next begins;
kept in memory until the end, a district's rows left a web worker 40 megabytes larger.
"""

import datetime
import io
import re
from collections.abc import Iterable, Mapping
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from people.text import writable

from .file_names import attachment, file_name
from .table import Cell, CellKind, Table, in_a_file

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a sheet's name cannot hold, and how long it may be.
NOT_IN_A_NAME, LONGEST_NAME = re.compile(r"[\[\]:*?/\\]"), 31
WIDEST, NARROWEST = 70, 8
# Nothing that stands in a cell is guessed at: text that looks like a formula, a link or a number stays text.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Whole numbers are shown whole as they are.
NUMBERS = {CellKind.LEVEL: "0.0", CellKind.DATE: "yyyy-mm-dd"}


def workbook_of(tables: Iterable[Table], *, title: str, made_at: datetime.datetime, author: str = "") -> bytes:
    """The bytes of a workbook with these tables; the same tables and moment give the same bytes."""
    # Imported here: no page writes a workbook.
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with TemporaryDirectory() as folder, Workbook(file, options_of(folder)) as book:
        book.set_properties({"title": writable(title), "author": writable(author), "created": made_at})
        formats = {kind: book.add_format({"num_format": number}) for kind, number in NUMBERS.items()}
        # Marked as text, a cell that begins like a formula stays text when somebody edits it.
        formats[CellKind.TEXT] = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for table in tables:
            draw(book.add_worksheet(name_of(table)), table, formats, head)
    return file.getvalue()


def options_of(folder: str) -> dict[str, Any]:
    return AS_WRITTEN | {"constant_memory": True, "tmpdir": folder}


def name_of(table: Table) -> str:
    return NOT_IN_A_NAME.sub(" ", writable(str(table.name)))[:LONGEST_NAME].strip("' ")


def draw(sheet: Any, table: Table, formats: Mapping[CellKind, Any], head: Any) -> None:
    widths = [NARROWEST] * len(table.fields)
    for column, title in enumerate(table.head):
        sheet.write_string(0, column, writable(title), head)
        widths[column] = max(widths[column], max(map(len, title.split())) + 3)
    last = 0
    for last, row in enumerate(table.rows, 1):
        for column, (field, value) in enumerate(zip(table.fields, row, strict=True)):
            write(sheet, (last, column), field.kind, value, formats.get(field.kind))
            if field.kind is CellKind.TEXT:
                widths[column] = max(widths[column], len(str(value or "")) + 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST))
    # School numbers are text on purpose: no green corner needs to say so.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.fields) - 1)


def write(sheet: Any, place: tuple[int, int], kind: CellKind, value: Cell, form: Any) -> None:
    if value is None or value == "":
        return
    if kind is CellKind.TEXT and isinstance(value, int | float):
        sheet.write_number(*place, value)  # a column of levels with words between them
    elif kind is CellKind.TEXT:
        sheet.write_string(*place, writable(str(value)), form)
    elif kind is CellKind.CODE:
        sheet.write_string(*place, in_a_file(value))
    elif kind is CellKind.FLAG:
        sheet.write_boolean(*place, value)
    elif kind is CellKind.DATE:
        sheet.write_datetime(*place, value, form)
    else:
        sheet.write_number(*place, value, form)


def workbook_response(
    tables: Iterable[Table], *, title: str, place: str, made_at: datetime.datetime, author: str = ""
) -> HttpResponse:
    content = workbook_of(tables, title=title, made_at=made_at, author=author)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = attachment(file_name(place, title), "xlsx")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def table_response(table: Table, place: str = "") -> HttpResponse:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return workbook_response([table], title=str(table.name), place=place, made_at=today)
