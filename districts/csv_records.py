"""Records out of a spreadsheet's text, each with its line; what cannot be read is named, never left out."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

# No cell of a list goes over more lines. Without an end, each line might be looked at once for every line before it.
MOST_LINES_OF_A_CELL = 50


@dataclass(frozen=True)
class Refused:
    """A line that cannot be read, and why; with the lines that its last cell goes on to."""

    line: int
    reason: str
    text: str = ""
    lines: int = 1


def read_records(text, delimiter, width):
    """Records with the line they stand on, and what is refused.

    A record is one line. Where a quotation mark stays open, its line alone is refused and the next ones are read,
    unless the mark is closed further on, in a cell that really goes over several lines: then all of them are refused.
    ``width`` is how many cells the lines of this text have.
    """
    lines = list(io.StringIO(text, newline=""))
    records, refused, at = [], [], 0
    while at < len(lines):
        cells, taken = first_record(lines[at : at + 1], delimiter)
        if taken:
            at += 1
            if any(cell.strip() for cell in cells):
                records.append((at, cells))
        else:
            refused.append(refusal_of(lines, at, delimiter, width))
            at += refused[-1].lines
    return records, refused


def first_record(lines, delimiter):
    """The first record's cells and how many lines it takes; none where its quotation marks do not match."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [], 0


def refusal_of(lines, at, delimiter, width):
    """Why the record that begins here cannot be read, and how many lines that concerns."""
    text = lines[at].strip()[:200]
    _cells, taken = first_record(list(islice(lines, at, at + MOST_LINES_OF_A_CELL)), delimiter)
    within = lines[at + 1 : at + taken - 1]
    if taken and not are_rows(within, delimiter, width):
        reason = _("One of the cells goes on until line %(last)d. Put it on one line.") % {"last": at + taken}
        return Refused(at + 1, reason, text, taken)
    if lines[at].count('"') % 2:
        return Refused(
            at + 1, _("A quotation mark opens in this line and is never closed. Close it or remove it."), text
        )
    return Refused(at + 1, _("The quotation marks in this line do not match, or one of its cells is very long."), text)


def are_rows(lines, delimiter, width):
    """Whether these lines are rows of the list, which an open quotation mark has taken for the text of one cell."""
    return bool(lines) and width > 1 and all(len(first_record([line], delimiter)[0]) == width for line in lines)
