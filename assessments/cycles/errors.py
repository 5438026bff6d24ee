"""Errors of actions on a cycle."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class CycleNotReady(RuleBroken):
    title = _("The cycle is not ready for that")


class CyclePublished(RuleBroken):
    title = _("The cycle is published")
    message = _("An answer can be taken back until then. It stands, and nobody reads whose it is.")


class AlreadyClosed(RuleBroken):
    title = _("This assessment is finished")
    message = _("It is closed, or was ended without a result. An administrator can reopen a closed one, with a reason.")
