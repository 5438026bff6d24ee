"""What a file must be before it is kept: its size, its name, and that it is what it says it is."""

import hashlib
import lzma
import mimetypes
import pathlib
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .previews import FORMATS, refuse_too_many_pixels
from .scanning import refuse_infected

ALLOWED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
# The member that tells which kind of office document a zip is.
OFFICE_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
# What a machine might run, beyond the types it knows by name.
PROGRAMS = {".app", ".bat", ".cmd", ".com", ".exe", ".jar", ".msi", ".php", ".ps1", ".scr", ".sh", ".vbs"}
HEAD = 4096
# No office document has more parts. Each is announced in the archive by four bytes, and costs far more to be read.
MOST_PARTS, PART = 5_000, b"PK\x01\x02"
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
# The files of one form, together: so many of the largest size.
TOGETHER = 3


def most_in_a_form():
    """Bytes that all files of a form may have together."""
    return TOGETHER * settings.EVIDENCE_MAX_BYTES


def most_dropped():
    """Bytes of a file that was dropped."""
    return settings.EVIDENCE_MAX_BYTES


def limits():
    """What a browser is told before it sends: which files it offers, and how large one may be."""
    megabyte = 1024 * 1024
    return {
        # The types of pictures beside their endings: telephones then offer the camera, and send a JPEG.
        "accept": ",".join([*ALLOWED, *FORMATS]),
        "most_bytes": settings.EVIDENCE_MAX_BYTES,
        "most_megabytes": settings.EVIDENCE_MAX_BYTES // megabyte,
        "together_megabytes": most_in_a_form() // megabyte,
    }


@dataclass(frozen=True)
class Checked:
    """A file that may be kept."""

    file: object
    name: str
    type: str
    size: int
    sha256: str


def checked(upload):
    """Check an uploaded file; raises ``ValidationError`` that says in words what is wrong with it."""
    if upload.size == 0:
        raise ValidationError(_("The file is empty."))
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
        raise ValidationError(_("The file is larger than %(limit)d MB."), params={"limit": limit})
    name, suffix = safe_name(upload.name)
    if suffix not in ALLOWED:
        raise ValidationError(
            _("Files of the type “%(suffix)s” are not taken. Save it as PDF, or as a picture, and try again."),
            params={"suffix": suffix or _("none")},
        )
    if has_two_endings(upload.name):
        raise ValidationError(_("The file’s name has two endings. Leave only the last one, and try again."))
    if not is_what_it_says(upload, suffix):
        raise ValidationError(
            _("The file is not what its name says: its content is not “%(suffix)s”."), params={"suffix": suffix}
        )
    file_type = ALLOWED[suffix]
    refuse_too_many_pixels(upload, file_type)
    refuse_infected(upload)
    return Checked(upload, name, file_type, upload.size, digest(upload))


def safe_name(given):
    """The file's own name without any path, and its last ending in lower case."""
    last = pathlib.PurePosixPath(given.replace("\\", "/")).name
    suffix = pathlib.PurePosixPath(last).suffix.lower()
    stem = last[: len(last) - len(suffix)].strip().replace(" ", "_").replace(".", "_")
    # Letters of any script, digits, hyphens and underscores; a name of nothing else is none.
    return (re.sub(r"[^-\w]", "", stem)[:150] or "file") + suffix, suffix


def has_two_endings(given):
    """Whether a second ending hides before the last one, as in ``minutes.exe.pdf``; a date or a version is none."""
    inner = pathlib.PurePosixPath(pathlib.PurePosixPath(given).stem).suffix.lower()
    return inner in ALLOWED or inner in PROGRAMS or inner in mimetypes.types_map


def is_what_it_says(upload, suffix):
    """Whether the content is of the kind that the name claims."""
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if suffix in (".txt", ".csv"):
        return is_text(upload)
    if suffix in OFFICE_PARTS or suffix in (".odt", ".ods", ".odp"):
        return is_office(upload, suffix)
    try:
        found = puremagic.what(None, head)
    except (puremagic.PureError, ValueError):
        return False
    return found is not None and f".{found.lower()}".replace(".jpeg", ".jpg") == suffix.replace(".jpeg", ".jpg")


def is_text(upload):
    """Whether it is text in UTF-8 (or UTF-16 with its mark), without control characters."""
    content = upload.read()
    upload.seek(0)
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not CONTROL.search(text)


def is_office(upload, suffix):
    """Whether it is a zip with the part, or the declared type, of that office document; no macros."""
    parts = upload.read().count(PART)
    upload.seek(0)
    if parts > MOST_PARTS:
        return False
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return False
            if suffix in OFFICE_PARTS:
                return OFFICE_PARTS[suffix] in names
            if "mimetype" not in names:
                return False
            with archive.open("mimetype") as declared:
                # Never more than the type is long: a small archive can unpack to gigabytes.
                return declared.read(HEAD).decode("ascii", "replace") == ALLOWED[suffix]
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError):
        return False
    finally:
        upload.seek(0)


def digest(upload):
    """The SHA-256 of the content, in hexadecimal."""
    upload.seek(0)
    sha = hashlib.sha256()
    for chunk in upload.chunks():
        sha.update(chunk)
    upload.seek(0)
    return sha.hexdigest()
