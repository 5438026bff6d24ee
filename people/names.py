"""Unique names: the key that all spellings of one name share, and the form in which a name is stored.

Compare keys, not names. Accents count (Aimé is not Aime); differences in capitals, in the encoding of accents, and in
apostrophes, dashes and spaces do not.
"""

import hashlib
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from .email_addresses import without_invisible
from .text import PlainTextField, refuse_line_breaks

# No name is longer: beyond, nothing is compared. Accents piled on one another take the square of their number to order.
LONGEST = 1_000
# A key longer than this ends with a sum over all of it, so that an index can hold it.
LONGEST_KEY = 250
APOSTROPHES = "'‘’‚‛`´ʹʻʼʽˈ′‵＇"
QUOTES = '"«»“”„‟″＂'
DASHES = "-‐‑‒–—―−⁃﹘﹣－"
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
ONE_FOR_ALL = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), **dict.fromkeys(DASHES, "-"), **LIGATURES}
)
# Nobody means these in a name. Other characters that take no place belong to scripts that join their letters.
NEVER_MEANT = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
# No word in Latin letters has one of these alphabets too; of Greek only the letters that look like Latin ones, for
# languages of this country are written in Latin letters with a theta: xʷməθkʷəy̓əm.
LIKE_LATIN = ("ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC")
GREEK_LIKE_LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥον"


def clean_name(typed):
    text = normalize_newlines(typed).translate(NEVER_MEANT)
    # Line breaks stay, for a validator to refuse.
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def spelling(name):
    """A name without the differences that no reader sees; capitals and small letters stay."""
    if len(name) > LONGEST:
        return name
    # Before the letters are put in order, which would take some apostrophes for accents, and after, for those it makes.
    text = unicodedata.normalize("NFKC", without_invisible(name.translate(ONE_FOR_ALL))).translate(ONE_FOR_ALL)
    return " ".join(text.split())


def name_key(name):
    """The key that all spellings of a name share: equal keys are one name."""
    key = unicodedata.normalize("NFC", spelling(name).casefold()) if len(name) <= LONGEST else name
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 64] + hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def refuse_mixed_alphabets(name):
    """Refuse a Latin word with a look-alike letter of another alphabet: it would look like another name."""
    text = unicodedata.normalize("NFKD", without_invisible(name[:LONGEST]))
    bare = "".join(character for character in text if not unicodedata.combining(character))
    for word in [] if bare.isascii() else re.findall(r"[^\W\d_]+", bare):
        of_another = next(filter(looks_latin, word), "")
        if of_another and any(unicodedata.name(letter, "").startswith("LATIN") for letter in word):
            raise ValidationError(
                _("“%(letter)s” in “%(word)s” is a letter of another alphabet (%(name)s). Type the word again."),
                code="look_alike",
                params={"letter": of_another, "word": word[:60], "name": unicodedata.name(of_another)},
            )


def looks_latin(letter):
    return letter in GREEK_LIKE_LATIN or unicodedata.name(letter, "").startswith(LIKE_LATIN)


class NameField(PlainTextField):
    default_validators = [refuse_line_breaks, refuse_mixed_alphabets]

    def to_python(self, value):
        return clean_name(super().to_python(value))
