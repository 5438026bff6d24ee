"""What people do with what reports own."""

from .board import mark_as_ready, take_back, write_notes
from .exports import ask_for_export, make_export
from .sharing import note_read, revoke_link, share_report

__all__ = [
    "ask_for_export",
    "make_export",
    "mark_as_ready",
    "note_read",
    "revoke_link",
    "share_report",
    "take_back",
    "write_notes",
]
