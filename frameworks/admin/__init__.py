"""Django's admin for framework editors: everything that may be edited, and nothing that may not."""

from . import crosswalk, editions, scales, words

__all__ = ["crosswalk", "editions", "scales", "words"]
