"""The board report's own data: the superintendent's words, and files that were asked for."""

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Cycle
from people.made_files import MadeFile
from people.users import User

KEPT = datetime.timedelta(days=1)


class ExportQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(asked_at__gt=timezone.now() - KEPT)

    def of(self, person):
        return self.filter(person=person)


class Export(MadeFile):
    """One file for one person, made from figures that were frozen when it was asked for."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        SLIDES = "pptx", _("PowerPoint")

    class Problem(models.TextChoices):
        NO_PANGO = "no_pango", _("no library to set type with")
        FAILED = "failed", _("something went wrong")
        REMOVED = "removed", _("held figures of single teams")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    language = models.CharField(max_length=10)
    frozen = models.JSONField()
    problem = models.CharField(max_length=8, choices=Problem.choices, blank=True)
    content = models.BinaryField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file asked for")
        verbose_name_plural = _("files asked for")
        indexes = [models.Index(fields=["asked_at"], name="export_by_time")]
        constraints = [
            models.CheckConstraint(
                name="a_finished_file_is_there_or_says_why",
                condition=Q(finished_at__isnull=True, content__isnull=True, problem="")
                | Q(finished_at__isnull=False, content__isnull=False, problem="")
                | Q(finished_at__isnull=False, content__isnull=True) & ~Q(problem=""),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def was_removed(self):
        """Whether its content was removed since it held figures of a single team, as older files could."""
        return self.problem == self.Problem.REMOVED

    @property
    def needs_pango(self):
        return self.problem == self.Problem.NO_PANGO


class BoardNotes(models.Model):
    """What was learned in a cycle and what comes next. Trustees read the words as they were when marked as ready."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="board_notes")
    learned = models.TextField(_("what we learned"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    ready_learned = models.TextField(blank=True)
    ready_next_steps = models.TextField(blank=True)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("words of a board report")
        verbose_name_plural = _("words of board reports")
        constraints = [
            models.CheckConstraint(
                name="a_draft_shows_nothing",
                condition=Q(ready_at__isnull=False) | Q(ready_learned="", ready_next_steps=""),
            ),
        ]

    def __str__(self):
        return f"board report {self.pk}"

    @property
    def draft(self):
        return self.learned, self.next_steps

    @property
    def ready(self):
        """The words that trustees read; never those of a draft."""
        return self.ready_learned, self.ready_next_steps

    @property
    def waits(self):
        return self.draft != self.ready
