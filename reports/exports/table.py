"""A table as every download takes it: typed columns, and rows made while they are sent."""

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
    return _("yes") if value else ""


class CellKind(StrEnum):
    """The type of a column's cells; an empty cell is ``None`` or an empty string."""

    TEXT = "text"
    CODE = "code"  # a practice’s code, written so that no reader takes it for a number
    WHOLE = "whole"
    LEVEL = "level"  # a number to one decimal, as it is shown
    SHARE = "share"  # whole per cent, 0 to 100
    DATE = "date"
    FLAG = "flag"  # true or false


def in_a_file(code: Cell) -> str:
    """A practice's code as files hold it: bare, 9.10 would become the number 9.1, or the ninth of October."""
    return f"P{code}" if code else ""


class Field(NamedTuple):
    """A column: ``key`` for programs, the same in every language; ``title`` for people."""

    key: str
    title: str | Promise
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True)
class Table:
    """A tidy table; ``name`` says in the reader's language what it is about, and names its file."""

    name: str
    fields: tuple[Field, ...]
    rows: Iterable[Row]

    @property
    def head(self) -> list[str]:
        return [str(field.title) for field in self.fields]

    def without(self, key: str) -> "Table":
        at = [field.key for field in self.fields].index(key)
        fields = (*self.fields[:at], *self.fields[at + 1 :])
        return Table(self.name, fields, ((*row[:at], *row[at + 1 :]) for row in self.rows))
