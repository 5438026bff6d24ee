"""What stands in the way of an action of a meeting."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


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
