"""Checks of an uploaded file before it is stored: size, name, true type, viruses and metadata."""

import hashlib
import pathlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .cleaning import cleaned
from .cleaning.errors import DAMAGED, PROTECTED, SIGNED, CannotBeCleaned
from .cleaning.result import Cleaned
from .file_types import ALLOWED, PICTURE_NAMES, PROGRAMS, SAME, is_known, type_of
from .previews import FORMATS, refuse_too_many_pixels
from .scanning import refuse_infected

# What hides behind a last ending: ``.com`` is also how sites end, and ``.app`` how some call themselves.
HIDDEN_PROGRAMS = PROGRAMS - {".com", ".app"} | {".hta", ".js", ".lnk", ".svg", ".html", ".htm", ".wsf"}
LAST_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
# Marks that make a name read from the other side, so that its ending seems to be another.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONGEST_STEM = 150
# The files of one form, together: so many of the largest size.
TOGETHER = 3
MEGABYTE = 1024 * 1024
CANNOT_BE_CLEANED = "cannot_be_cleaned"
REASONS = {
    PROTECTED: _("it is protected"),
    SIGNED: _("it is signed, and would lose its signature"),
    DAMAGED: _("it is damaged, or too large to be read here"),
}


def most_in_a_form():
    """The bytes that all files of a form may have together."""
    return TOGETHER * settings.EVIDENCE_MAX_BYTES


def most_dropped():
    return settings.EVIDENCE_MAX_BYTES


def limits():
    return {
        # The types of pictures beside their endings: telephones then offer the camera, and send a JPEG.
        "accept": ",".join([*ALLOWED, *SAME, *FORMATS]),
        "most_bytes": settings.EVIDENCE_MAX_BYTES,
        "most_megabytes": settings.EVIDENCE_MAX_BYTES // MEGABYTE,
        "together_megabytes": most_in_a_form() // MEGABYTE,
    }


@dataclass(frozen=True)
class Checked:
    """A file that may be stored. ``cleaned``: whether its metadata was removed; ``said``: messages for its owner."""

    file: ContentFile
    name: str
    type: str
    size: int
    sha256: str
    cleaned: bool = True
    commenters: int = 0
    has_changes: bool = False
    said: tuple[str, ...] = ()


def checked(upload, *, as_it_is=False):
    """Check an uploaded file; raises ``ValidationError`` with what is wrong.

    ``as_it_is``: also keep a file that cannot be cleaned, as its owner has agreed to that.
    """
    refuse_by_size(upload)
    ending = suffix_of(upload.name)
    suffix = true_type(upload, ending)
    file_type = ALLOWED[suffix]
    refuse_too_many_pixels(upload, file_type)
    refuse_infected(upload)
    upload.seek(0)
    result, is_clean = clean_where_possible(upload.read(), suffix, as_it_is=as_it_is)
    name = safe_stem(upload.name) + suffix
    return Checked(
        file=ContentFile(result.content, name=upload.name),
        name=name,
        type=file_type,
        size=len(result.content),
        sha256=hashlib.sha256(result.content).hexdigest(),
        cleaned=is_clean,
        commenters=result.commenters,
        has_changes=result.has_changes,
        said=tuple(words_of_type(upload.name, ending, suffix)),
    )


def refuse_by_size(upload):
    if upload.size == 0:
        raise ValidationError(_("The file is empty."))
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES // MEGABYTE
        raise ValidationError(_("The file is larger than %(limit)d MB."), params={"limit": limit})


def clean_where_possible(content, suffix, *, as_it_is):
    try:
        return cleaned(content, suffix), True
    except CannotBeCleaned as impossible:
        if as_it_is:
            return Cleaned(content), False
        raise ValidationError(
            _(
                "We could not take out of this file who made it, when, where and with what: %(reason)s. "
                "You can save it anew and try again, or keep it as it is."
            ),
            code=CANNOT_BE_CLEANED,
            params={"reason": REASONS[impossible.reason]},
        ) from impossible


# -- names and types -------------------------------------------------------------------------------------


def last_name(given):
    return pathlib.PurePosixPath(given.replace("\\", "/")).name


def ending_of(given):
    found = LAST_ENDING.search(last_name(given))
    return found[0].lower() if found and is_known(found[0].lower()) else ""


def stem_of(given):
    last = last_name(given)
    return last[: len(last) - len(ending_of(given))].strip()


def safe_stem(given):
    """Letters of any script, digits, hyphens and underscores; ``file`` where none are left."""
    stem = stem_of(given).replace(" ", "_").replace(".", "_")
    return re.sub(r"[^-\w]", "", stem)[:LONGEST_STEM] or "file"


def suffix_of(given):
    """The ending of a name if it is accepted or the content can decide; else raise."""
    if TURNING.search(given):
        raise ValidationError(
            _("The file’s name holds a mark that hides its ending. Give it another name, and try again.")
        )
    ending = SAME.get(ending_of(given), ending_of(given))
    if ending and ending not in ALLOWED and ending not in PICTURE_NAMES:
        raise refusal_of_type(ending)
    if ending_of(stem_of(given)) in HIDDEN_PROGRAMS:
        raise ValidationError(_("The file’s name has two endings. Leave only the last one, and try again."))
    return ending


def refusal_of_type(ending):
    return ValidationError(
        _("Files of the type “%(suffix)s” are not taken. Save it as PDF, or as a picture, and try again."),
        params={"suffix": ending or _("none")},
    )


def true_type(upload, ending):
    """The ending of the file's true type; raises for no accepted type and for a name that says another."""
    found = type_of(upload, ending)
    if found and (found == ending or not ending or {found, ending} <= PICTURE_NAMES):
        return found
    if not ending or ending not in ALLOWED:
        raise refusal_of_type(ending)
    if found:
        raise ValidationError(
            _(
                "The file is not what its name says: its content is not “%(suffix)s” but “%(found)s”. Rename it, and try again."
            ),
            params={"suffix": ending, "found": found},
        )
    raise ValidationError(
        _("The file is not what its name says: its content is not “%(suffix)s”."), params={"suffix": ending}
    )


def words_of_type(given, ending, suffix):
    if ending != suffix:
        said = {"given": last_name(given), "type": suffix.removeprefix(".").upper().replace("JPG", "JPEG")}
        said["name"] = safe_stem(given) + suffix
        yield gettext("“%(given)s” is really a file of the type %(type)s, so we saved it as “%(name)s”.") % said
