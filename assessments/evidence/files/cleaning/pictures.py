"""The cleaners of pictures by file name ending, for pictures alone or inside a document."""

from .errors import CannotBeCleaned
from .gif import clean_gif
from .jpeg import clean_jpeg
from .png import clean_png
from .webp import clean_webp

CLEANERS = {".jpg": clean_jpeg, ".jpeg": clean_jpeg, ".png": clean_png, ".webp": clean_webp, ".gif": clean_gif}


def cleaned_if_possible(suffix, content):
    """A document's picture, cleaned if it can be, else unchanged: the document shows it either way."""
    try:
        return CLEANERS[suffix](content)
    except CannotBeCleaned:
        return content
