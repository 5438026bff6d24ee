"""A PNG with only the chunks that affect how it looks; an animated one stays animated."""

import struct
import zlib

from .errors import MOST_PARTS_OF_A_PICTURE, CannotBeCleaned
from .exif import only_orientation

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"bKGD",
    b"pHYs",
    b"hIST",
    b"sPLT",
}
KEPT |= {b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"}


def clean_png(content):
    written, exif = [], b""
    for kind, chunk in chunks_of(content):
        if kind == b"eXIf":
            exif = exif or only_orientation(chunk[8:-4])
        elif kind in KEPT:
            written.append(chunk)
    if exif:
        written.insert(1, chunk_of(b"eXIf", exif))
    return b"".join([SIGNATURE, *written, chunk_of(b"IEND", b"")])


def chunks_of(content):
    """Each chunk with its kind, up to ``IEND``; what follows is dropped."""
    if content[:8] != SIGNATURE or content[12:16] != b"IHDR":
        raise CannotBeCleaned
    at, kinds = len(SIGNATURE), set()
    for _chunk in range(MOST_PARTS_OF_A_PICTURE):
        kind, end = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            raise CannotBeCleaned
        if kind == b"IEND":
            break
        kinds.add(kind)
        yield kind, content[at:end]
        at = end
    else:
        raise CannotBeCleaned
    if b"IDAT" not in kinds:
        raise CannotBeCleaned


def chunk_of(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
