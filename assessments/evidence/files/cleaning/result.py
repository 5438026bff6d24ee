"""What cleaning gives: the file without what was said of its making, and what stays in it that people should know of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cleaned:
    """A cleaned file; how many people's comments stay in it, and whether tracked changes do."""

    content: bytes
    commenters: int = 0
    has_changes: bool = False
