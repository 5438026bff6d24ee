"""Downloads of tables as CSV: the values of the page, row by row, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import get_language

from people.languages import Dialect, dialect_of
from people.text import writable

from .file_names import attachment, file_name
from .table import Cell, CellKind, Table, in_a_file

BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for a formula at the start of a cell, in wide and small letters too.
SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫"
# A cell begins at the start, and after whatever one reader or another takes for the end of a cell or of a line.
# Blanks, invisible characters and quotation marks before the sign keep no reader from seeing it.
LINE_ENDS = r"\r\n\v\f\x85\u2028\u2029"
BLANKS = rf"(?:[^\S\t{LINE_ENDS}]|[\"\u200b-\u200f\u2060\ufeff])*"
FORMULA = re.compile(rf"(^|[,;|\t{LINE_ENDS}])({BLANKS})(?=[{SIGNS}])")
# What would be the next cell or a line of its own before anything else is read.
BEGINS_APART = re.compile(r" *[\t\r\n]")
# Most texts hold none of these, and a district's table has twenty thousand.
SUSPECT = re.compile(rf"[{SIGNS}\t\r\n]")


class Echo:
    """A file for ``csv.writer`` that returns each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def harmless(value: Cell) -> Cell:
    """Text with an apostrophe before anything that a spreadsheet could run as a formula. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text: str = writable(value)
    if not SUSPECT.search(text):
        return text
    if BEGINS_APART.match(text):
        text = f"'{text}"
    return FORMULA.sub(guarded, text)


def guarded(found: re.Match[str]) -> str:
    """The start of a cell with an apostrophe, put before leading blanks, which some readers drop."""
    before, blanks = found.groups()
    return f"{before}{blanks}'" if before else f"'{blanks}"


def lines(table: Table, dialect: Dialect) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=dialect.separator)
    yield BYTE_ORDER_MARK + writer.writerow([harmless(word) for word in table.head])
    codes = [field.kind is CellKind.CODE for field in table.fields]
    for row in table.rows:
        yield writer.writerow(
            [written(in_a_file(value) if code else value, dialect) for value, code in zip(row, codes, strict=True)]
        )


def written(value: Cell, dialect: Dialect) -> Cell:
    if isinstance(value, bool):
        return dialect.true if value else dialect.false
    if isinstance(value, float):
        return str(value).replace(".", dialect.decimal)
    return harmless(value)


def csv_response(table: Table, place: str = "") -> StreamingHttpResponse:
    dialect = dialect_of(get_language())
    response = StreamingHttpResponse(lines(table, dialect), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = attachment(file_name(place, table.name), "csv")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
