"""Imports every subject's models, where Django looks for an app's; other code imports them from their subject."""

from .criteria import models as criteria
from .cycles import models as cycles
from .evidence import models as evidence
from .feedback import models as feedback
from .meeting import models as meeting
from .publishing import models as publishing
from .rating import models as rating
from .record import models as record
from .reflection import models as reflection

__all__ = ["criteria", "cycles", "evidence", "feedback", "meeting", "publishing", "rating", "record", "reflection"]
