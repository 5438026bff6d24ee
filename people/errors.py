"""The one family of exceptions with which actions refuse."""

from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    """A rule of the product stands in the way; the message says what it is and what to do instead."""

    title = _("That is not possible now")
    message = _("Something else has happened in the meantime. Go back and look at the page again.")
    typed = ()  # the lines that a person typed and that are stored nowhere, for them alone to keep

    def __init__(self, message=None, title=None):
        self.message = message or self.message
        self.title = title or self.title
        super().__init__(str(self.message))


class TooManyTokens(RuleBroken):
    """A person has so many tokens that nobody could say what each is for."""

    title = _("You have as many tokens as one can have")
    message = _("End one that you no longer use, then make the new one.")


class TooManyWrongPasswords(Exception):
    """Nobody may try this account, or from this address, before some time has passed."""

    def __init__(self, wait):
        self.wait = wait
        super().__init__(f"wait {wait}")
