"""Read pasted spreadsheet text into rows and columns, with line numbers.

There is no database access. A cell stays text, even if a spreadsheet would run it as a formula.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import first_control_character

from .csv_cells import cell_of, reason_of_formula
from .csv_encoding import misread, repaired, text_of_file
from .csv_headings import (
    MOST_COLUMNS,
    MOST_TITLES,
    PERSON_COLUMNS,
    SCHOOL_COLUMNS,
    header_of,
    is_header_row,
    is_rule,
    is_total,
    place_of_header,
    plain,
)
from .csv_records import Refused, read_records

# All that reading a list takes, with what is said of headings and encodings in modules of their own.
__all__ = [
    "PERSON_COLUMNS",
    "SCHOOL_COLUMNS",
    "ListRow",
    "ListSheet",
    "delimiter_of",
    "plain",
    "read_sheet",
    "text_of_file",
]

MOST_LINES = 2_000
MOST_BYTES = 1_000_000
DELIMITERS = ",;\t|"
# With this line above everything else Excel says, and is told, what separates the cells.
SEPARATOR_LINE = re.compile(r'\s*"?sep=([^"\w\s]|\t)"?[,;\t]*\s*$', re.IGNORECASE)


@dataclass(frozen=True)
class ListRow:
    line: int
    cells: dict[str, str] = field(hash=False)

    def get(self, key):
        return self.cells.get(key, "")


@dataclass(frozen=True)
class ListSheet:
    rows: tuple[ListRow, ...] = ()
    refused: tuple[Refused, ...] = ()
    columns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    problem: str = ""
    beside: tuple[tuple[int, str], ...] = ()


def read_sheet(text, columns):
    """Read pasted text; with a header row in English or French the columns may be in any order."""
    text = text.removeprefix("\ufeff")
    problem = too_much(text)
    if problem:
        return ListSheet(problem=problem)
    said, text = declared_separator(text)
    delimiter = said or delimiter_of(text, columns)
    records, refused = read_records(text, delimiter, width_of(text, delimiter), columns)
    if not records and not refused:
        return ListSheet(problem=_("There is nothing in it. Paste at least one line."))
    at, header = place_of_header([cells for _line, cells in records[: MOST_TITLES + 1]], columns)
    keys = header or [column.key for column in columns if not column.only_with_heading]
    names = records[at][1] if header else []
    body, beside = rows_and_rest(records, at, header, columns)
    rows = []
    for line, cells in body:
        reason = reason_to_refuse(cells, keys)
        if reason:
            refused.append(Refused(line, reason, in_one_line(cells)))
        else:
            rows.append(ListRow(line, cells_by_key(cells, keys)))
    unknown = unused(names, keys, [cells for _line, cells in body])
    return ListSheet(tuple(rows), tuple(refused), tuple(k for k in keys if k), unknown, beside=tuple(beside))


def declared_separator(text):
    first, ending, rest = re.split(r"(\r\n|\r|\n|$)", text, maxsplit=1) if text[:20].strip() else ("", "", text)
    found = SEPARATOR_LINE.match(first)
    return (found[1], ending + rest) if found else ("", text)


def rows_and_rest(records, at, header, columns):
    if not header:
        return records, []
    rows, beside = [], [(line, in_one_line(cells)) for line, cells in records[:at]]
    for line, cells in records[at + 1 :]:
        if cells == records[at][1] or is_rule(cells) or is_header_row(header_of(cells, columns)):
            beside.append((line, in_one_line(cells)))
        else:
            rows.append((line, cells))
    ends = [rows.pop() for _row in rows[-2:] if is_total(rows[-1][1])]
    return rows, beside + [(line, in_one_line(cells)) for line, cells in reversed(ends)]


def in_one_line(cells):
    return " · ".join(cell.strip() for cell in cells if cell.strip())[:200]


def cells_by_key(cells, keys):
    return {key: cell_of(key, cell) for key, cell in zip(keys, cells, strict=False) if key}


def unused(names, keys, rows):
    found = []
    for number, (name, key) in enumerate(zip(names, keys, strict=False), start=1):
        if not key and name.strip():
            found.append(name)
        elif not key and any(cells[number - 1].strip() for cells in rows if len(cells) >= number):
            found.append(_("column %(number)d, without a heading") % {"number": number})
    return tuple(found)


def too_much(text):
    if len(text.encode("utf-8", errors="replace")) > MOST_BYTES:
        return _("This is more than 1 MB. Paste it in two or more parts.")
    lines = len(text.splitlines())
    if lines > MOST_LINES + 1:
        return ngettext(
            "This has %(lines)d line; at most 2,000 are read at once. Paste it in parts.",
            "This has %(lines)d lines; at most 2,000 are read at once. Paste it in parts.",
            lines,
        ) % {"lines": lines}
    return ""


def delimiter_of(text, columns):
    """The delimiter that makes one of the first lines a header, else the one that they agree on.

    Not ``csv.Sniffer``: a page of text can keep it busy for hours.
    """
    lines = first_lines(text)
    if not lines:
        return ","
    for number, line in enumerate(lines[: MOST_TITLES + 1]):
        for delimiter in DELIMITERS:
            keys = header_of(line.replace('"', "").split(delimiter, MOST_COLUMNS), columns)
            if delimiter in line and (is_header_row(keys) or (keys and number == 0)):
                return delimiter
    return max(DELIMITERS, key=lambda delimiter: agreement(lines, delimiter))


def first_lines(text):
    return list(islice((line for line in text.splitlines() if line.strip()), 20))


def width_of(text, delimiter):
    return agreement(first_lines(text), delimiter)[1] + 1


def outside_quotes(line):
    return "".join(line.split('"')[::2])


def agreement(lines, delimiter):
    """The greatest number of lines with equally many delimiters, and how many they have."""
    counts = Counter(outside_quotes(line).count(delimiter) for line in lines)
    del counts[0]
    return max(((agreeing, number) for number, agreeing in counts.items()), default=(0, 0))


def reason_to_refuse(cells, keys):
    if len([cell for cell in cells[len(keys) :] if cell.strip()]):
        return _("This line has more cells than there are columns. Put quotation marks around a cell with a separator.")
    for cell in cells:
        control = first_control_character(cell, allowed="\t")
        if control is not None:
            return _("This line holds a character that cannot be shown (U+%(code)s).") % {"code": f"{ord(control):04X}"}
    return reason_of_formula(cells, keys) or reason_of_misread(cells)


def reason_of_misread(cells):
    for number, cell in enumerate(cells, start=1):
        wrong = misread(cell)
        known = {"wrong": wrong, "meant": repaired(wrong), "column": number}
        if known["meant"]:
            return (
                _("“%(wrong)s” in column %(column)d was read the wrong way; it was probably “%(meant)s”. Correct it.")
                % known
            )
        if wrong:
            return (
                _("“%(wrong)s” in column %(column)d was read the wrong way. Correct it, or save the file as UTF-8.")
                % known
            )
    return ""
