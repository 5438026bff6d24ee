"""A person's private reflections on the leadership resources, and their shares with one other person.

They are kept separate on purpose: no foreign key points to them, they have no permission and no Django admin, and they
name a resource by its identifier instead of a foreign key, so that deleting a draft edition does not reveal that
somebody has written about it.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.users import User


class ReflectionShareQuerySet(models.QuerySet):
    """Shares as each of the two people may read them: only those made after their account was last sealed."""

    def by(self, author):
        given = self.filter(author=author)
        return given.filter(shared_at__gt=author.sealed_at) if author.sealed_at else given

    def to(self, reader):
        given = self.filter(reader=reader)
        return given.filter(shared_at__gt=reader.sealed_at) if reader.sealed_at else given


class ReflectionShare(models.Model):
    """One named person may read an author's entries on a resource up to this moment, and nothing later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReflectionShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared reflection")
        verbose_name_plural = _("shared reflections")
        ordering = ["-shared_at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="reflection_shared_with_somebody_else", condition=~models.Q(author=models.F("reader"))
            ),
        ]

    def __str__(self):
        # Neither who nor with whom: this string may end up in a log or an error report.
        return "shared reflection"


class ReflectionQuerySet(models.QuerySet):
    def written_by(self, person):
        """All that this person wrote, including sealed ones, which must not be shown."""
        return self.filter(person=person)

    def by(self, person):
        """All that this person wrote and may read now, without what is sealed."""
        written = self.written_by(person)
        return written.filter(written_at__gt=person.sealed_at) if person.sealed_at else written

    def about(self, resource):
        return self.filter(resource__in=resource.identifiers)


class Reflection(models.Model):
    """One entry: how strong a resource is for its author, an example, what next. Entries are added, not changed."""

    class Strength(models.TextChoices):
        HARD = "hard", _("Hard for me now")
        GROWING = "growing", _("Growing")
        STRENGTH = "strength", _("A strength")
        PASSED_ON = "passed_on", _("A strength that I pass on")

    # No number that counts up: an address would say how much is written in the whole installation.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    resource = models.UUIDField()
    strength = models.CharField(_("how strong"), max_length=10, choices=Strength.choices)
    example = models.TextField(_("an example"), blank=True)
    next_step = models.TextField(_("what next"), blank=True)
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # A resource is shared with one person at a time, so an entry is in one share at most.
    share = models.ForeignKey(
        ReflectionShare, on_delete=models.SET_NULL, null=True, editable=False, related_name="entries"
    )

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("private reflection")
        verbose_name_plural = _("private reflections")
        ordering = ["-written_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["person", "resource", "-written_at"], name="reflections_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["person", "client_id"], name="reflection_saved_once"),
        ]

    def __str__(self):
        # Not a word of it: this string may end up in a log or an error report.
        return "private reflection"
