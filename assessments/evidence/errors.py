"""Errors of actions on evidence."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class EvidenceNotYours(RuleBroken):
    title = _("This evidence cannot be linked")


class LibraryFull(RuleBroken):
    title = _("There is no room for this file")


class EvidenceGone(RuleBroken):
    title = _("This evidence is no longer there")
    message = _("Somebody of your team deleted or withdrew it in the meantime.")


class NothingToReuse(RuleBroken):
    title = _("There is nothing to link it to")
    message = _("What it spoke for in the last cycle is not in this one. Choose practices for it yourself.")
