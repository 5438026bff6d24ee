"""The words of the board report, and how long a link to it opens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.form_keys import KeyField
from people.revisions import RevisionForm
from people.text import PlainTextArea

LONGEST_TEXT = 5_000


class NotesForm(RevisionForm):
    learned = PlainTextArea(
        label=_("What we learned"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("A few plain sentences. An empty line begins a new paragraph, a line with - at its start a point."),
    )
    next_steps = PlainTextArea(
        label=_("Next steps"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("What the district does next, and when trustees hear of it again."),
    )


class SharedLinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("The link opens for"),
        coerce=int,
        initial=30,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        help_text=_("You can end it at any time before."),
    )
    form_key = KeyField()
