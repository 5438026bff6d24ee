"""Rating scales and their levels."""

from django.contrib import admin

from ..models.scale import Level, Scale
from ..models.words import LevelTranslation
from .base import SourceAdmin, SourceInline, WordsInline


class LevelsInScale(SourceInline):
    model = Level


@admin.register(Scale)
class ScaleAdmin(SourceAdmin):
    list_display = ["title", "key", "kind", "frozen_at"]
    search_fields = ["title", "key", "description"]
    readonly_fields = ["frozen_at"]
    inlines = [LevelsInScale]


class LevelTranslations(WordsInline):
    model = LevelTranslation


@admin.register(Level)
class LevelAdmin(SourceAdmin):
    list_display = ["label", "value", "scale", "is_target"]
    list_filter = ["scale"]
    list_select_related = ["scale"]
    search_fields = ["label", "anchor_district", "anchor_school", "translations__label"]
    inlines = [LevelTranslations]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "scale":
            kwargs["queryset"] = Scale.objects.filter(frozen_at=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
