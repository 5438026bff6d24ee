"""Steps that actions share to end a membership or an appointment."""

from django.utils import timezone

from .errors import AlreadyEnded


def refuse_ended(held):
    """Whoever looks at an old page does not end twice."""
    held.refresh_from_db(fields=["ends_at"])
    if held.ends_at is not None:
        raise AlreadyEnded


def end(held):
    """End a membership or an appointment at this moment; one that has not begun ends where it would begin."""
    held.ends_at = max(timezone.now(), held.starts_at)
    held.save(update_fields=["ends_at"])
    return held
