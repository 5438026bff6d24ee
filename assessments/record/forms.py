"""Forms to close, extend, end or reopen an assessment."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.fields import DayField, ShownKeys
from people.text import PlainTextArea

KEPT_UNTIL = _("The ratings of this cycle are kept until %(day)s: choose no later day.")


class ExtendForm(forms.Form):
    until = DayField(label=_("New last day"))

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= self.assessment.due or until < self.assessment.cycle.district.today():
            raise forms.ValidationError(_("Choose a day after the present last day, and not in the past."))
        kept = self.assessment.cycle.ratings_kept_until
        if until > kept:
            day = date_format(kept, "DATE_FORMAT")
            raise forms.ValidationError(KEPT_UNTIL, params={"day": day})
        return until


class ReasonForm(forms.Form):
    reason = PlainTextArea(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the assessment; its team reads it. Name no person."),
    )


class ClosingForm(forms.Form):
    willing = ShownKeys()
    shown = ShownKeys()
