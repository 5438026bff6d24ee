"""A WebP with only the chunks that affect how it looks; an animated one stays animated."""

import struct

from .errors import CannotBeCleaned
from .exif import only_orientation

HEAD = 12
PICTURES = {b"VP8 ", b"VP8L", b"ANMF"}
KEPT = PICTURES | {b"VP8X", b"ALPH", b"ANIM", b"ICCP"}
# What the first chunk announces.
HAS_EXIF, HAS_XMP = 0x08, 0x04


def clean_webp(content):
    chunks = list(chunks_of(content))
    exif = next((only_orientation(data) for kind, data in chunks if kind == b"EXIF"), b"")
    kept = [(kind, data) for kind, data in chunks if kind in KEPT]
    if kept[0][0] == b"VP8X":
        kept[0] = b"VP8X", announced(kept[0][1], exif)
        kept += [(b"EXIF", exif)] if exif else []
    written = b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in kept)
    return b"RIFF" + struct.pack("<I", 4 + len(written)) + b"WEBP" + written


def announced(data, exif):
    """The first chunk's data, with flags that announce no XMP, and EXIF only if there is any."""
    flags = data[0] & ~(HAS_EXIF | HAS_XMP) | (HAS_EXIF if exif else 0)
    return bytes([flags]) + data[1:]


def chunks_of(content):
    """Each chunk's kind and data; what follows the file's declared length is dropped."""
    if content[:4] != b"RIFF" or content[8:HEAD] != b"WEBP":
        raise CannotBeCleaned
    end, at, kinds = 8 + int.from_bytes(content[4:8], "little"), HEAD, set()
    if end > len(content):
        raise CannotBeCleaned
    while at + 8 <= end:
        kind, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > end or (kind == b"VP8X" and length < 10):
            raise CannotBeCleaned
        yield kind, content[at + 8 : at + 8 + length]
        kinds.add(kind)
        at += 8 + length + length % 2
    if not kinds & PICTURES:
        raise CannotBeCleaned
