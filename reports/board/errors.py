"""Errors of the board report."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NothingWritten(RuleBroken):
    title = _("Nothing is written yet")
    message = _("Write what was learned, or what comes next, before you mark the report as ready.")
