"""The crosswalk between editions: the project's own mapping, editable at any time."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models.crosswalk import Crosswalk
from .base import WordsAdmin, column


class CrosswalkForm(forms.ModelForm):
    class Meta:
        model = Crosswalk
        fields = ["from_edition", "to_edition", "relation", "from_practice", "to_practice"]

    def clean(self):
        cleaned = super().clean()
        for side in ("from", "to"):
            practice, edition = cleaned.get(f"{side}_practice"), cleaned.get(f"{side}_edition")
            if practice and edition and practice.characteristic.edition_id != edition.pk:
                self.add_error(f"{side}_practice", _("This practice is not in the edition chosen above."))
        return cleaned


@admin.register(Crosswalk)
class CrosswalkAdmin(WordsAdmin):
    form = CrosswalkForm
    list_display = ["relation", "before", "after", "edition_before", "edition_after"]
    before, after = column("from_practice", _("from")), column("to_practice", _("to"))
    edition_before, edition_after = column("from_edition", _("from edition")), column("to_edition", _("to edition"))
    list_filter = ["relation", "from_edition", "to_edition"]
    list_select_related = ["from_practice", "to_practice", "from_edition", "to_edition"]
    search_fields = ["from_practice__code", "from_practice__statement", "to_practice__code", "to_practice__statement"]
    autocomplete_fields = ["from_practice", "to_practice"]
