"""Text as people write it: any script, any length the field allows, but no characters that nobody can see or store."""

import re
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


# Letters that are one letter and a stroke or a join, which taking accents off leaves as they are.
PLAIN_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ß": "ss"}
CAPITALS = {"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H", "ẞ": "SS"}
TO_PLAIN = str.maketrans(PLAIN_LETTERS | CAPITALS)
# Left out, so that what they join stays one word: marks above and below letters, apostrophes, and what nobody sees.
JOINED = r"[\u0300-\u036F\u0027`\u00AD\u02B9-\u02BD\u02C8\u2018-\u201B\u2032\u2035\u200B-\u200F\u2060\uFEFF]+"
LEFT_OUT, NO_LETTERS = re.compile(JOINED), re.compile(r"[\W_]+")
# No name is longer; longer texts are searched once and not remembered.
LONGEST_NAME = 200


def letters_of(text):
    """What of a text decides its place in the alphabet, and whether a search finds it: words of plain small letters.

    É is an E, œ is oe; capitals and apostrophes make no difference; hyphens and points are spaces.
    """
    return letters_of_a_name(text) if len(text) <= LONGEST_NAME else plain_letters(text)


def plain_letters(text):
    """The same, worked out."""
    plain = unicodedata.normalize("NFKD", text.replace("´", "'").translate(TO_PLAIN))
    plain = "".join(c for c in LEFT_OUT.sub("", plain) if not unicodedata.combining(c))
    return NO_LETTERS.sub(" ", plain.casefold()).strip()


letters_of_a_name = lru_cache(maxsize=8192)(plain_letters)


def letters_of_words(typed):
    """The words of a search: each is found where its letters stand in this order; what is no letter is none."""
    return [letters for word in typed.split() if (letters := letters_of(word))]


def alphabetical(name):
    """The place of a name in the alphabet; `people.ordering` is the same for a database."""
    return letters_of(name), name
