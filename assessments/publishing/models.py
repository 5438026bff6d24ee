"""The figures of people's ratings written when a cycle is published: blocks of schools, and the district's team.

No other figure outside a team comes from ratings. ``assessments.publishing.blocks`` computes and defines them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment, Cycle
from districts.structure.models import Family
from frameworks.models.edition import Practice


class Block(models.Model):
    """A set of schools whose people's answers are shown as shares, with their names on the day of publication."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Families by name, then all others."))
    family = models.ForeignKey(Family, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    family_name = models.CharField(_("family of schools"), max_length=200, blank=True)
    has_others = models.BooleanField(_("holds the schools that are in no block of their own"), default=False)
    is_all = models.BooleanField(_("holds all schools"), default=False)
    people = models.PositiveIntegerField(_("people who answered"))
    step = models.PositiveSmallIntegerField(_("shares are written in steps of so many per cent"))
    assessments = models.ManyToManyField(Assessment, related_name="+")

    class Meta:
        verbose_name = _("block of schools")
        verbose_name_plural = _("blocks of schools")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "position"], name="block_position_once"),
            models.CheckConstraint(
                name="block_is_of_a_family_or_of_others", condition=~Q(family_name="", has_others=False)
            ),
        ]

    def __str__(self):
        if self.family_name and self.has_others:
            return gettext("%(family)s and other schools together") % {"family": self.family_name}
        return self.family_name or (gettext("All schools") if self.is_all else gettext("Other schools together"))


class BlockPractice(models.Model):
    """A block's answers to a practice as shares in per cent, or nothing where too few people answered."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="practices")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    # A level each, lowest first, then the ``UNSCORED`` answers, last no answer; whole steps, together 100.
    shares = models.JSONField(_("shares of the answers"), null=True, blank=True)

    class Meta:
        verbose_name = _("practice of a block")
        verbose_name_plural = _("practices of blocks")
        constraints = [models.UniqueConstraint(fields=["block", "practice"], name="practice_of_a_block_once")]

    def __str__(self):
        return f"{self.practice_id} in {self.block_id}"


class MirrorPractice(models.Model):
    """The district team's mean rating of a practice it revealed, coarse: the only figure of one team that leaves it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="mirror")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_("people who answered"))
    quarters = models.SmallIntegerField(
        _("mean in quarters of a level, half a level from the ends for all beyond"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("practice in the mirror")
        verbose_name_plural = _("practices in the mirror")
        constraints = [models.UniqueConstraint(fields=["cycle", "practice"], name="practice_mirrored_once")]

    def __str__(self):
        return f"{self.practice_id} in {self.cycle_id}"
