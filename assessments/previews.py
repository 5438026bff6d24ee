"""A small picture of an uploaded picture, drawn anew from its pixels: the only thing of a file that is ever shown in place.

What a camera or a program wrote into the file (the place, the device, a colour profile, bytes behind the
picture) stays behind, and a picture that would unpack to very much is refused before it is unpacked.
"""

import io
import threading

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
TYPE = "image/webp"
LONGEST_SIDE = 640
# More than telephones take by themselves.
MOST_PIXELS = 50_000_000
# A photo is unpacked at a fraction of its size; other pictures as a whole, at four bytes of memory a pixel.
MOST_UNPACKED = 16_000_000
# One picture at a time in each process, so that a class of photos does not need the memory of all of them.
one_at_a_time = threading.Lock()


def preview_of(upload, file_type):
    """The small picture's bytes; none for what is no picture, too broken to be drawn, or too large for our memory.

    Raises ``ValidationError`` for a picture of too many pixels.
    """
    if file_type not in FORMATS:
        return b""
    upload.seek(0)
    try:
        with one_at_a_time:
            return drawn_anew(upload, FORMATS[file_type])
    except ValidationError:
        raise
    except Exception:
        # Whatever a decoder makes of hostile bytes: the file is kept as a download, like any other.
        return b""
    finally:
        upload.seek(0)


def drawn_anew(upload, file_format):
    """Unpack, turn upright, make small, and write only the pixels."""
    # Imported here: most workers never see a picture uploaded.
    from PIL import Image, ImageOps

    try:
        picture = Image.open(upload, formats=[file_format])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise too_large() from bomb
    with picture:
        pixels = picture.width * picture.height
        if pixels > MOST_PIXELS:
            raise too_large()
        if pixels > MOST_UNPACKED and (file_format != "JPEG" or picture.info.get("progressive")):
            return b""
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        small = ImageOps.exif_transpose(picture).convert("RGBA")
    clean = Image.new("RGB", small.size, "white")
    clean.paste(small, mask=small)
    written = io.BytesIO()
    clean.save(written, "WEBP", quality=78)
    return written.getvalue()


def too_large():
    """What a person is told of a picture with too many pixels."""
    limit = MOST_PIXELS // 1_000_000
    return ValidationError(
        _("The picture has more than %(limit)d million pixels. Save it smaller, and try again."),
        params={"limit": limit},
    )
