"""Errors of actions on peer feedback."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class PairingNotPossible(RuleBroken):
    title = _("These teams cannot be paired")


class PairingOver(RuleBroken):
    title = _("This pairing is over")
    message = _("Your team no longer reads this record, so nothing was saved.")


class FeedbackAnswered(RuleBroken):
    title = _("This feedback has been answered")
    message = _("The other team has answered it, so its text stands as it is. You can leave another piece of feedback.")
