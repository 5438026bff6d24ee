"""What stands in the way of an action on evidence."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class EvidenceNotYours(RuleBroken):
    """A team links only its own evidence, and only while its assessment is open."""

    title = _("This evidence cannot be linked")


class LibraryFull(RuleBroken):
    """A team's files take up all the room that it has."""

    title = _("There is no room for this file")


class EvidenceGone(RuleBroken):
    """Somebody of the team deleted or withdrew the piece in the meantime."""

    title = _("This evidence is no longer there")
    message = _("Somebody of your team deleted or withdrew it in the meantime.")


class NothingToReuse(RuleBroken):
    """No practice that the piece spoke for in the last cycle has a counterpart in this one."""

    title = _("There is nothing to link it to")
    message = _("What it spoke for in the last cycle is not in this one. Choose practices for it yourself.")
