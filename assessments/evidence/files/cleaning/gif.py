"""A GIF without comments and application data; an animated one stays animated."""

from .errors import CannotBeCleaned

HEAD = 13
PICTURE, EXTENSION, END = 0x2C, 0x21, 0x3B
COMMENT, APPLICATION = 0xFE, 0xFF
# How often it begins anew, and what colours mean: all that applications may say.
KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def clean_gif(content):
    if content[:6] not in (b"GIF87a", b"GIF89a") or len(content) < HEAD:
        raise CannotBeCleaned
    at = HEAD + colours_of(content[10])
    written, has_picture = [content[:at]], False
    while at < len(content) and content[at] != END:
        begin, kind = at, content[at]
        at = end_of_block(content, at)
        has_picture = has_picture or kind == PICTURE
        if kind == PICTURE or is_kept(content[begin:at]):
            written.append(content[begin:at])
    if not has_picture:
        raise CannotBeCleaned
    return b"".join([*written, bytes([END])])


def colours_of(packed):
    """The size in bytes of a colour table, from its packed flags."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def end_of_block(content, at):
    if content[at] == PICTURE and at + 10 < len(content):
        at += 10 + colours_of(content[at + 9]) + 1  # the last: how wide the codes begin
    elif content[at] == EXTENSION:
        at += 2
    else:
        raise CannotBeCleaned
    while at < len(content) and content[at]:
        at += 1 + content[at]
    if at >= len(content):
        raise CannotBeCleaned
    return at + 1


def is_kept(extension):
    """Whether an extension affects how the picture is shown, such as a frame's delay."""
    return extension[1] not in (COMMENT, APPLICATION) or extension[3:14] in KEPT
