"""Every subject's models, where Django looks for an app's; code imports them from their subject."""

from .board import models as board
from .sharing import models as sharing

__all__ = ["board", "sharing"]
