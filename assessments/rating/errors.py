"""Why an answer is not taken."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class AnswerNotTaken(RuleBroken):
    """One's own answer is not saved; the page that says so shows what was typed."""


class RatingIsOff(AnswerNotTaken):
    """Nobody rates now: before the first day, after the last one, or after the close."""

    title = _("Rating is off")
    message = _("The time for rating is over, or has not begun. What you saved before stays as it is.")


class PracticeAlreadyRevealed(AnswerNotTaken):
    """The team has seen the spread of this practice; ratings of it no longer change."""

    title = _("This practice has been revealed")
    message = _("The practice was revealed before this answer arrived, so it was not saved.")


class RatedInTheRoom(AnswerNotTaken):
    """The team rates together in the room, so that no answer given alone is taken."""

    title = _("Your team rates together in the room")
    message = _(
        "An answer given alone is not taken while your team rates together in the room. "
        "Yours was not saved; say in the room what you have seen."
    )


class NoSeat(RuleBroken):
    """A person rates only after accepting the notice of collection."""

    title = _("Read the notice first")
    message = _("Before the first rating, read and accept the notice. Then your answers are saved.")


class SeatTaken(RuleBroken):
    """A person rates in one team per cycle."""

    title = _("You rate with another team")

    def __init__(self, team):
        super().__init__(_("In this cycle you rate with %(team)s. Here you take part in the meeting.") % {"team": team})
