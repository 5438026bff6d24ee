"""What stands in the way of an action of peer feedback."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class PairingNotPossible(RuleBroken):
    """A team reads another team's published record, of the same district; nobody pairs it with itself."""

    title = _("These teams cannot be paired")


class PairingOver(RuleBroken):
    """The pair was removed or its time is over: nothing more is written."""

    title = _("This pairing is over")
    message = _("Your team no longer reads this record, so nothing was saved.")


class FeedbackAnswered(RuleBroken):
    """What was answered stands as it was answered."""

    title = _("This feedback has been answered")
    message = _("The other team has answered it, so its text stands as it is. You can leave another piece of feedback.")
