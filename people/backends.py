"""Who a session belongs to, read with one constant statement: every request of a signed-in person pays for it."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import User

FIELDS = [field.attname for field in User._meta.concrete_fields]
READ = f"SELECT {', '.join(FIELDS)} FROM {User._meta.db_table} WHERE id = %s"


class EmailBackend(AuthenticationBackend):
    """Sign-in by email address; only the reading of a signed-in person is written out."""

    def get_user(self, user_id):
        """The person, while they may sign in; else None."""
        found = next(iter(User.objects.raw(READ, [user_id])), None)
        return found if found and self.user_can_authenticate(found) else None
