"""The person of a session, read with one constant statement, since every signed-in request needs it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField

from .accounts import may_sign_in
from .prepared import Parameter, Prepared
from .users import User

# All but the two times, which nearly no page asks for and which would have to be brought into their zone each time;
# reading one of them asks the database, as a deferred field does.
PERSON = Prepared(
    lambda: User.objects.order_by().defer("last_login", "date_joined").filter(pk=Parameter("person", BigIntegerField()))
)


class EmailBackend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        return may_sign_in(user)

    def get_user(self, user_id):
        found = next(iter(PERSON(person=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None
