"""Sessions in the database, read with one constant statement, since every signed-in request needs one."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from .prepared import Parameter, Prepared

# When somebody signed in, in seconds: a session that goes on under a new password was still signed in then.
SIGNED_IN_AT = "signed_in_at"
CURRENT = Prepared(
    lambda: Session.objects.filter(
        session_key=Parameter("key", CharField()), expire_date__gt=Parameter("now", DateTimeField())
    ).values_list("session_data", "expire_date")
)


class SessionStore(db.SessionStore):
    """Django's store with a prepared query; it also stores when somebody signed in.

    ``expires_at``: until when the session is valid, as it was read.
    """

    expires_at = None

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if key == SESSION_KEY:
            super().__setitem__(SIGNED_IN_AT, timezone.now().timestamp())

    @classmethod
    def get_model_class(cls):
        return db.SessionStore.get_model_class()

    def load(self):
        rows = CURRENT(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        data, self.expires_at = rows[0]
        return self.decode(data)
