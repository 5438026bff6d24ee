"""The rules of what reports own, as the exceptions with which actions refuse."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NothingWritten(RuleBroken):
    """Words are marked as ready that nobody has written."""

    title = _("Nothing is written yet")
    message = _("Write what was learned, or what comes next, before you mark the report as ready.")
