"""The result of cleaning: the file without metadata, and what stays in it that people should know of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cleaned:
    content: bytes
    commenters: int = 0
    has_changes: bool = False
