"""Form fields for evidence: files checked against their names, and links."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextField

from ..files.uploads import CANNOT_BE_CLEANED, checked, limits
from ..links import LONGEST_LINK, link_from


class WebAddressField(PlainTextField):
    """A field that turns pasted text into a ``Link``, or None where it is empty."""

    widget = forms.URLInput

    def __init__(self, **options):
        super().__init__(**{"max_length": LONGEST_LINK, "required": False, **options})

    def clean(self, value):
        text = super().clean(value)
        return link_from(text) if text else None


class TakesLink(forms.Form):
    """Mixin for a form with a link; words pasted beside the address become the title if there is no other."""

    words_beside = ""

    def clean_url(self):
        link = self.cleaned_data["url"]
        if link is None:
            return ""
        self.words_beside = link.words
        return link.url


class CheckedFileField(forms.FileField):
    # A file that cannot be cleaned is kept all the same, where its owner says so.
    as_it_is = False

    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_empty_file": True, "max_length": None, **options})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return checked(upload, as_it_is=self.as_it_is) if upload else None


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(CheckedFileField):
    widget = SeveralFilesInput(attrs={"accept": limits()["accept"]})

    def clean(self, data, initial=None):
        given = [upload for upload in (data if isinstance(data, list) else [data]) if upload]
        files, errors = [], []
        for upload in given:
            try:
                files.append(super().clean(upload, initial))
            except forms.ValidationError as wrong:
                errors += [wrong] if len(given) == 1 else [with_file_name(upload, one) for one in wrong.error_list]
        if errors:
            raise forms.ValidationError(errors)
        return files


def with_file_name(upload, wrong):
    return forms.ValidationError(f"{upload.name}: {' '.join(wrong.messages)}", code=wrong.code)


class TakesFiles(forms.Form):
    """Mixin for a form with files: the room left for them, and whether uncleanable ones are kept."""

    as_it_is = forms.BooleanField(
        label=_("Keep the file as it is: others may read who made it, when, where and with what"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, room=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        # Read before the files are: whether to refuse one hangs on it.
        said = self["as_it_is"].data if self.is_bound else False
        self.fields["file"].as_it_is = said not in (None, "", False, "false", "False", "0")

    @property
    def can_be_kept_as_it_is(self):
        """Whether the only errors of the files are that they cannot be cleaned."""
        errors = self.errors.as_data().get("file", [])
        return bool(errors) and all(error.code == CANNOT_BE_CLEANED for error in errors)

    def clean_file(self):
        given = self.cleaned_data["file"]
        files = given if isinstance(given, list) else [given] if given else []
        if files and self.room and not self.room.takes(sum(file.size for file in files)):
            raise forms.ValidationError(self.room.refusal)
        return given
