"""All models of the app, where Django looks for them; code imports each from its subject's module."""

from .access import models as access
from .mail import models as mail
from .personal_data import models as personal_data
from .users import User

__all__ = ["User", "access", "mail", "personal_data"]
