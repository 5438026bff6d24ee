"""What reports own: the words of the board report, files asked for, and frozen copies behind a link."""

from .export import Export
from .notes import BoardNotes
from .shared import SharedReport

__all__ = ["BoardNotes", "Export", "SharedReport"]
