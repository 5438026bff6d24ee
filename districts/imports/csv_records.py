"""Records of a spreadsheet's text, each with its line; unreadable ones are reported, never left out."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from .csv_headings import MOST_COLUMNS, MOST_TITLES, header_of, is_header_row

# No cell of a list goes over more lines. Without an end, each line might be looked at once for every line before it.
MOST_LINES_OF_A_CELL = 50
MOST_LINES_OF_HEADINGS = 10


@dataclass(frozen=True)
class Refused:
    line: int
    reason: str
    text: str = ""
    lines: int = 1


def read_records(text, delimiter, width, columns=()):
    """Records with the line they start on, and what is refused.

    A record is one line. If a quotation mark stays open, its line alone is refused and the next ones are read,
    unless the mark closes further on, in a real cell of several lines: then all of them are refused.
    Headings are read in any case, since without them the columns of all other lines would be mistaken.
    ``width``: how many cells a line of this text has; ``columns``: the columns whose headings are known.
    """
    lines = list(io.StringIO(text, newline=""))
    records, refused, at = [], [], 0
    while at < len(lines):
        looks_for_headings = columns and len(records) <= MOST_TITLES
        cells, taken = first_record(lines[at : at + 1], delimiter)
        if not taken and looks_for_headings:
            cells, taken = headings_of(lines[at : at + MOST_LINES_OF_HEADINGS], delimiter, columns)
        if taken:
            if any(cell.strip() for cell in cells):
                records.append((at + 1, cells))
            at += taken
            continue
        cells = looks_for_headings and headings_without_marks(lines[at], delimiter, columns)
        if cells:
            records.append((at + 1, cells))
        refused.append(never_closed(lines, at) if cells else refusal_of(lines, at, delimiter, width))
        at += refused[-1].lines
    return records, refused


def first_record(lines, delimiter):
    """The first record's cells and number of lines; ([], 0) if its quotation marks do not match."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [], 0


def headings_of(lines, delimiter, columns):
    """Headings that start here, possibly on several lines, and their number of lines; else ([], 0)."""
    cells, taken = first_record(lines, delimiter)
    if any("\n" in cell.replace("\r", "\n") and delimiter in cell for cell in cells):
        return [], 0  # rather rows that an open quotation mark has taken for the text of one cell
    cells = [" ".join(cell.split()) for cell in cells]
    return (cells, taken) if is_header_row(header_of(cells, columns)) else ([], 0)


def headings_without_marks(line, delimiter, columns):
    cells = line.strip().replace('"', "").split(delimiter, MOST_COLUMNS)
    return cells if is_header_row(header_of(cells, columns)) else []


def refusal_of(lines, at, delimiter, width):
    text = lines[at].strip()[:200]
    _cells, taken = first_record(list(islice(lines, at, at + MOST_LINES_OF_A_CELL)), delimiter)
    within = lines[at + 1 : at + taken - 1]
    if taken and not are_rows(within, delimiter, width):
        reason = _("One of the cells goes on until line %(last)d. Put it on one line.") % {"last": at + taken}
        return Refused(at + 1, reason, text, taken)
    if lines[at].count('"') % 2:
        return never_closed(lines, at)
    return Refused(at + 1, _("The quotation marks in this line do not match, or one of its cells is very long."), text)


def never_closed(lines, at):
    reason = _("A quotation mark opens in this line and is never closed. Close it or remove it.")
    return Refused(at + 1, reason, lines[at].strip()[:200])


def are_rows(lines, delimiter, width):
    return bool(lines) and width > 1 and all(len(first_record([line], delimiter)[0]) == width for line in lines)
