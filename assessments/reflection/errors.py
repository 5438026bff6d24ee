"""Errors of actions on reflections."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class AlreadyShared(RuleBroken):
    title = _("This reflection is shared already")
    message = _("One person reads it now. Take it back first; then you can share it anew.")
