"""A table as every download draws it: columns that say what their cells are, and rows made when they are sent."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

# What a cell holds; None and an empty text are an empty one.
Cell = str | Promise | float | datetime.date | None
Row = Sequence[Cell]


def yes(value: object) -> str:
    """Yes, or nothing."""
    return _("yes") if value else ""


class CellKind(StrEnum):
    """What the cells of a column are; an empty cell is ``None``, or no text."""

    TEXT = "text"
    CODE = "code"  # a practice’s code, written so that no reader takes it for a number
    WHOLE = "whole"
    LEVEL = "level"  # a number to one decimal, as it is shown
    SHARE = "share"  # whole per cent, 0 to 100
    DATE = "date"
    FLAG = "flag"  # true or false


def in_a_file(code: Cell) -> str:
    """A practice’s code as files hold it: bare, 9.10 would become the number 9.1, or the ninth of October."""
    return f"P{code}" if code else ""


class Field(NamedTuple):
    """A column: ``key`` for programs, the same in every language; ``title`` for people."""

    key: str
    title: str | Promise
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True)
class Table:
    """One tidy table; ``name`` says of what, in the reader's language, and names its file."""

    name: str
    fields: tuple[Field, ...]
    rows: Iterable[Row]

    @property
    def head(self) -> list[str]:
        """The titles of its columns."""
        return [str(field.title) for field in self.fields]

    def without(self, key: str) -> "Table":
        """The same table without one of its columns."""
        at = [field.key for field in self.fields].index(key)
        fields = (*self.fields[:at], *self.fields[at + 1 :])
        return Table(self.name, fields, ((*row[:at], *row[at + 1 :]) for row in self.rows))
