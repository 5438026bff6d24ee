"""Steps that actions share to end a membership or an appointment."""

from django.utils import timezone

from .errors import AlreadyEnded
from .models import Tenure


def refuse_ended(held: Tenure) -> None:
    """Raise if it has ended already, which an old page does not show."""
    held.refresh_from_db(fields=["ends_at"])
    if held.ends_at is not None:
        raise AlreadyEnded


def end(held: Tenure) -> Tenure:
    """End a membership or appointment now; one that has not begun ends where it would begin."""
    held.ends_at = max(timezone.now(), held.starts_at)
    held.save(update_fields=["ends_at"])
    return held
