"""A small picture of an uploaded picture, drawn from its pixels: the only part of a file ever shown inline.

Metadata (place, device, colour profile, bytes after the picture) is left behind. A picture that would decode to too
much is refused before it is decoded. The drawing runs in a separate process (``draw_small``) started by the task
worker, never by a page, so that a picture made to be slow keeps nobody waiting.
"""

import logging
import subprocess
import sys

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import draw_small
from .picture_size import HEAD, pixels_of, scans_of

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
TYPE = "image/webp"
MOST_PIXELS = draw_small.MOST_PIXELS
# Cameras and programs write up to a dozen; each may cost a thirtieth of a second.
MOST_SCANS = 50
# By the clock, the process's start included; the process itself has as many of the processor.
SECONDS = draw_small.SECONDS
logger = logging.getLogger(__name__)


def refuse_too_many_pixels(upload, file_type):
    if file_type not in FORMATS:
        return
    upload.seek(0)
    pixels = pixels_of(upload.read(HEAD), FORMATS[file_type])
    upload.seek(0)
    if pixels and pixels > MOST_PIXELS:
        raise ValidationError(
            _("The picture has more than %(limit)d million pixels. Save it smaller, and try again."),
            params={"limit": MOST_PIXELS // 1_000_000},
        )


def preview_of(content, file_type):
    """The small picture's bytes; empty where it is no picture, is broken, or takes too much time or memory."""
    if file_type not in FORMATS or scans_of(content) > MOST_SCANS and FORMATS[file_type] == "JPEG":
        return b""
    # -I and no environment: nothing of the site is at hand in there.
    command = [sys.executable, "-I", "-B", draw_small.__file__, FORMATS[file_type]]
    try:
        drawn = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        logger.warning("A picture took more than %d seconds to be drawn small, and was left.", SECONDS)
        return b""
    # Whatever a decoder makes of hostile bytes: the file is kept as a download, like any other.
    return drawn.stdout if drawn.returncode == 0 else b""
