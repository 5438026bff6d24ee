"""A table as every download draws it: columns that say what their cells are, and rows made when they are sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What the cells of a column are; an empty cell is ``None``, or no text."""

    TEXT = "text"
    WHOLE = "whole"
    LEVEL = "level"  # a number to one decimal, as it is shown
    SHARE = "share"  # whole per cent, 0 to 100
    DATE = "date"
    FLAG = "flag"  # true or false


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
