"""Changes to frameworks, for all districts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.changes import HistoryEntry


class FrameworkChange(HistoryEntry):
    """A change of an edition that every district may use."""

    class Meta:
        verbose_name = _("change of a framework")
        verbose_name_plural = _("changes of frameworks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="changes_of_frameworks")]
