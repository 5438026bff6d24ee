"""Forms for a piece of evidence, and for its links to practices."""

from urllib.parse import urlsplit

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.fields import DayField, KnownChoices, PresentChoices, ShownKeys
from people.form_keys import KeyField, digest_of_sending
from people.revisions import RevisionForm
from people.text import LONGEST_TEXT, PlainTextArea, PlainTextField, refuse_line_breaks

from ..files.uploads import ending_of, limits, safe_stem, stem_of
from ..links import LONGEST_TITLE, link_in_note
from ..models import Evidence
from .files import CheckedFileField, SeveralFilesField, TakesFiles, TakesLink, WebAddressField

SPREADSHEETS = (".csv", ".xlsx", ".ods")


def name_of_file(checked_file):
    return stem_of(checked_file.file.name).replace("_", " ").strip()[:LONGEST_TITLE] or checked_file.name


def name_of_link(url):
    return (urlsplit(url).hostname or url).removeprefix("www.")[:LONGEST_TITLE]


def kind_of_file(checked_file):
    is_table = checked_file.name.endswith(SPREADSHEETS)
    return Evidence.Kind.DATA if is_table else Evidence.Kind.DOCUMENT


class DescriptionForm(forms.Form):
    title = PlainTextField(
        label=_("What is it?"),
        max_length=200,
        validators=[refuse_line_breaks],
        help_text=_("For example: Data team minutes, October."),
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
    source = PlainTextField(
        label=_("Where does it come from?"),
        max_length=200,
        required=False,
        validators=[refuse_line_breaks],
        help_text=_("For example: school office, provincial assessment, survey of families."),
    )
    dated_on = DayField(label=_("Date"), required=False)


class EvidenceForm(TakesFiles, TakesLink, DescriptionForm):
    url = WebAddressField(label=_("Link"))
    file = SeveralFilesField(label=_("Files"))
    form_key = KeyField()

    field_order = ("title", "kind", "rung", "note", "url", "file", "as_it_is", "source", "dated_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, a file is called by its name and a link by its site.")
        most = limits()
        self.fields["file"].help_text = _(
            "PDF, picture, text, Office or OpenDocument; up to %(limit)d MB each, %(together)d MB together. "
            "Several at once become a piece each. We take out who made a file, when, where and with what; "
            "comments and tracked changes stay."
        ) % {"limit": most["most_megabytes"], "together": most["together_megabytes"]}

    def clean(self):
        cleaned = super().clean()
        if self.can_be_kept_as_it_is:
            self.fields["as_it_is"].widget = forms.CheckboxInput()
            self["file"].help_text = _("Choose the files again: a browser does not keep them.")
        files, url = cleaned.get("file"), cleaned.get("url")
        if files and url:
            self.add_error("url", _("Give a link or a file, not both: add the other one as a second piece."))
        if not (self.errors or files or url):
            self.read_link_in_note()
        if self.errors or files or cleaned.get("url"):
            return cleaned
        if not cleaned["note"].strip():
            self.add_error("note", _("Write what it says, or give a link or a file."))
        elif not cleaned["title"]:
            self.add_error("title", _("Say in a few words what it is."))
        return cleaned

    def read_link_in_note(self):
        """Treat a link pasted into the note as a link, with the other words as its note."""
        try:
            link = link_in_note(self.cleaned_data["note"])
        except forms.ValidationError as wrong:
            self.add_error("note", wrong)
            return
        if link:
            self.words_beside = link.words
            note = self.cleaned_data["note"] if link.words and self.cleaned_data["title"] else ""
            self.cleaned_data |= {"url": link.url, "note": note}

    def pieces(self):
        said = dict(self.cleaned_data)
        said.pop("as_it_is")
        files, title, key = said.pop("file"), said["title"], said.pop("form_key")
        if not files:
            carrier = Evidence.Carrier.LINK if said["url"] else Evidence.Carrier.NOTE
            title = title or self.words_beside[:LONGEST_TITLE] or name_of_link(said["url"])
            piece = said | {"carrier": carrier, "title": title}
            return [piece | {"sent_as": digest_of_sending(key, piece)}]
        names = [name_of_file(one) for one in files]
        if title:
            names = [title] if len(files) == 1 else [f"{title}: {name}"[:LONGEST_TITLE] for name in names]
        carried = said | {"carrier": Evidence.Carrier.FILE}
        pieces = [carried | {"title": name, "upload": one} for name, one in zip(names, files, strict=True)]
        return [
            piece | {"sent_as": digest_of_sending(key, piece | {"upload": piece["upload"].sha256, "place": place})}
            for place, piece in enumerate(pieces)
        ]


class DropForm(TakesFiles, TakesLink):
    file = CheckedFileField()
    url = WebAddressField()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("url")):
            raise forms.ValidationError(_("Give a link or a file."))
        return cleaned

    def piece(self):
        upload, url = self.cleaned_data["file"], self.cleaned_data["url"]
        if upload:
            known = {"carrier": Evidence.Carrier.FILE, "title": name_of_file(upload), "kind": kind_of_file(upload)}
            return known | {"upload": upload}
        return {
            "carrier": Evidence.Carrier.LINK,
            "title": self.words_beside[:LONGEST_TITLE] or name_of_link(url),
            "kind": Evidence.Kind.DOCUMENT,
            "url": url,
        }


class PieceForm(TakesLink, DescriptionForm, RevisionForm):
    url = WebAddressField(label=_("Link"), required=True)
    file_name = PlainTextField(
        label=_("Name of the file"),
        max_length=150,
        validators=[refuse_line_breaks],
        help_text=_("The name under which others download it. Its ending stays."),
    )

    field_order = ("title", "kind", "rung", "url", "file_name", "note", "source", "dated_on", "revision")

    def __init__(self, *args, piece, typed=(), **kwargs):
        said = {name: getattr(piece, name) for name in self.field_order}
        super().__init__(*args, initial=said | dict(typed), **kwargs)
        if piece.carrier != Evidence.Carrier.LINK:
            del self.fields["url"]
        if piece.carrier != Evidence.Carrier.FILE:
            del self.fields["file_name"]
        self.ending = ending_of(piece.file_name)
        self.fields["note"].required = piece.carrier == Evidence.Carrier.NOTE
        self.fields["note"].help_text = _("Name no person.")

    def clean_file_name(self):
        """Keep the true type's ending, whatever was typed."""
        given = self.cleaned_data["file_name"]
        said = stem_of(given) if ending_of(given) == self.ending else given
        return safe_stem(f"{said}{self.ending}") + self.ending


def differences(form, stored):
    """Where input and saved values differ: tuples of label, saved value and typed value."""
    return [
        (field.label, in_words(field, getattr(stored, name)), in_words(field, form.cleaned_data[name]))
        for name, field in form.fields.items()
        if name != "revision" and form.cleaned_data[name] != getattr(stored, name)
    ]


def in_words(field, value):
    if isinstance(field, forms.ChoiceField):
        return dict(field.choices).get(value, value)
    return date_format(value, "DATE_FORMAT") if value and isinstance(field, forms.DateField) else value


class PlaceForm(RevisionForm):
    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=Evidence.Kind.choices)
    rung = forms.ChoiceField(label=_("What does it show?"), choices=Evidence.Rung.choices)


class LinkForm(forms.Form):
    pieces = PresentChoices(queryset=Evidence.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    seen = ShownKeys()

    def __init__(self, *args, evidence, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].queryset, self.fields["pieces"].others = evidence, others


class PracticesForm(forms.Form):
    seen = ShownKeys()

    def __init__(self, *args, practices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practices"] = KnownChoices(queryset=practices, required=False)


def deleted_pieces_text(number):
    return ngettext(
        "%(number)d piece that you ticked is no longer there: somebody of your team deleted it. The other ticks stay.",
        "%(number)d pieces that you ticked are no longer there: somebody of your team deleted them. "
        "The other ticks stay.",
        number,
    ) % {"number": number}
