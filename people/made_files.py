"""Base of the files that a person requests and the task worker makes."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# From here on somebody should look after the worker, or ask once more.
LONG_TO_WAIT = datetime.timedelta(seconds=20)
LONG_TO_MAKE = datetime.timedelta(minutes=2)


class FileState(models.TextChoices):
    WAITING = "waiting", _("Waiting for its turn")
    MAKING = "making", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Not made")


class MadeFile(models.Model):
    """A file that is requested, begun and finished; subclasses have a ``problem``."""

    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def state(self):
        if self.finished_at:
            return FileState.FAILED if self.problem else FileState.DONE
        return FileState.MAKING if self.started_at else FileState.WAITING

    @property
    def is_under_way(self):
        return self.finished_at is None

    @property
    def is_late(self):
        if self.finished_at:
            return False
        since, patience = (self.started_at, LONG_TO_MAKE) if self.started_at else (self.asked_at, LONG_TO_WAIT)
        return timezone.now() - since > patience

    @property
    def seen_as(self):
        return f"{self.state}-late" if self.is_late else str(self.state)
