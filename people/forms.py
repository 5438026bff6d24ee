"""What a person says about a token of theirs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import AccessToken
from .text import PlainTextField, refuse_line_breaks

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


class TokenForm(forms.Form):
    """What a token is for, what it may read, and until when."""

    name = PlainTextField(
        label=_("What it is for"),
        max_length=100,
        validators=[refuse_line_breaks],
        help_text=_("So that you know later which one to end, such as “Spreadsheet for the spring report”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may read"),
        choices=AccessToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may read yourself at that moment."),
    )
    days = forms.TypedChoiceField(label=_("Good for"), choices=DAYS, coerce=int, widget=forms.RadioSelect, initial=90)
