"""Downloads of tables: the values of the page, row by row, as a spreadsheet opens them without harm."""

import csv

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from people.text import writable

# What a spreadsheet would take for a formula, or cut a cell at.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


class Echo:
    """A file that gives back each line instead of keeping it."""

    def write(self, line):
        """The line, as it goes out."""
        return line


def harmless(value):
    """Text that no spreadsheet runs: whatever could begin a formula begins with an apostrophe. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = writable(value)
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def lines(table):
    """The table's lines, each made when it is sent."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow([harmless(word) for word in table.head])
    for row in table.rows:
        yield writer.writerow([harmless(value) for value in row])


def csv_response(table, place=""):
    """A download of a table, named in plain letters after its place (a district's slug) and what it is of."""
    response = StreamingHttpResponse(lines(table), content_type="text/csv; charset=utf-8")
    name = slugify(f"{place}-{table.name}") or "table"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
