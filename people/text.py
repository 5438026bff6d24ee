"""Text as people write it: any script, any length the field allows, but no characters that nobody can see or store."""

import unicodedata
from functools import lru_cache
from html import escape

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import normalize_newlines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ALLOWED_CONTROLS = "\n\r\t"


def first_control_character(text, allowed=ALLOWED_CONTROLS):
    """The first character in a text that is neither written nor white space, or None.

    Marks that right-to-left and joined scripts need (category Cf) are writing; lone surrogates and NUL are not.
    """
    return next((c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in allowed), None)


def refuse_control_characters(text, allowed=ALLOWED_CONTROLS):
    """Validator: refuse control characters, which PostgreSQL or a reader's screen cannot take; nothing is stripped."""
    found = first_control_character(text, allowed)
    if found is not None:
        raise ValidationError(
            _(
                "This text holds a character that cannot be shown (U+%(code)s), perhaps from copying. "
                "Remove it or type the text anew."
            ),
            code="control_character",
            params={"code": f"{ord(found):04X}"},
        )


def refuse_line_breaks(text):
    """Validator for a line of text: refuse control characters and line breaks alike."""
    refuse_control_characters(text, allowed="\t")


class PlainTextField(forms.CharField):
    """A text field that keeps every script and refuses control characters in words."""

    default_validators = [refuse_control_characters]

    def __init__(self, **options):
        super().__init__(**options)
        # Django's own validator says only "null characters are not allowed"; ours names the character.
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]


class PlainTextArea(PlainTextField):
    """The same, over several lines."""

    widget = forms.Textarea


def with_breaks(text):
    """A text as HTML, escaped, its line breaks kept."""
    return escape(normalize_newlines(text)).replace("\n", "<br>") if text else ""


def labelled(label, value):
    """A value after its label, with the colon as the language writes it."""
    return gettext("%(label)s: %(value)s") % {"label": label, "value": value}


@lru_cache(maxsize=8192)
def letters_of(name):
    """What of a name decides its place in the alphabet: É is an E, capitals and apostrophes make no difference."""
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").casefold()


def alphabetical(name):
    """The place of a name in the alphabet; `people.ordering` is the same for a database."""
    return letters_of(name), name
