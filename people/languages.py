"""The languages that the product speaks, as ``settings.LANGUAGES`` has them, and what files know of each."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.formats import get_format
from django.utils.translation import get_language, get_language_info, override

# The codes of ISO 639-2, which lists from other systems have.
LONG_CODES = {"en": ("eng",), "fr": ("fra", "fre")}
# What Excel calls true and false where it does not speak English.
TRUTH = {"fr": ("VRAI", "FAUX")}


def codes():
    """The languages' codes."""
    return [code for code, _name in settings.LANGUAGES]


def language_choices():
    """Each language with its name in the reader's."""
    return [(code, get_language_info(code)["name_translated"]) for code in codes()]


def current_language():
    """The product's language that is spoken now; its first one where none is."""
    spoken = (get_language() or "")[:2]
    return spoken if spoken in codes() else settings.LANGUAGE_CODE


@cache
def names_in_lists():
    """By code what a list may call a language: its codes, and its name in every language of the product."""
    found = {code: {code, *LONG_CODES.get(code, ())} for code in codes()}
    for reader in codes():
        with override(reader):
            for code, name in language_choices():
                found[code].add(str(name))
    return found


class Dialect(NamedTuple):
    """How numbers and columns are written, so that Excel in that language reads them without being asked."""

    separator: str
    decimal: str
    true: str
    false: str


@cache
def dialect_of(language: str | None) -> Dialect:
    """What Excel expects where this language is spoken: with a comma in numbers, columns part at a semicolon."""
    code = (language or settings.LANGUAGE_CODE)[:2]
    decimal = get_format("DECIMAL_SEPARATOR", code, use_l10n=True)
    return Dialect(";" if decimal == "," else ",", decimal, *TRUTH.get(code, ("TRUE", "FALSE")))


def as_read_aloud(language):
    """The language with its country, by which a program that reads aloud chooses a voice."""
    return language if not language or "-" in language else f"{language}-CA"
