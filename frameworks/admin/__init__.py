"""Django's admin for framework editors: source text of published editions is read-only."""

from . import crosswalk, editions, scales, words

__all__ = ["crosswalk", "editions", "scales", "words"]
