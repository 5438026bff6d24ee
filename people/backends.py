"""Who a session belongs to, read with one constant statement: every request of a signed-in person pays for it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField

from .models import User
from .prepared import Given, Prepared

PERSON = Prepared(lambda: User.objects.order_by().filter(pk=Given("person", BigIntegerField())))


class EmailBackend(AuthenticationBackend):
    """Sign-in by email address; only the reading of a signed-in person is prepared."""

    def get_user(self, user_id):
        """The person, while they may sign in; else None."""
        found = next(iter(PERSON(person=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None
