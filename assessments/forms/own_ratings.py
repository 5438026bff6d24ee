"""Which of their own answers a person takes back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeBackForm(forms.Form):
    """The chosen answers, or all of them, and whether the person was asked and said yes."""

    everything = forms.BooleanField(required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, own, **kwargs):
        """``own``: the answers to choose from."""
        super().__init__(*args, **kwargs)
        self.own = own
        self.named = set(self.data.getlist("practices"))

    def clean(self):
        """At least one is chosen; one that can no longer be taken back does no harm among others."""
        cleaned = super().clean()
        among = self.own.ratings
        cleaned["chosen"] = among if cleaned["everything"] else [r for r in among if str(r.practice.uuid) in self.named]
        if not cleaned["chosen"]:
            raise forms.ValidationError(_("Choose at least one answer to take back."))
        return cleaned
