"""Forms for the practice search and for a new draft of an edition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextField

from .models.edition import Edition


class DraftForm(forms.ModelForm):
    class Meta:
        model = Edition
        fields = ["version", "title"]
        field_classes = {"title": PlainTextField}
        help_texts = {
            "version": _("A short name for addresses and files, such as “placemat-2027”."),
            "title": _("What people will read in lists."),
        }

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_version(self):
        version = self.cleaned_data["version"]
        if Edition.objects.filter(framework=self.edition.framework_id, version=version).exists():
            raise forms.ValidationError(_("An edition of this framework has this version already. Choose another."))
        return version


class SearchForm(forms.Form):
    q = PlainTextField(label=_("Words in a practice"), max_length=200, required=False)
