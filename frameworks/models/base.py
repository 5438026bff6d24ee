"""What all parts of a framework share: a permanent UUID, and texts in two languages."""

import uuid

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class NaturalKeyManager(models.Manager):
    def get_by_natural_key(self, key):
        return self.get(uuid=key)


class Identified(models.Model):
    """A row with a UUID that stays the same across installations, renumbering and export."""

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)

    objects = NaturalKeyManager()

    class Meta:
        abstract = True

    def natural_key(self):
        return (str(self.uuid),)


class Worded:
    """Reads a text in the reader's language where a translation row has it, else as written.

    Pages that list prefetch ``translations``, so that this makes no query.
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
        """Use these prefetched translations instead of a query."""
        self._translated = by_language(rows)


def by_language(rows):
    return {row.language[:2]: row for row in rows}
