"""Detect a file's type from its content, since names can be wrong."""

import lzma
import mimetypes
import posixpath
import re
import struct
import zipfile
import zlib
from urllib.parse import unquote
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALLOWED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
# Other names of one type; telephones, scanners and mail programs give them.
SAME = {".jpeg": ".jpg", ".jpe": ".jpg", ".jfif": ".jpg", ".jif": ".jpg", ".pjpeg": ".jpg", ".pjp": ".jpg"}
PICTURES = {".png", ".jpg", ".webp", ".gif"}
# Pictures that are not taken, but often are of another type than their name says.
PICTURE_NAMES = PICTURES | {".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff"}
TEXTS = {".txt", ".csv"}
# What a machine might run, beyond the types it knows by name.
PROGRAMS = {".app", ".bat", ".cmd", ".com", ".exe", ".jar", ".msi", ".php", ".ps1", ".scr", ".sh", ".vbs"}
# Endings that people's programs give, of files that are not taken.
OTHERS = {".docm", ".dotm", ".dotx", ".xlsm", ".xltm", ".xltx", ".xlsb", ".xlam", ".pptm", ".potm", ".potx", ".ppsx"}
OTHERS |= {".ppsm", ".ppam", ".pages", ".numbers", ".key", ".msg", ".one", ".vsdx", ".pub", ".rtf", ".md", ".html"}

HEAD = 4096
# A PDF may begin later than a file does: behind a byte order mark, or what a mail program put before it.
LATEST_PDF = 1024
# No office document has more parts. Each is announced in the archive by four bytes, and costs far more to be read.
MOST_PARTS, PART = 5_000, b"PK\x01\x02"
# No list of parts is larger; a small archive can unpack to gigabytes.
MOST_OF_A_LIST = 2_000_000
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
CONTROLS_IN_WORDS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
# What old programs put at the end of a text.
END_OF_TEXT = b"\x1a"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Of a main part's type, which is told by the list of types: what comes before says which program's it is.
MAIN_PARTS = {
    "wordprocessingml.document": ".docx",
    "spreadsheetml.sheet": ".xlsx",
    "presentationml.presentation": ".pptx",
}
# The main part where a document does not say which it is.
USUAL_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, NotImplementedError, ElementTree.ParseError),
)


def is_known(ending):
    """Whether the text after a last dot is a file name ending, not part of a date, version or sentence."""
    known = (ALLOWED, SAME, PICTURE_NAMES, PROGRAMS, OTHERS, mimetypes.types_map)
    return any(ending in endings for endings in known)


def type_of(upload, ending):
    """The file name ending of the type that the content has, or an empty string for no accepted type.

    ``ending`` is the one of its name, without which text and tables look the same. Raises ``ValidationError`` for
    documents that are refused under any name.
    """
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if picture := picture_of(head):
        return picture
    if head.startswith(b"PK"):
        return office_of(upload)
    if head.startswith(OLE):
        raise ValidationError(
            _("The document is protected by a password, or of an old type. Save it anew without it, and try again.")
        )
    if ending in TEXTS and is_text(upload):
        return ending
    return ".pdf" if b"%PDF-" in head[: LATEST_PDF + len(b"%PDF-")] else ""


def picture_of(head):
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if head.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    return ".webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def is_text(upload):
    """Whether it is text: UTF-8, UTF-16 with a byte order mark, or an older single-byte encoding."""
    content = upload.read().removesuffix(END_OF_TEXT)
    upload.seek(0)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return not CONTROLS_IN_WORDS.search(content.decode("utf-16"))
        except UnicodeDecodeError:
            return False
    # Which letters the bytes over 127 are, its reader's program knows; no file that is not text does without controls.
    return not CONTROLS.search(content)


def office_of(upload):
    """The type of an office document in a zip, or an empty string; raises ``ValidationError`` for macros."""
    parts = upload.read().count(PART)
    upload.seek(0)
    if parts > MOST_PARTS:
        return ""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            refuse_macros(names)
            return opendocument_of(archive) if "mimetype" in names else microsoft_of(archive, names)
    except BROKEN:
        return ""
    finally:
        upload.seek(0)


def refuse_macros(names):
    if any(name.lower().endswith("vbaproject.bin") or name.lower().startswith("xl/macrosheets/") for name in names):
        raise ValidationError(_("The document holds macros. Save it without macros, and try again."))


def opendocument_of(archive):
    with archive.open("mimetype") as declared:
        said = declared.read(HEAD).decode("ascii", "replace").strip()
    return next((ending for ending, kind in ALLOWED.items() if kind == said and ending.startswith(".od")), "")


def microsoft_of(archive, names):
    main = main_part(archive, names)
    if main is None:
        return next((ending for ending, part in USUAL_PARTS.items() if part in names), "")
    kind = part_type(archive, names, main)
    if "macroenabled" in kind.lower():
        raise ValidationError(_("The document holds macros. Save it without macros, and try again."))
    if not kind.endswith(".main+xml"):
        return next((ending for ending, part in USUAL_PARTS.items() if part == main), "")
    return next((ending for of, ending in MAIN_PARTS.items() if kind.endswith(f"{of}.main+xml")), "")


def main_part(archive, names):
    if "_rels/.rels" not in names:
        return None
    for relation in listed(archive, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            target = posixpath.normpath(posixpath.join("/", relation.get("Target", ""))).lstrip("/")
            wanted = {target.lower(), unquote(target).lower()}  # a list may write a name with percent signs
            return next((name for name in names if name.lower() in wanted), None)
    return None


def part_type(archive, names, part):
    if "[Content_Types].xml" not in names:
        return ""
    types = listed(archive, "[Content_Types].xml")
    own = next(
        (one for one in types if unquote(one.get("PartName", "").lstrip("/")).lower() == unquote(part).lower()), None
    )
    if own is None:
        suffix = part.rpartition(".")[2].lower()
        own = next((one for one in types if one.get("Extension", "").lower() == suffix), None)
    return own.get("ContentType", "") if own is not None else ""


def listed(archive, name):
    with archive.open(name) as part:
        content = part.read(MOST_OF_A_LIST)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("a list defines something of its own")
    return list(ElementTree.fromstring(content))
