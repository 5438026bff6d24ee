"""All models of the app, where Django looks for them; code imports them from their own modules."""

from .board import models as board
from .sharing import models as sharing

__all__ = ["board", "sharing"]
