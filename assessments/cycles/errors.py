"""What stands in the way of an action of a cycle."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class CycleNotReady(RuleBroken):
    """A cycle cannot be opened or published as it is."""

    title = _("The cycle is not ready for that")


class CyclePublished(RuleBroken):
    """An answer is taken back until its cycle is published; what was published is not counted anew."""

    title = _("The cycle is published")
    message = _("An answer can be taken back until then. It stands, and nobody reads whose it is.")


class AlreadyClosed(RuleBroken):
    """The assessment is closed or ended."""

    title = _("This assessment is finished")
    message = _("It is closed, or was ended without a result. An administrator can reopen a closed one, with a reason.")
