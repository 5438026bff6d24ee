"""Fields for what carries evidence: files that are what they say they are, and links that lead into the web."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..uploads import checked, limits


class WebAddressField(forms.URLField):
    """A link that others follow: a web address and nothing else."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 1000, "required": False, "assume_scheme": "https", **options})

    def clean(self, value):
        """The address, when it is one of the web."""
        url = super().clean(value)
        if url and not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write a web address that starts with https://."))
        return url


class CheckedFileField(forms.FileField):
    """An uploaded file that is what it says it is (``assessments.uploads.Checked``), or None."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_empty_file": True, **options})

    def clean(self, data, initial=None):
        """The file, checked; refused in words."""
        upload = super().clean(data, initial)
        return checked(upload) if upload else None


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
                said = wrong.messages if len(given) == 1 else [f"{upload.name}: {words}" for words in wrong.messages]
                errors += said
        if errors:
            raise forms.ValidationError(errors)
        return files
