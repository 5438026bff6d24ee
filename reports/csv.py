"""Downloads of tables: the values of the page, row by row, as a spreadsheet opens them without harm."""

import csv

from django.http import StreamingHttpResponse
from django.utils.text import slugify

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
    if isinstance(value, str) and value.lstrip(" ").startswith(DANGEROUS):
        return f"'{value}"
    return value


def lines(head, rows):
    """The table's lines, each made when it is sent."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow([harmless(str(word)) for word in head])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


def csv_response(name, head, rows):
    """A download of a table under a name made of plain letters."""
    response = StreamingHttpResponse(lines(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(name) or "table"}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
