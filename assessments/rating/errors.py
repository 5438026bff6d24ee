"""Errors of saving an answer."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class AnswerNotTaken(RuleBroken):
    pass


class RatingIsOff(AnswerNotTaken):
    title = _("Rating is off")
    message = _("The time for rating is over, or has not begun. What you saved before stays as it is.")


class PracticeAlreadyRevealed(AnswerNotTaken):
    title = _("This practice has been revealed")
    message = _("The practice was revealed before this answer arrived, so it was not saved.")


class RatedInTheRoom(AnswerNotTaken):
    title = _("Your team rates together in the room")
    message = _(
        "An answer given alone is not taken while your team rates together in the room. "
        "Yours was not saved; say in the room what you have seen."
    )


class NoSeat(RuleBroken):
    title = _("Read the notice first")
    message = _("Before the first rating, read and accept the notice. Then your answers are saved.")


class SeatTaken(RuleBroken):
    title = _("You rate with another team")

    def __init__(self, team):
        super().__init__(_("In this cycle you rate with %(team)s. Here you take part in the meeting.") % {"team": team})
