"""Words around the source text that stay editable: look-fors and translations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Identified, Worded
from .edition import Characteristic, Practice, Question
from .resources import LeadershipResource
from .scale import Level


class LookFor(Worded, Identified):
    """What one could see or show if a practice is alive: an observable sign, or typical evidence.

    These are the project's own words, not the source's, and pages mark them so.
    """

    class Kind(models.TextChoices):
        SIGN = "sign", _("what to look for")
        EVIDENCE = "evidence", _("typical evidence")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="look_fors")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SIGN)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("look-for")
        verbose_name_plural = _("look-fors")
        ordering = ["practice", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "kind", "position"], name="look_for_position_once"),
        ]

    def __str__(self):
        return self.text

    @property
    def words_text(self):
        return self._words("text")


class Translation(Identified):
    """Words in another language than the source's; a working translation until somebody checks it."""

    language = models.CharField(_("language"), max_length=10)
    checked = models.BooleanField(_("checked by a speaker"), default=False)

    class Meta:
        abstract = True


class CharacteristicTranslation(Translation):
    """A characteristic's title and short name in another language."""

    characteristic = models.ForeignKey(Characteristic, on_delete=models.CASCADE, related_name="translations")
    title = models.TextField(_("title"), blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("translation of a characteristic")
        verbose_name_plural = _("translations of characteristics")
        constraints = [
            models.UniqueConstraint(fields=["characteristic", "language"], name="characteristic_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.short_name}"


class PracticeTranslation(Translation):
    """A practice's statement in another language."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="translations")
    statement = models.TextField(_("statement"))

    class Meta:
        verbose_name = _("translation of a practice")
        verbose_name_plural = _("translations of practices")
        constraints = [
            models.UniqueConstraint(fields=["practice", "language"], name="practice_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.statement}"


class QuestionTranslation(Translation):
    """A question's text in another language."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="translations")
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("translation of a question")
        verbose_name_plural = _("translations of questions")
        constraints = [
            models.UniqueConstraint(fields=["question", "language"], name="question_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.text}"


class LookForTranslation(Translation):
    """A look-for in another language."""

    look_for = models.ForeignKey(LookFor, on_delete=models.CASCADE, related_name="translations")
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("translation of a look-for")
        verbose_name_plural = _("translations of look-fors")
        constraints = [
            models.UniqueConstraint(fields=["look_for", "language"], name="look_for_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.text}"


class ResourceTranslation(Translation):
    """A leadership resource's definition in another language."""

    resource = models.ForeignKey(LeadershipResource, on_delete=models.CASCADE, related_name="translations")
    definition = models.TextField(_("definition"))

    class Meta:
        verbose_name = _("translation of a leadership resource")
        verbose_name_plural = _("translations of leadership resources")
        constraints = [
            models.UniqueConstraint(fields=["resource", "language"], name="resource_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.definition}"


class LevelTranslation(Translation):
    """A level's label and anchors in another language."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="translations")
    label = models.CharField(_("label"), max_length=100)
    anchor_district = models.TextField(_("for the district team"))
    anchor_school = models.TextField(_("for a school’s team"))

    class Meta:
        verbose_name = _("translation of a level")
        verbose_name_plural = _("translations of levels")
        constraints = [
            models.UniqueConstraint(fields=["level", "language"], name="level_translated_once"),
        ]

    def __str__(self):
        return f"{self.language}: {self.label}"
