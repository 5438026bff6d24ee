"""allauth's adapter: accounts by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter

from .access.tokens import end_tokens_of
from .accounts import may_sign_in
from .throttling import SignInAttempt
from .visitor import visitor_address


class InvitedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **options):
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **options)

    def get_client_ip(self, request):
        return visitor_address(request)

    def pre_authenticate(self, request, **credentials):
        """Limit wrong passwords only; the library would count right ones too, for the site as a whole."""
        self.attempt = SignInAttempt(request, credentials["email"])
        self.attempt.refuse_too_many()

    def authentication_failed(self, request, **credentials):
        self.attempt.count_failure()

    def login(self, request, user):
        super().login(request, user)
        request.shown_to_be = user

    def set_password(self, user, password):
        super().set_password(user, password)
        end_tokens_of(person=user, by=user)
        self.request.shown_to_be = user
