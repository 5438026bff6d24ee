"""A picture's size as its first bytes declare it; nothing is decoded."""

import struct

# How far into a JPEG its size is looked for: behind what cameras write first.
HEAD = 2_000_000
MOST_SEGMENTS = 1_000
# A JPEG's markers that are followed by its size: the start of a frame of any kind.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
START_OF_SCAN = b"\xff\xda"


def pixels_of(head, file_format):
    try:
        width, height = READERS[file_format](head)
    except (ValueError, IndexError, struct.error):
        return None
    return width * height


def scans_of(content):
    """The number of scans of a JPEG; each costs a pass over the whole picture, however few bytes it has."""
    return content.count(START_OF_SCAN)


def png_size(head):
    if head[12:16] != b"IHDR":
        raise ValueError("no header")
    return struct.unpack(">II", head[16:24])


def webp_size(head):
    kind, rest = head[12:16], head[20:]
    if kind == b"VP8X":
        return 1 + int.from_bytes(rest[4:7], "little"), 1 + int.from_bytes(rest[7:10], "little")
    if kind == b"VP8L":
        bits = struct.unpack("<I", rest[1:5])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", rest[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("no WebP")


def jpeg_size(head):
    at = 2
    for _segment in range(MOST_SEGMENTS):
        if head[at] != 0xFF:
            raise ValueError("no marker")
        while head[at] == 0xFF:  # a marker may be preceded by any number of these
            at += 1
        length, height, width = struct.unpack(">HxHH", head[at + 1 : at + 8])
        if head[at] in FRAMES:
            return width, height
        at += 1 + length
    raise ValueError("too many segments")


def gif_size(head):
    if not head.startswith(b"GIF8"):
        raise ValueError("no GIF")
    return struct.unpack("<HH", head[6:10])


READERS = {"JPEG": jpeg_size, "PNG": png_size, "WEBP": webp_size, "GIF": gif_size}
