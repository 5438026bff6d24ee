"""The one EXIF field that is kept, a picture's orientation."""

import struct

ORIENTATION, SHORT = 0x0112, 3
AS_STORED = 1
# Before the data itself in a JPEG, and now and then in a WebP.
PREFIX = b"Exif\0\0"
MOST_ENTRIES = 1_000


def orientation_of(exif):
    """The EXIF orientation from 1 (as stored) to 8; 1 where the data is not valid."""
    tiff = exif.removeprefix(PREFIX)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return AS_STORED
    try:
        at = struct.unpack_from(f"{order}I", tiff, 4)[0]
        entries = struct.unpack_from(f"{order}H", tiff, at)[0]
        for number in range(min(entries, MOST_ENTRIES)):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * number)
            if (tag, kind) == (ORIENTATION, SHORT):
                return value if 1 <= value <= 8 else AS_STORED
    except struct.error:
        pass
    return AS_STORED


def only_orientation(exif):
    """EXIF data with the orientation alone, without its prefix; empty for orientation 1."""
    orientation = orientation_of(exif)
    if orientation == AS_STORED:
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
