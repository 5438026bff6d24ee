"""The outcomes that a team agrees in its meeting, and the practices it has parked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment
from frameworks.models.edition import Practice
from frameworks.models.scale import Level
from people.users import User


class OutcomeKind(models.TextChoices):
    LEVEL = "level", _("Level agreed")
    NO_AGREEMENT = "no_agreement", _("No agreement")
    NOT_ENOUGH_INFORMATION = "not_enough_information", _("Not enough information")
    DOES_NOT_APPLY = "does_not_apply", _("Does not apply")
    NOT_DISCUSSED = "not_discussed", _("Not discussed")


class Parked(models.Model):
    """A practice that the team comes back to later, with what was already written for it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="parked")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    dissent = models.TextField(_("how it is seen differently"), blank=True)
    parked_at = models.DateTimeField(default=timezone.now)
    parked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("parked practice")
        verbose_name_plural = _("parked practices")
        constraints = [models.UniqueConstraint(fields=["assessment", "practice"], name="parked_once")]

    def __str__(self):
        return f"parked {self.pk}"


class Outcome(models.Model):
    """What the team agreed for a practice, why, and the dissent."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="outcomes")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("outcome"), max_length=24, choices=OutcomeKind.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    dissent = models.TextField(_("how it is seen differently"), blank=True)
    locally_different = models.BooleanField(_("locally different on purpose"), default=False)
    unsupported_reason = models.TextField(_("why without the evidence the level asks for"), blank=True)
    willing_to_share = models.BooleanField(_("willing to share"), default=False)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "practice"], name="agreed_once"),
            models.CheckConstraint(
                name="outcome_has_a_level_exactly_when_it_is_one",
                condition=Q(kind="level", level__isnull=False) | (~Q(kind="level") & Q(level__isnull=True)),
            ),
            models.CheckConstraint(
                name="does_not_apply_has_a_reason", condition=~Q(kind="does_not_apply") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="only_an_agreed_level_is_shared", condition=Q(willing_to_share=False) | Q(kind="level")
            ),
        ]

    def __str__(self):
        return f"outcome {self.pk}"
