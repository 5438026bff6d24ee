"""Personal leadership resources: what leaders draw upon; never rated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Identified, Worded
from .edition import Edition


class ResourceCategory(Identified):
    """A category of personal leadership resources: cognitive, social or psychological."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="resource_categories")
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("category of leadership resources")
        verbose_name_plural = _("categories of leadership resources")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="resource_category_once"),
        ]

    def __str__(self):
        return self.title


class LeadershipResource(Worded, Identified):
    """A personal leadership resource, such as resilience."""

    category = models.ForeignKey(ResourceCategory, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    especially_important = models.BooleanField(_("especially important for system leaders"), default=False)
    definition = models.TextField(_("definition"), blank=True, help_text=_("One sentence in the project’s own words."))

    class Meta:
        verbose_name = _("leadership resource")
        verbose_name_plural = _("leadership resources")
        ordering = ["category__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["category", "position"], name="resource_position_once"),
        ]

    def __str__(self):
        return self.name

    @property
    def words_definition(self):
        return self._words("definition")
