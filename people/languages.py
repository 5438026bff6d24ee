"""The product's languages, from ``settings.LANGUAGES``, and how each writes files."""

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
    return [code for code, _name in settings.LANGUAGES]


def language_choices():
    return [(code, get_language_info(code)["name_translated"]) for code in codes()]


def current_language():
    spoken = (get_language() or "")[:2]
    return spoken if spoken in codes() else settings.LANGUAGE_CODE


@cache
def names_in_lists():
    found = {code: {code, *LONG_CODES.get(code, ())} for code in codes()}
    for reader in codes():
        with override(reader):
            for code, name in language_choices():
                found[code].add(str(name))
    return found


class Dialect(NamedTuple):
    separator: str
    decimal: str
    true: str
    false: str


@cache
def dialect_of(language: str | None) -> Dialect:
    """Excel's format in this language: semicolons between columns where numbers have a decimal comma."""
    code = (language or settings.LANGUAGE_CODE)[:2]
    decimal = get_format("DECIMAL_SEPARATOR", code, use_l10n=True)
    return Dialect(";" if decimal == "," else ",", decimal, *TRUTH.get(code, ("TRUE", "FALSE")))


def as_read_aloud(language):
    return language if not language or "-" in language else f"{language}-CA"
