"""Every subject's models, where Django looks for an app's; code imports them from their subject."""

from .change_history import models as change_history
from .roles import models as roles
from .structure import models as structure

__all__ = ["change_history", "roles", "structure"]
