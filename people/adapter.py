"""How accounts behave here: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter

from .access.tokens import end_tokens_of
from .accounts import may_sign_in
from .throttling import SignInAttempt
from .visitor import visitor_address


class InvitedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator adds people."""

    def is_open_for_signup(self, request):
        """Never: there is no sign-up."""
        return False

    def pre_login(self, request, user, **options):
        """Refuse in words whoever knows the password of an account that opens nothing."""
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **options)

    def get_client_ip(self, request):
        """What the library counts a visitor by, as everything else does here."""
        return visitor_address(request)

    def pre_authenticate(self, request, **credentials):
        """Refuse whoever has had too many wrong passwords; the library would count right ones too, and by the site."""
        self.attempt = SignInAttempt(request, credentials["email"])
        self.attempt.refuse_too_many()

    def authentication_failed(self, request, **credentials):
        """A wrong password is counted."""
        self.attempt.count_failure()

    def login(self, request, user):
        """Whoever signs in has shown who they are; `people.views` lets the browser be known for it."""
        super().login(request, user)
        request.shown_to_be = user

    def set_password(self, user, password):
        """A new password ends what the person's programs read with, as it ends other sign-ins."""
        super().set_password(user, password)
        end_tokens_of(person=user, by=user)
        self.request.shown_to_be = user
