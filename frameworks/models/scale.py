"""Rating scales: levels with an anchor for the district team and one for a school's team."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.ordering import Alphabetical

from .base import Identified, Worded


class Scale(Identified):
    """An ordered set of levels; once a cycle uses it, it no longer changes."""

    class Kind(models.TextChoices):
        ORDINAL = "ordinal", _("levels from low to high")
        BIPOLAR = "bipolar", _("positions between two poles")

    key = models.SlugField(_("key"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ORDINAL)
    frozen_at = models.DateTimeField(_("first used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        ordering = [Alphabetical("title")]

    def __str__(self):
        return self.title


class Level(Worded, Identified):
    """One level of a scale, with what it looks like for the district and for a school."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="levels")
    value = models.SmallIntegerField(_("value"))
    label = models.CharField(_("label"), max_length=100)
    anchor_district = models.TextField(_("for the district team"))
    anchor_school = models.TextField(_("for a school’s team"))
    is_target = models.BooleanField(_("target level"), default=False)
    kinds_of_evidence = models.PositiveSmallIntegerField(
        _("kinds of evidence asked for"),
        default=0,
        help_text=_("How many kinds of evidence an agreed level of this height asks for."),
    )

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["scale", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "value"], name="level_value_once"),
            models.UniqueConstraint(fields=["scale"], condition=models.Q(is_target=True), name="one_target_per_scale"),
        ]

    def __str__(self):
        return f"{self.value} {self.label}"

    @property
    def words_label(self):
        return self._words("label")

    def anchor_for(self, team):
        """The anchor for this team: a school's team has its own, the district team the other."""
        return self._words("anchor_school" if team.school_id else "anchor_district")
