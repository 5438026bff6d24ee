"""Peer feedback: a team reads another team's published record and leaves feedback, which that team answers.

The texts are for the two teams. They change no rating, no record and no figure, and are in no report.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment, Cycle
from assessments.record.models import Record
from districts.structure.models import Team
from frameworks.models.edition import Characteristic
from people.users import User


class PairingQuerySet(models.QuerySet):
    def with_context(self):
        return self.select_related("cycle__district", "cycle__edition", "reader", "rated__team")

    def read_by(self, team_ids):
        """Pairs in which one of these teams reads, also those that have ended (see ``is_open``)."""
        return self.filter(reader__in=team_ids, ended_at__isnull=True)


class Pairing(models.Model):
    """One team that reads what another team agreed in a published cycle, in one direction."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="pairings")
    reader = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", verbose_name=_("reading team"))
    rated = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="pairings")
    until = models.DateField(_("last day of reading"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of teams")
        verbose_name_plural = _("pairs of teams")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "rated"], name="paired_once")]

    def __str__(self):
        return f"pairing {self.pk}"

    @property
    def is_open(self):
        in_time = self.until is None or self.cycle.district.today() <= self.until
        return in_time and self.ended_at is None and self.cycle.is_published


class FeedbackQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_at__isnull=True)


class Feedback(models.Model):
    """What one team says about a characteristic of another team's record, and how that team answers it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Strength")
        QUESTION = "question", _("Question")
        SUGGESTION = "suggestion", _("Suggestion")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="feedback")
    characteristic = models.ForeignKey(Characteristic, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind of feedback"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("feedback"))
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    taken_up = models.BooleanField(_("taken up"), default=False)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="feedback_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="feedback_is_answered_exactly_when_it_has_an_answer",
                condition=Q(answered_at__isnull=True, answer="", taken_up=False)
                | (Q(answered_at__isnull=False) & (~Q(answer="") | Q(taken_up=True))),
            ),
        ]

    def __str__(self):
        # Never the text: this string may end up in a log or an error report.
        return f"feedback {self.pk}"

    @property
    def is_answered(self):
        """Whether it was answered or taken up; after that its text cannot be changed."""
        return self.answered_at is not None
