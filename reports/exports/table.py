"""A table as every download draws it: columns that say what their cells are, and rows made when they are sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _


def yes(value):
    """Yes, or nothing."""
    return _("yes") if value else ""


class Kind(StrEnum):
    """What the cells of a column are; an empty cell is ``None``, or no text."""

    TEXT = "text"
    CODE = "code"  # a practice’s code, written so that no reader takes it for a number
    WHOLE = "whole"
    LEVEL = "level"  # a number to one decimal, as it is shown
    SHARE = "share"  # whole per cent, 0 to 100
    DATE = "date"
    FLAG = "flag"  # true or false


def in_a_file(code):
    """A practice’s code as files hold it: bare, 9.10 would become the number 9.1, or the ninth of October."""
    return f"P{code}" if code else ""


class Field(NamedTuple):
    """A column: ``key`` for programs, the same in every language; ``title`` for people."""

    key: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """One tidy table; ``name`` says of what, in the reader's language, and names its file."""

    name: str
    fields: tuple
    rows: Iterable

    @property
    def head(self):
        """The titles of its columns."""
        return [str(field.title) for field in self.fields]

    def without(self, key):
        """The same table without one of its columns."""
        at = [field.key for field in self.fields].index(key)
        fields = (*self.fields[:at], *self.fields[at + 1 :])
        return Table(self.name, fields, ((*row[:at], *row[at + 1 :]) for row in self.rows))
