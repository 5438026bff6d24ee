"""Which practice of one edition continues which of another, read in both directions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Identified
from .edition import Edition, Practice


class Crosswalk(Identified):
    """A pair of practices in two editions, or one that has no counterpart, and how they relate."""

    class Relation(models.TextChoices):
        SAME = "same", _("same words")
        REWORDED = "reworded", _("worded differently")
        MOVED = "moved", _("moved to another characteristic")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")
        NEW = "new", _("new")
        RETIRED = "retired", _("no longer there")

    from_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="crosswalks_from")
    to_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="crosswalks_to")
    from_practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, null=True, blank=True, related_name="continued_by"
    )
    to_practice = models.ForeignKey(Practice, on_delete=models.CASCADE, null=True, blank=True, related_name="continues")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)

    class Meta:
        verbose_name = _("crosswalk row")
        verbose_name_plural = _("crosswalk rows")
        ordering = ["from_edition", "from_practice__characteristic__number", "from_practice__position"]
        constraints = [
            models.UniqueConstraint(fields=["from_practice", "to_practice"], name="practices_paired_once"),
            models.CheckConstraint(
                name="crosswalk_sides_fit_the_relation",
                condition=models.Q(relation="new", from_practice__isnull=True, to_practice__isnull=False)
                | models.Q(relation="retired", from_practice__isnull=False, to_practice__isnull=True)
                | models.Q(
                    relation__in=["same", "reworded", "moved", "split", "merged"],
                    from_practice__isnull=False,
                    to_practice__isnull=False,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.from_practice or '–'} → {self.to_practice or '–'} ({self.relation})"
