"""Every subject's models, where Django looks for an app's; code imports them from their subject."""

from .access import models as access
from .mail import models as mail
from .personal_data import models as personal_data
from .users import User

__all__ = ["User", "access", "mail", "personal_data"]
