"""The names of downloads: place, time and subject, in the reader's language."""

import re
import unicodedata
from urllib.parse import quote

PRODUCT = "strong-districts"
# Letters that are no letter of ASCII with a mark above it.
SPELLED_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
LONGEST = 120


def titled(*parts: object) -> str:
    return " ".join(str(part) for part in parts)


def file_name(*parts: object) -> str:
    """The parts as one name for any system: lower case, words joined by hyphens; "2025–26" stays readable."""
    words = unicodedata.normalize("NFC", " ".join(str(part) for part in (PRODUCT, *parts) if part)).lower()
    return re.sub(r"[\W_]+", "-", words)[:LONGEST].strip("-")


def in_ascii(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(SPELLED_OUT))
    return re.sub(r"-+", "-", decomposed.encode("ascii", "ignore").decode()).strip("-")


def attachment(name: str, suffix: str) -> str:
    """The header of a download: a name with accents in RFC 6266's form, and one without for other readers."""
    plain = in_ascii(name)
    header = f'attachment; filename="{plain}.{suffix}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}.{suffix}"
