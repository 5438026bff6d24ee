"""A piece of evidence, and which pieces speak for a practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.choices import KnownChoices
from people.text import PlainTextArea, PlainTextField

from ..models import Evidence
from ..uploads import ALLOWED, checked
from .rating import LONGEST_TEXT


class EvidenceForm(forms.Form):
    """A note, a link or a file; what kind it is and how far it reaches."""

    title = PlainTextField(
        label=_("What is it?"), max_length=200, help_text=_("For example: Data team minutes, October.")
    )
    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=Evidence.Kind.choices)
    rung = forms.ChoiceField(
        label=_("What does it show?"),
        choices=Evidence.Rung.choices,
        widget=forms.RadioSelect,
        initial=Evidence.Rung.DOING,
        help_text=_("That we are doing it, improving it, or that outcomes change because of it."),
    )
    note = PlainTextArea(
        label=_("What does it say?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when there is neither a link nor a file. Name no person."),
    )
    url = forms.URLField(label=_("Link"), max_length=1000, required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, picture, text, Office or OpenDocument; up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ALLOWED)}),
    )
    dated_on = forms.DateField(label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_file(self):
        """The file, checked to be what it says it is; None where there is none."""
        upload = self.cleaned_data["file"]
        return checked(upload) if upload else None

    def clean_url(self):
        """Web addresses only: a link is followed by others."""
        url = self.cleaned_data["url"]
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write a web address that starts with https://."))
        return url

    def clean(self):
        """Exactly one thing carries the evidence."""
        cleaned = super().clean()
        upload, url = cleaned.get("file"), cleaned.get("url")
        if upload and url:
            self.add_error("url", _("Give a link or a file, not both: add the other one as a second piece."))
        if not (upload or url or cleaned.get("note", "").strip()) and not self.errors:
            self.add_error("note", _("Write what it says, or give a link or a file."))
        carrier = Evidence.Carrier.FILE if upload else Evidence.Carrier.LINK if url else Evidence.Carrier.NOTE
        cleaned["carrier"] = carrier
        return cleaned


class LinkForm(forms.Form):
    """Which of the team's pieces speak for this practice."""

    pieces = KnownChoices(queryset=Evidence.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, evidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].queryset = evidence
