"""Sessions in the database, read with one constant statement: every request of a signed-in person pays for it."""

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's store; only its reading is written out."""

    @classmethod
    def get_model_class(cls):
        """Django's own table."""
        return db.SessionStore.get_model_class()

    def load(self):
        """What the session holds, or nothing when it is unknown or over."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
