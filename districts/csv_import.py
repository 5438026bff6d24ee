"""Reading what people paste: rows and columns out of a spreadsheet's text, with the line each came from.

Nothing here knows a database. A cell is text and stays text, also when a spreadsheet would run it as a formula.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import first_control_character

from .csv_records import Refused, read_records

MOST_LINES = 2_000
MOST_BYTES = 1_000_000
DELIMITERS = ",;\t"
# No heading and no word of ours is longer, and no list is wider. Beyond, nothing is compared: accents piled on one
# another take the square of their number to be put in order.
LONGEST_WORDS = 100
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Column:
    """A column as it is called in the app, and the words people use for it in a header row."""

    key: str
    words: tuple


@dataclass(frozen=True)
class Row:
    """One line of the table that could be read."""

    line: int
    cells: dict = field(hash=False)

    def get(self, key):
        """A cell's text, empty where the table has none."""
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Sheet:
    """What was read: rows, lines refused, the columns found, and those nobody knows."""

    rows: tuple = ()
    refused: tuple = ()
    columns: tuple = ()
    unknown: tuple = ()
    problem: str = ""


SCHOOL_COLUMNS = (
    Column("name", ("name", "school", "school name", "nom", "ecole", "nom de l ecole")),
    Column("family", ("family", "family of schools", "famille", "famille d ecoles")),
    Column("level", ("level", "kind", "kind of school", "panel", "niveau", "palier", "ordre", "type")),
    Column("language", ("language", "language of instruction", "langue", "langue d enseignement")),
    Column(
        "sourced_id",
        (
            *("school number", "school no", "school num", "school code", "number", "no", "num", "code"),
            *("sourced id", "sourcedid", "identifier", "id", "identifiant", "numero", "numero d ecole"),
            *("numero de l ecole", "no de l ecole", "code de l ecole"),
        ),
    ),
    Column("opened_on", ("first day", "opened", "opened on", "premier jour", "ouverture")),
    Column("closed_on", ("last day", "closed", "closed on", "dernier jour", "fermeture")),
)
PERSON_COLUMNS = (
    Column(
        "email", ("email", "e mail", "email address", "mail", "courriel", "adresse courriel", "adresse electronique")
    ),
    Column("name", ("name", "full name", "nom", "nom complet")),
    Column("team", ("team", "school", "team or school", "equipe", "ecole", "equipe ou ecole")),
    Column("role", ("role", "fonction")),
    Column("rates", ("rates", "rates yes or no", "rating", "apprecie", "evalue", "evalue oui ou non", "cote")),
)


def plain(words):
    """Words without case, accents or punctuation, to compare what people type; nothing for what is no word of ours."""
    if len(words) > LONGEST_WORDS:
        return ""
    letters = unicodedata.normalize("NFKD", words.replace("’", "'")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def text_of_file(content):
    """The text of an uploaded file: UTF-8, with a mark or without, UTF-16 with one, else what older Excel writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_sheet(text, columns):
    """Read pasted text; with a header row in English or French the columns may come in any order."""
    text = text.removeprefix("\ufeff")
    problem = too_much(text)
    if problem:
        return Sheet(problem=problem)
    delimiter = delimiter_of(text, columns)
    records, refused = read_records(text, delimiter, width_of(text, delimiter))
    if not records and not refused:
        return Sheet(problem=_("There is nothing in it. Paste at least one line."))
    header = header_of(records[0][1], columns) if records else None
    keys = header or [column.key for column in columns]
    names = records[0][1] if header else []
    rows = []
    for line, cells in records[1 if header else 0 :]:
        reason = reason_to_refuse(cells, keys)
        if reason:
            refused.append(Refused(line, reason, " · ".join(cells)[:200]))
        else:
            # a column nobody knows has no key
            rows.append(Row(line, {k: c.strip() for k, c in zip(keys, cells, strict=False) if k}))
    unknown = unused(names, keys, [cells for _line, cells in records[1:]])
    return Sheet(tuple(rows), tuple(refused), tuple(k for k in keys if k), unknown)


def unused(names, keys, rows):
    """What the columns are called that nobody knows; one without a heading is named where there is something in it."""
    found = []
    for number, (name, key) in enumerate(zip(names, keys, strict=False), start=1):
        if not key and name.strip():
            found.append(name)
        elif not key and any(cells[number - 1].strip() for cells in rows if len(cells) >= number):
            found.append(_("column %(number)d, without a heading") % {"number": number})
    return tuple(found)


def too_much(text):
    """Why a text is too long to be read at once, or nothing."""
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
    """What separates the cells: what makes the first line a header, else what the first lines agree on.

    Not ``csv.Sniffer``: a page of text can keep it busy for hours.
    """
    lines = first_lines(text)
    if not lines:
        return ","
    for delimiter in DELIMITERS:
        if delimiter in lines[0] and header_of(lines[0].replace('"', "").split(delimiter, MOST_COLUMNS), columns):
            return delimiter
    return max(DELIMITERS, key=lambda delimiter: agreement(lines, delimiter))


def first_lines(text):
    """The first lines that have something in them: they tell how the others are written."""
    return list(islice((line for line in text.splitlines() if line.strip()), 20))


def width_of(text, delimiter):
    """How many cells the first lines agree on."""
    return agreement(first_lines(text), delimiter)[1] + 1


def outside_quotes(line):
    """What of a line stands outside quotation marks."""
    return "".join(line.split('"')[::2])


def agreement(lines, delimiter):
    """On how many lines a delimiter stands equally often, and how often."""
    counts = Counter(outside_quotes(line).count(delimiter) for line in lines)
    del counts[0]
    return max(((agreeing, number) for number, agreeing in counts.items()), default=(0, 0))


def header_of(cells, columns):
    """The columns' keys in the order of a header row (nothing for a column unknown), or None when it is not one."""
    wanted = {word: column.key for column in columns for word in column.words}
    keys, found = [], set()
    for cell in cells[:MOST_COLUMNS]:
        key = wanted.get(plain(cell), "")
        keys.append(key if key not in found else "")
        found.add(key)
    return keys if columns[0].key in found else None


def reason_to_refuse(cells, keys):
    """Why a line cannot be taken as it is, or nothing."""
    if len([cell for cell in cells[len(keys) :] if cell.strip()]):
        return _("This line has more cells than there are columns. Put quotation marks around a cell with a separator.")
    for cell in cells:
        control = first_control_character(cell, allowed="\t")
        if control is not None:
            return _("This line holds a character that cannot be shown (U+%(code)s).") % {"code": f"{ord(control):04X}"}
    return ""
