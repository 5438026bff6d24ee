"""What a framework is made of; code imports each model from its module."""

from . import crosswalk, edition, history, resources, scale, words

__all__ = ["crosswalk", "edition", "history", "resources", "scale", "words"]
