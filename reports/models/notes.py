"""The superintendent's words in the board report: a draft, and beside it what trustees read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Cycle
from people.models import User


class BoardNotes(models.Model):
    """What was learned in a cycle and what comes next. Trustees read the words as they were marked as ready."""

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
        """The words as they were last saved."""
        return self.learned, self.next_steps

    @property
    def ready(self):
        """The words that trustees read; none of a draft."""
        return self.ready_learned, self.ready_next_steps

    @property
    def waits(self):
        """Whether words were saved that trustees do not read yet."""
        return self.draft != self.ready
