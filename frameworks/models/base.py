"""What every part of a framework shares: a UUID that names it for ever, and words in two languages."""

import uuid

from django.db import models
from django.utils.functional import cached_property
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
        row = self._translated.get((get_language() or "")[:2])
        return (row and getattr(row, field)) or getattr(self, field)

    @cached_property
    def _translated(self):
        # A list of fifteen practices with their look-fors asks a hundred times: read what was
        # prefetched as it lies there, rather than through a new queryset each time.
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("translations")
        rows = self.translations.all() if fetched is None else fetched
        return by_language(rows)

    def take_words(self, rows):
        """Use these translations, which were read beforehand, and ask the database for none."""
        self._translated = by_language(rows)


def by_language(rows):
    """Translations by the first two letters of their language."""
    return {row.language[:2]: row for row in rows}
