"""Normal form of email addresses, so that one address names one account however it was typed or pasted."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# No address is longer (RFC 3696), and Django reads none that is: nothing beyond is worth the work.
LONGEST = 320
# Beside the format characters (zero-width spaces, soft hyphens, marks of direction): other characters that nobody sees.
INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
INVISIBLE |= {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)}
LATIN = range(0xC0, 0x180)
# ı and ĸ are Latin letters, and look like i and k.
LOOK_ALIKES = "ıĸ"


def is_invisible(character):
    return ord(character) in INVISIBLE or unicodedata.category(character) == "Cf"


def has_invisible(typed):
    return any(map(is_invisible, typed))


def without_invisible(typed):
    if typed.isascii():
        return typed  # nothing of ASCII is invisible, and most of what is typed is nothing else
    return "".join(character for character in typed if not is_invisible(character))


def clean_address(typed):
    """Normalize an address: no invisible characters, plain letters instead of wide ones, lower case.

    This does not check whether it is an address; a validator does.
    """
    if len(typed) > LONGEST:
        return typed.strip().lower()
    return unicodedata.normalize("NFKC", without_invisible(typed)).strip().lower()


def refuse_look_alikes(address):
    """Refuse letters of other alphabets, with their place, since look-alike addresses would be two accounts."""
    for place, letter in enumerate(address, start=1):
        is_latin = letter.isalpha() and ord(letter) in LATIN and letter not in LOOK_ALIKES
        if not (letter.isascii() or is_latin):
            raise ValidationError(
                _(
                    "Character %(place)d of the address is “%(letter)s” (%(name)s), which may look like another one. "
                    "Type the address anew."
                ),
                code="look_alike",
                params={
                    "place": place,
                    "letter": letter,
                    "name": unicodedata.name(letter, f"U+{ord(letter):04X}"),
                },
            )


class EmailAddressField(forms.EmailField):
    def to_python(self, value):
        return clean_address(super().to_python(value))


class NewEmailAddressField(EmailAddressField):
    def to_python(self, value):
        address = super().to_python(value)
        refuse_look_alikes(address)
        return address
