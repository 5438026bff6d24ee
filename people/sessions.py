"""Sessions in the database, read with one constant statement: every request of a signed-in person pays for it."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from .prepared import Given, Prepared

# When somebody signed in, in seconds: a session that goes on under a new password was still signed in then.
SIGNED_IN_AT = "signed_in_at"
CURRENT = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    ).values_list("session_data", "expire_date")
)


class SessionStore(db.SessionStore):
    """Django's store; its reading is prepared, and it knows when somebody signed in.

    ``expires_at``: until when it opens anything, as it was read.
    """

    expires_at = None

    def __setitem__(self, key, value):
        """Note the moment with the person, whichever way they signed in."""
        super().__setitem__(key, value)
        if key == SESSION_KEY:
            super().__setitem__(SIGNED_IN_AT, timezone.now().timestamp())

    @classmethod
    def get_model_class(cls):
        """Django's own table."""
        return db.SessionStore.get_model_class()

    def load(self):
        """What the session holds, or nothing when it is unknown or over."""
        rows = CURRENT(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        data, self.expires_at = rows[0]
        return self.decode(data)
