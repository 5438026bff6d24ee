"""Sessions in the database, read with one constant statement: every request of a signed-in person pays for it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from .prepared import Given, Prepared

STANDING = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    ).values_list("session_data", "expire_date")
)


class SessionStore(db.SessionStore):
    """Django's store; only its reading is prepared. ``expires_at``: until when it opens anything, as it was read."""

    expires_at = None

    @classmethod
    def get_model_class(cls):
        """Django's own table."""
        return db.SessionStore.get_model_class()

    def load(self):
        """What the session holds, or nothing when it is unknown or over."""
        rows = STANDING(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        data, self.expires_at = rows[0]
        return self.decode(data)
