"""How accounts behave here: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator adds people."""

    def is_open_for_signup(self, request):
        """Never: there is no sign-up."""
        return False
