"""Errors of merging look-alikes."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NothingLooksAlike(RuleBroken):
    title = _("That has been decided already")
    message = _("No other name looks like this one now. Go back and look at the page again.")


class CannotBeMerged(RuleBroken):
    title = _("These cannot be merged")
