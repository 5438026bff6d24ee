"""What a person changes of their own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.names import NameField


class OwnAccountForm(forms.Form):
    name = NameField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("For mail, and on devices where you have not chosen one.")
    )

    def __init__(self, *args, languages, **options):
        super().__init__(*args, **options)
        self.fields["language"].choices = [("", _("as the device has it")), *languages]
