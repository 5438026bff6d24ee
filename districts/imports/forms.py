"""The form for a list, pasted or uploaded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .csv_encoding import encoding_of, kind_of_no_text, text_of_file
from .csv_reading import MOST_BYTES


class ImportForm(forms.Form):
    # A plain field on purpose: a control character refuses its own line, with the line's number, and no other.
    text = forms.CharField(
        label=_("Lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Copy the cells from your spreadsheet and paste them here, with or without the row of headings."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        allow_empty_file=True,
        help_text=_("At most 1 MB and 2,000 lines."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    all_or_nothing = forms.BooleanField(
        label=_("Save nothing as long as one line is refused"),
        required=False,
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["text"].validators = []

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB. Send it in two or more parts."))
        kind = kind_of_no_text(file.read()) if file else ""
        if kind:
            raise forms.ValidationError(
                _("This file is %(kind)s, not a list. Save it as CSV, or copy its cells and paste them."),
                params={"kind": kind},
            )
        return file

    def clean(self):
        values = super().clean()
        if values.get("file"):
            values["file"].seek(0)
            content = values["file"].read()
            values["text"], values["encoding"] = text_of_file(content), encoding_of(content)
            values["shown"] = ""
        if not values.get("text", "").strip() and "file" not in self.errors:
            self.add_error("text", _("There is nothing in it. Paste at least one line, or choose a file."))
        return values
