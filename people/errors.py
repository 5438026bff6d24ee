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


class NothingSealed(RuleBroken):
    """What was to be opened is open."""

    title = _("Nothing is sealed any more")
    message = _("It was opened in the meantime, and is shown as before.")


class OpenFirst(RuleBroken):
    """Something that nobody does before what is sealed in their account is open."""

    title = _("Open what is sealed first")
    message = _("Part of your account is sealed. See My account for how to open it; then come back to this.")


class SessionIsNotOlder(RuleBroken):
    """A session that began after the change shows nothing about who had the account before."""

    title = _("This does not open it")
    message = _("You signed in here after the change. Choose one of the other ways to open it.")


class RecoveryCodeNotGood(RuleBroken):
    """A code that is unknown, used, or was made after what it was to open."""

    title = _("This code opens nothing")
    message = _("Check the code for typing errors. Each code works once, and a new set replaces the one before.")


class AddressTaken(RuleBroken):
    """One address is one account."""

    title = _("This address is taken")
    message = _("Another account has this address. Choose another one.")


class AddressLinkNotGood(RuleBroken):
    """The link to confirm an address is used, cancelled or too old."""

    title = _("This link is no longer good")
    message = _("It was used, cancelled, or is older than a day. Ask for the new address again under My account.")


class StaleRevision(RuleBroken):
    """What is stored has changed since this page was opened; carries what is stored."""

    title = _("Changed in the meantime")
    message = _("This was changed elsewhere after you opened the page. Look at both and choose.")

    def __init__(self, stored):
        self.stored = stored
        super().__init__()
