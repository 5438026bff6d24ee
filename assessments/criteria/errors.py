"""Errors of actions on success criteria."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NotOffered(RuleBroken):
    title = _("This is no longer offered")
    message = _("The district has changed its wording or taken it back. Go back and look at what it offers now.")


class OfferNotPossible(RuleBroken):
    title = _("This cannot be offered")
    message = _("Only the present wording of the district’s team can be offered. Go back and look at it again.")


class WordsGone(RuleBroken):
    title = _("These words are no longer there")
    message = _("They were withdrawn in the meantime.")
