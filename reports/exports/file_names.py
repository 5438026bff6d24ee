"""What a download is called: where it is from, of when and of what, in the reader's language."""

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
    """The parts as one name that any system can store: lower case, words joined by hyphens; "2025–26" stays readable."""
    words = unicodedata.normalize("NFC", " ".join(str(part) for part in (PRODUCT, *parts) if part)).lower()
    return re.sub(r"[\W_]+", "-", words)[:LONGEST].strip("-")


def in_ascii(name: str) -> str:
    """The name without accents, for what reads no other."""
    decomposed = unicodedata.normalize("NFKD", name.translate(SPELLED_OUT))
    return re.sub(r"-+", "-", decomposed.encode("ascii", "ignore").decode()).strip("-")


def attachment(name: str, suffix: str) -> str:
    """The header of a download of this name; with accents in a form of its own (RFC 6266), and without for the rest."""
    plain = in_ascii(name)
    header = f'attachment; filename="{plain}.{suffix}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}.{suffix}"
