"""The one family of exceptions with which actions refuse."""

from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    """A rule of the product forbids it; the message says which, and what to do instead."""

    title = _("That is not possible now")
    message = _("Something else has happened in the meantime. Go back and look at the page again.")
    typed = ()  # the lines that a person typed and that are stored nowhere, for them alone to keep

    def __init__(self, message=None, title=None):
        self.message = message or self.message
        self.title = title or self.title
        super().__init__(str(self.message))


class TooManyTokens(RuleBroken):
    title = _("You have as many tokens as one can have")
    message = _("End one that you no longer use, then make the new one.")


class TooManyWrongPasswords(Exception):
    def __init__(self, wait):
        self.wait = wait
        super().__init__(f"wait {wait}")


class NothingSealed(RuleBroken):
    title = _("Nothing is sealed any more")
    message = _("It was opened in the meantime, and is shown as before.")


class OpenFirst(RuleBroken):
    title = _("Open what is sealed first")
    message = _("Part of your account is sealed. See My account for how to open it; then come back to this.")


class SessionIsNotOlder(RuleBroken):
    title = _("This does not open it")
    message = _("You signed in here after the change. Choose one of the other ways to open it.")


class RecoveryCodeNotGood(RuleBroken):
    title = _("This code opens nothing")
    message = _("Check the code for typing errors. Each code works once, and a new set replaces the one before.")


class AddressTaken(RuleBroken):
    title = _("This address is taken")
    message = _("Another account has this address. Choose another one.")


class AddressLinkNotGood(RuleBroken):
    title = _("This link is no longer good")
    message = _("It was used, cancelled, or is older than a day. Ask for the new address again under My account.")


class StaleRevision(RuleBroken):
    """The row has changed since this page was opened; carries the current row."""

    title = _("Changed in the meantime")
    message = _("This was changed elsewhere after you opened the page. Look at both and choose.")

    def __init__(self, stored):
        self.stored = stored
        super().__init__()
