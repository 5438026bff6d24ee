"""All models of the app, where Django looks for them; code imports them from their own modules."""

from .change_history import models as change_history
from .roles import models as roles
from .structure import models as structure

__all__ = ["change_history", "roles", "structure"]
