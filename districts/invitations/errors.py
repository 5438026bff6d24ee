"""Errors of links."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NothingGiven(RuleBroken):
    title = _("Nothing to do in the district")
    message = _("Give the person a team, a role, or both.")


class LinkNotYours(RuleBroken):
    title = _("You cannot make a link for this person")
    message = _(
        "This account also opens something outside your district, so only its owner may choose its password. "
        "The person uses “I do not know my password” when signing in, "
        "or asks an administrator of the installation for a link."
    )


class LinkNotGood(RuleBroken):
    title = _("This link is no longer good")
    message = _("Ask the person who gave it to you for a new one.")


class NotTheirLink(RuleBroken):
    title = _("This link is for somebody else")
    message = _("Sign out, and sign in with the account that was asked to join.")
