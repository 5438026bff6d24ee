"""Why look-alikes cannot be merged."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NothingLooksAlike(RuleBroken):
    """Nothing has the same name in another spelling any more."""

    title = _("That has been decided already")
    message = _("No other name looks like this one now. Go back and look at the page again.")


class CannotBeMerged(RuleBroken):
    """Two that look alike cannot be made one; the message says what stands in the way."""

    title = _("These cannot be merged")
