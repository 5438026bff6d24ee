"""A JPEG without the metadata of cameras and programs; the image data is copied byte by byte."""

import re
import struct

from .errors import MOST_PARTS_OF_A_PICTURE, CannotBeCleaned
from .exif import PREFIX, only_orientation

START, END = b"\xff\xd8", b"\xff\xd9"
APP0, APP1, APP2, APP14, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
APPLICATIONS = range(0xE0, 0xF0)
SCAN, END_OF_PICTURE = 0xDA, 0xD9
# Markers that stand alone, without a length.
ALONE = {0x01, *range(0xD0, 0xD8)}
# Where the data of a scan ends: a marker that is neither a stuffed zero, a restart nor filling.
NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
# How large a JFIF header is before the thumbnail that it may hold.
JFIF = 12


def clean_jpeg(content):
    if not content.startswith(START):
        raise CannotBeCleaned
    first, exif, rest = [], b"", []
    for marker, segment in segments_of(content):
        if marker == APP0 and segment[4:9] == b"JFIF\0":
            first.append(without_thumbnail(segment))
        elif marker == APP1 and segment[4:10] == PREFIX:
            exif = exif or only_orientation(segment[4:])
        elif marker not in APPLICATIONS and marker != COMMENT or says_colours(marker, segment):
            rest.append(segment)
    if exif:
        first.append(b"\xff\xe1" + struct.pack(">H", len(PREFIX + exif) + 2) + PREFIX + exif)
    return b"".join([START, *first, *rest, END])


def segments_of(content):
    """Each marker with its bytes, a scan with its data; what follows the end of the picture is dropped."""
    at, has_picture = len(START), False
    for _segment in range(MOST_PARTS_OF_A_PICTURE):
        marker, at = next_marker(content, at)
        if marker == END_OF_PICTURE:
            break
        begin, end = at - 2, at
        if marker not in ALONE:
            end = at + length_at(content, at)
        if marker == SCAN:
            has_picture = True
            found = NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[begin:end]
        at = end
        if marker == SCAN and end == len(content):  # cut off: what there is of it is shown
            break
    else:
        raise CannotBeCleaned
    if not has_picture:
        raise CannotBeCleaned


def next_marker(content, at):
    if content[at : at + 1] != b"\xff":
        raise CannotBeCleaned
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise CannotBeCleaned
    return content[at], at + 1


def length_at(content, at):
    """A segment's length, from its first two bytes; it includes those two."""
    length = int.from_bytes(content[at : at + 2])
    if length < 2 or at + length > len(content):
        raise CannotBeCleaned
    return length


def without_thumbnail(segment):
    return b"\xff\xe0" + struct.pack(">H", JFIF + 4) + segment[4 : 4 + JFIF] + b"\0\0"


def says_colours(marker, segment):
    """Whether a segment is needed for the colours: an ICC profile or Adobe's colour transform."""
    return marker == APP2 and segment[4:16] == b"ICC_PROFILE\0" or marker == APP14 and segment[4:9] == b"Adobe"
