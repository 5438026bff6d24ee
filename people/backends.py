"""Who a session belongs to, read with one constant statement: every request of a signed-in person pays for it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from .models import User

# All but the two times, which nearly no page asks for and which would have to be brought into their zone each time;
# reading one of them asks the database, as a deferred field does.
FIELDS = [f.attname for f in User._meta.concrete_fields if f.attname not in ("last_login", "date_joined")]
READ = f"SELECT {', '.join(FIELDS)} FROM {User._meta.db_table} WHERE id = %s"


class EmailBackend(AuthenticationBackend):
    """Sign-in by email address; only the reading of a signed-in person is written out."""

    def get_user(self, user_id):
        """The person, while they may sign in; else None."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [user_id])
            row = cursor.fetchone()
        found = User.from_db(connection.alias, FIELDS, row) if row else None
        return found if found and self.user_can_authenticate(found) else None
