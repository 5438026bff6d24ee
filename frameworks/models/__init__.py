"""The models of frameworks; import each from its own module."""

from . import crosswalk, edition, history, resources, scale, words

__all__ = ["crosswalk", "edition", "history", "resources", "scale", "words"]
