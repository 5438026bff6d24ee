"""Plain text as paragraphs and lists: an empty line ends a paragraph, a dash begins a list item."""

from dataclasses import dataclass

DASHES = ("- ", "– ", "• ", "* ")


@dataclass(frozen=True)
class TextBlock:
    lines: tuple[str, ...]
    is_list: bool


def blocks_of(text):
    """The blocks of a text in order; none of it is markup."""
    blocks, lines, is_list = [], [], False
    for line in [*map(str.strip, text.splitlines()), ""]:
        is_point = line.startswith(DASHES)
        if lines and (not line or is_point != is_list):
            blocks.append(TextBlock(tuple(lines), is_list))
            lines = []
        if line:
            lines.append(line[2:].strip() if is_point else line)
            is_list = is_point
    return tuple(blocks)
