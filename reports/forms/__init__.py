"""What people fill in for the board report."""

from .board import LinkForm, NotesForm

__all__ = ["LinkForm", "NotesForm"]
