"""What every part of a framework shares: a UUID that names it for ever, and words in two languages."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class NaturalKeyManager(models.Manager):
    """Finds a row by its UUID, the natural key in fixtures."""

    def get_by_natural_key(self, key):
        """The row that this UUID names in every installation."""
        return self.get(uuid=key)


class Named(models.Model):
    """A row that keeps its identity across installations, renumbering and export."""

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)

    objects = NaturalKeyManager()

    class Meta:
        abstract = True

    def natural_key(self):
        """The UUID as fixtures write it."""
        return (str(self.uuid),)


class Worded:
    """Reads a text in the reader's language where a translation row has it, else as written.

    Pages that list prefetch ``translations``; then this asks the database nothing.
    """

    def _words(self, field):
        language = (get_language() or "")[:2]
        for row in self.translations.all():
            if row.language == language and getattr(row, field):
                return getattr(row, field)
        return getattr(self, field)
