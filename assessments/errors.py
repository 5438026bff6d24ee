"""The rules of a cycle, as the exceptions with which actions refuse."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class CycleNotReady(RuleBroken):
    """A cycle cannot be opened or published as it is."""

    title = _("The cycle is not ready for that")


class AnswerNotTaken(RuleBroken):
    """One's own answer is not saved; the page that says so shows what was typed."""


class NothingLooksAlike(RuleBroken):
    """Nothing has the same name in another spelling any more."""

    title = _("That has been decided already")
    message = _("No other name looks like this one now. Go back and look at the page again.")


class CannotBeMerged(RuleBroken):
    """Two that look alike cannot be made one; the message says what stands in the way."""

    title = _("These cannot be merged")


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


class AnsweredAlone(RuleBroken):
    """A team rates together in the room only while nobody has answered alone."""

    title = _("Somebody has answered alone")
    message = _(
        "Your team can rate together in the room only while nobody has answered alone. "
        "Start the meeting without that choice: everybody can still answer until a practice is revealed."
    )


class RevealingIsOver(RuleBroken):
    """What is not revealed at the first close is never revealed."""

    title = _("This practice stays as it is")
    message = _(
        "It was not revealed before your team first closed, so its ratings are never shown. "
        "Your team can still record what it agrees."
    )


class CyclePublished(RuleBroken):
    """An answer is taken back until its cycle is published; what was published is not counted anew."""

    title = _("The cycle is published")
    message = _("An answer can be taken back until then. It stands, and nobody reads whose it is.")


class NoSeat(RuleBroken):
    """A person rates only after accepting the notice of collection."""

    title = _("Read the notice first")
    message = _("Before the first rating, read and accept the notice. Then your answers are saved.")


class SeatTaken(RuleBroken):
    """A person rates in one team per cycle."""

    title = _("You rate with another team")

    def __init__(self, team):
        super().__init__(_("In this cycle you rate with %(team)s. Here you take part in the meeting.") % {"team": team})


class StaleRevision(RuleBroken):
    """What is stored has changed since this page was opened; carries what is stored."""

    title = _("Changed in the meantime")
    message = _("This was changed elsewhere after you opened the page. Look at both and choose.")

    def __init__(self, stored):
        self.stored = stored
        super().__init__()


class MeetingNotPossible(RuleBroken):
    """The meeting cannot be started, or gone on with, in the assessment's state."""

    title = _("The meeting is not open")
    message = _("Outcomes are recorded between the start of the meeting and its close.")


class NotRevealed(RuleBroken):
    """An outcome is agreed only of a practice that the team has revealed."""

    title = _("Reveal the practice first")
    message = _("A team agrees an outcome after it has seen how it rated.")


class EvidenceLacking(RuleBroken):
    """A level that asks for kinds of evidence is agreed on them, or with the reason why not."""

    title = _("The evidence is not there yet")
    message = _(
        "The level asks for more kinds of evidence than are linked to the practice. "
        "Link more, or say why you agree on it without."
    )


class NothingToShare(RuleBroken):
    """A school's team offers others what it agreed at the highest level, and nothing else."""

    title = _("Only the highest level is offered to others")
    message = _("A school’s team can be asked about a practice that it agreed at the highest level of the scale.")


class AlreadyClosed(RuleBroken):
    """The assessment is closed or ended."""

    title = _("This assessment is finished")
    message = _("It is closed, or was ended without a result. An administrator can reopen a closed one, with a reason.")


class EvidenceNotYours(RuleBroken):
    """A team links only its own evidence, and only while its assessment is open."""

    title = _("This evidence cannot be linked")


class LibraryFull(RuleBroken):
    """A team's files take up all the room that it has."""

    title = _("There is no room for this file")


class AlreadyShared(RuleBroken):
    """A reflection is shared with one person at a time."""

    title = _("This reflection is shared already")
    message = _("One person reads it now. Take it back first; then you can share it anew.")


class NotOffered(RuleBroken):
    """A team adopts only what the district's team offers now."""

    title = _("This is no longer offered")
    message = _("The district has changed its wording or taken it back. Go back and look at what it offers now.")


class OfferNotPossible(RuleBroken):
    """The district's team offers its present wording, and no other team offers anything."""

    title = _("This cannot be offered")
    message = _("Only the present wording of the district’s team can be offered. Go back and look at it again.")


class WordsGone(RuleBroken):
    """The words of a version were withdrawn in the meantime, or it never had any."""

    title = _("These words are no longer there")
    message = _("They were withdrawn in the meantime.")


class EvidenceGone(RuleBroken):
    """Somebody of the team deleted or withdrew the piece in the meantime."""

    title = _("This evidence is no longer there")
    message = _("Somebody of your team deleted or withdrew it in the meantime.")


class NothingToReuse(RuleBroken):
    """No practice that the piece spoke for in the last cycle has a counterpart in this one."""

    title = _("There is nothing to link it to")
    message = _("What it spoke for in the last cycle is not in this one. Choose practices for it yourself.")


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
