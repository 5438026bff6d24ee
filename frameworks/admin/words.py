"""The project's own words: look-fors, and translations for the person who checks them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models.words import (
    CharacteristicTranslation,
    LevelTranslation,
    LookFor,
    LookForTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)
from .base import WordsAdmin, WordsInline, column


class LookForTranslations(WordsInline):
    model = LookForTranslation


@admin.register(LookFor)
class LookForAdmin(WordsAdmin):
    list_display = ["text", "kind", "of_practice", "position"]
    of_practice = column("practice", _("practice"))
    list_filter = ["kind", "practice__characteristic__edition", "practice__characteristic__number"]
    list_select_related = ["practice"]
    search_fields = ["text", "practice__code", "practice__statement", "translations__text"]
    autocomplete_fields = ["practice"]
    inlines = [LookForTranslations]


def register(model, of, words, searched):
    options = {
        "list_display": [words, "translated", "language", "checked"],
        "translated": column(of, _("translates")),
        "list_display_links": [words],
        "list_filter": ["language", "checked"],
        "list_editable": ["checked"],
        "list_select_related": [of],
        "search_fields": [words, f"{of}__{searched}"],
        "autocomplete_fields": [of],
    }
    admin.site.register(model, type(f"{model.__name__}Admin", (WordsAdmin,), options))


register(LookForTranslation, "look_for", "text", "text")
register(CharacteristicTranslation, "characteristic", "short_name", "title")
register(PracticeTranslation, "practice", "statement", "statement")
register(QuestionTranslation, "question", "text", "text")
register(ResourceTranslation, "resource", "definition", "name")
register(LevelTranslation, "level", "label", "label")
