"""Text as people write it: any script, up to the field's length, without characters that nobody can see or store."""

import re
import unicodedata
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.text import normalize_newlines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What ends a line in some program: Word and PowerPoint inside a paragraph (U+000B), pages (U+000C), mainframes (U+0085),
# and Unicode's own two. What every browser sends at the end of a line, and old Macs wrote, stays as it came.
LINE_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# What nobody writes: controls but the tab and the line break, lone halves of a pair, and the code points that stand for
# no character (two at the end of each plane, 32 in the first). No XML holds them: one ruins a whole file for the board.
ENDS_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
UNWRITTEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\u2028\u2029" + ENDS_OF_PLANES
NOT_IN_A_TEXT, NOT_IN_A_LINE = re.compile(f"[{UNWRITTEN}]"), re.compile(f"[{UNWRITTEN}\n\r]")
REPLACEMENT = "\ufffd"
# How much of what stands before a character helps to find it.
BEFORE = 20


def with_plain_breaks(text):
    return LINE_BREAKS.sub("\n", text)


def writable(text):
    """A text for any file format, with a replacement mark for characters that cannot be written."""
    return NOT_IN_A_TEXT.sub(REPLACEMENT, with_plain_breaks(text))


def length_of(text):
    """A text's length as browsers count it: UTF-16 code units, and one for a line break although two are sent."""
    text = normalize_newlines(text)
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_control_character(text, allowed="\n\r\t"):
    """The first character that is neither writing nor white space, or None.

    Marks that right-to-left and joined scripts need (category Cf) are writing; lone surrogates and NUL are not.
    """
    return next((found[0] for found in NOT_IN_A_LINE.finditer(text) if found[0] not in allowed), None)


def refuse_control_characters(text, pattern=NOT_IN_A_TEXT):
    """Refuse, with its place, a character that PostgreSQL, a file or a screen cannot take; strip nothing."""
    found = pattern.search(text)
    if found is None:
        return
    before = text[: found.start()]
    line = before.rpartition("\n")[2]
    place = {"code": f"{ord(found[0]):04X}", "line": before.count("\n") + 1, "before": line[-BEFORE:]}
    raise ValidationError(
        _(
            "This text holds a character that cannot be shown (U+%(code)s), perhaps from copying. "
            "It is in line %(line)d, after “%(before)s”. Remove it or type the text anew."
        )
        if line
        else _(
            "This text holds a character that cannot be shown (U+%(code)s), perhaps from copying. "
            "It is at the start of line %(line)d. Remove it or type the text anew."
        ),
        code="control_character",
        params=place,
    )


def refuse_line_breaks(text):
    refuse_control_characters(text, NOT_IN_A_LINE)


class LongestText(MaxLengthValidator):
    def clean(self, text):
        return length_of(text)


class PlainTextField(forms.CharField):
    default_validators = [refuse_control_characters]

    def __init__(self, **options):
        super().__init__(**options)
        # Django's own count characters where browsers count code units, and say only that there is a null character.
        replaced = (MaxLengthValidator, ProhibitNullCharactersValidator)
        self.validators = [validator for validator in self.validators if type(validator) not in replaced]
        if self.max_length is not None:
            self.validators.append(LongestText(self.max_length))

    def to_python(self, value):
        return super().to_python(with_plain_breaks(value) if isinstance(value, str) else value)


class PlainTextArea(PlainTextField):
    widget = forms.Textarea


def labelled(label, value):
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
    """A text's letters for sorting and search: words of plain small letters.

    É is an E, œ is oe; capitals and apostrophes make no difference; hyphens and points are spaces.
    """
    return letters_of_a_name(text) if len(text) <= LONGEST_NAME else plain_letters(text)


def plain_letters(text):
    plain = unicodedata.normalize("NFKD", text.replace("´", "'").translate(TO_PLAIN))
    plain = "".join(c for c in LEFT_OUT.sub("", plain) if not unicodedata.combining(c))
    return NO_LETTERS.sub(" ", plain.casefold()).strip()


letters_of_a_name = lru_cache(maxsize=8192)(plain_letters)


def letters_of_words(typed):
    """The words of a search as letters, so that each matches as ``letters_of`` writes it; others are dropped."""
    return [letters for word in typed.split() if (letters := letters_of(word))]


def alphabetical(name):
    return letters_of(name), name


LONGEST_TEXT = 10_000
