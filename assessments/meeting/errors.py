"""Errors of actions on a meeting."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class AnsweredAlone(RuleBroken):
    title = _("Somebody has answered alone")
    message = _(
        "Your team can rate together in the room only while nobody has answered alone. "
        "Start the meeting without that choice: everybody can still answer until a practice is revealed."
    )


class RevealingIsOver(RuleBroken):
    title = _("This practice stays as it is")
    message = _(
        "It was not revealed before your team first closed, so its ratings are never shown. "
        "Your team can still record what it agrees."
    )


class MeetingNotPossible(RuleBroken):
    title = _("The meeting is not open")
    message = _("Outcomes are recorded between the start of the meeting and its close.")


class NotRevealed(RuleBroken):
    title = _("Reveal the practice first")
    message = _("A team agrees an outcome after it has seen how it rated.")


class EvidenceLacking(RuleBroken):
    title = _("The evidence is not there yet")
    message = _(
        "The level asks for more kinds of evidence than are linked to the practice. "
        "Link more, or say why you agree on it without."
    )


class NothingToShare(RuleBroken):
    title = _("Only the highest level is offered to others")
    message = _("A school’s team can be asked about a practice that it agreed at the highest level of the scale.")
