"""The encoding of a list's bytes, and text that was decoded with a wrong one."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

# What English and French texts have beyond ASCII; of the rest, a wrong reading makes most.
WRITTEN = set("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’‘“”«»–—…°ñáíóú€\u00a0")
# UTF-8 that was read as Windows-1252: é becomes Ã©, and ’ becomes â€™.
MISREAD = re.compile(
    r"Ã[\u0080-\u00BF\u0152-\u0178\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|â€.?|Â[\u00A0-\u00BF]|Å“"
)
MAC, DOS = "mac_roman", "cp850"
# How files begin that are no text, and what they are.
NO_TEXT = [
    (b"PK\x03\x04", _("a workbook, such as Excel’s .xlsx")),
    (b"\xd0\xcf\x11\xe0", _("a workbook of an older Excel (.xls)")),
    (b"%PDF", _("a PDF")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"{\\rtf", _("a text document")),
    (b"<!doctype", _("a web page")),
    (b"<html", _("a web page")),
    (b"<table", _("a web page")),
    (b"<?xml", _("a file for programs (XML)")),
]


def kind_of_no_text(content):
    start = content[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for magic, kind in NO_TEXT if start.startswith(magic.lower())), "")


def text_of_file(content):
    return content.decode(encoding_of(content), errors="replace")


def encoding_of(content):
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = [content[start:2000:2].count(0) for start in (0, 1)]
    if max(zeros) > len(content[:2000]) // 5 and min(zeros) == 0:  # every other byte of Latin letters in UTF-16
        return "utf-16-be" if zeros[0] else "utf-16-le"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return max(("cp1252", MAC, DOS), key=lambda encoding: likelihood(content.decode(encoding, errors="replace")))
    return "utf-8-sig"


def likelihood(text):
    """Score how usual a text's non-ASCII characters are in English and French; the higher the likelier."""
    likely = 0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not character.isascii():
            # No small letter stands between capitals, and no capital after a small one: SéVRES was SÈVRES on a Mac,
            # and cÇdre was cèdre for DOS.
            stands_out = before.islower() and character.isupper()
            stands_out = stands_out or (character.islower() and before.isupper() and after.isupper())
            likely += 1 if character in WRITTEN and not stands_out else -1
    return likely


def misread(cell):
    if "\ufffd" in cell:
        return "\ufffd"
    found = MISREAD.search(cell)
    return found[0] if found else ""


def repaired(wrong):
    try:
        return unicodedata.normalize("NFC", wrong.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return ""
