"""Fields for what carries evidence: files that are what they say they are, and links that lead into the web."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextField

from ..files.uploads import CANNOT_BE_CLEANED, checked, limits
from ..links import LONGEST_LINK, link_from


class WebAddressField(PlainTextField):
    """A link that others follow (``assessments.evidence.links.Link``), out of whatever was pasted; nothing where that is empty."""

    widget = forms.URLInput

    def __init__(self, **options):
        super().__init__(**{"max_length": LONGEST_LINK, "required": False, **options})

    def clean(self, value):
        """The link with the words beside it; refused in words."""
        text = super().clean(value)
        return link_from(text) if text else None


class TakesLink(forms.Form):
    """A form with a link; what stood beside the address names the piece where nothing else does."""

    words_beside = ""

    def clean_url(self):
        """The address alone."""
        link = self.cleaned_data["url"]
        if link is None:
            return ""
        self.words_beside = link.words
        return link.url


class CheckedFileField(forms.FileField):
    """An uploaded file that is what it says it is (``assessments.evidence.files.uploads.Checked``), or None."""

    # A file that cannot be cleaned is kept all the same, where its owner says so.
    as_it_is = False

    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_empty_file": True, "max_length": None, **options})

    def clean(self, data, initial=None):
        """The file, checked; refused in words."""
        upload = super().clean(data, initial)
        return checked(upload, as_it_is=self.as_it_is) if upload else None


class SeveralFilesInput(forms.ClearableFileInput):
    """Chooses as many files as a person likes."""

    allow_multiple_selected = True


class SeveralFilesField(CheckedFileField):
    """Any number of checked files; what is wrong is said with the name of the file."""

    widget = SeveralFilesInput(attrs={"accept": limits()["accept"]})

    def clean(self, data, initial=None):
        """The files, all of them good."""
        given = [upload for upload in (data if isinstance(data, list) else [data]) if upload]
        files, errors = [], []
        for upload in given:
            try:
                files.append(super().clean(upload, initial))
            except forms.ValidationError as wrong:
                errors += [wrong] if len(given) == 1 else [named(upload, one) for one in wrong.error_list]
        if errors:
            raise forms.ValidationError(errors)
        return files


def named(upload, wrong):
    """What is wrong with one file of several, with its name."""
    return forms.ValidationError(f"{upload.name}: {' '.join(wrong.messages)}", code=wrong.code)


class TakesFiles(forms.Form):
    """A form with files: how much room the team has for them, and whether they are kept where they cannot be cleaned."""

    as_it_is = forms.BooleanField(
        label=_("Keep the file as it is: others may read who made it, when, where and with what"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, room=None, **kwargs):
        """``room``: what a team's files may take up (``assessments.evidence.queries.Room``); none is asked for without files."""
        super().__init__(*args, **kwargs)
        self.room = room
        # Read before the files are: whether to refuse one hangs on it.
        said = self["as_it_is"].data if self.is_bound else False
        self.fields["file"].as_it_is = said not in (None, "", False, "false", "False", "0")

    @property
    def can_be_kept_as_it_is(self):
        """Whether all that is wrong with the files is that they cannot be cleaned."""
        errors = self.errors.as_data().get("file", [])
        return bool(errors) and all(error.code == CANNOT_BE_CLEANED for error in errors)

    def clean_file(self):
        """The files, where there is room for them."""
        given = self.cleaned_data["file"]
        files = given if isinstance(given, list) else [given] if given else []
        if files and self.room and not self.room.takes(sum(file.size for file in files)):
            raise forms.ValidationError(self.room.refusal)
        return given
