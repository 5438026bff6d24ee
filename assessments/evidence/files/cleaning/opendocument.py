"""OpenDocument files without author, dates, printer and thumbnail."""

import re
import zipfile
from pathlib import PurePosixPath

from .archive import Archive, archive_of, packed
from .errors import PROTECTED, SIGNED, CannotBeCleaned
from .pictures import CLEANERS, cleaned_if_possible
from .remarks import remarks_of_opendocument
from .result import Cleaned

META, MANIFEST, CONTENT, SETTINGS = "meta.xml", "META-INF/manifest.xml", "content.xml", "settings.xml"
SIGNATURES, THUMBNAILS = "META-INF/documentsignatures.xml", "Thumbnails/"
NOTHING_SAID = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
    b"<office:meta/></office:document-meta>"
)
THUMBNAIL_ENTRY = re.compile(rb'<manifest:file-entry\b[^>]*manifest:full-path="Thumbnails/[^"]*"[^>]*/>')
PRINTER = re.compile(rb'(<config:config-item config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*')


def clean_opendocument(content):
    archive = Archive(content)
    if SIGNATURES in archive:
        raise CannotBeCleaned(SIGNED)
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise CannotBeCleaned(PROTECTED)
    commenters, has_changes = remarks_of_opendocument(archive.read(CONTENT)) if CONTENT in archive else (0, False)
    parts = [rewritten(archive, name) for name in archive.names() if not name.startswith(THUMBNAILS)]
    return Cleaned(archive_of(parts), commenters, has_changes)


def rewritten(archive, name):
    suffix = PurePosixPath(name).suffix.lower()
    if PurePosixPath(name).name == META:  # of the document, or of one inside it
        return packed(name, NOTHING_SAID)
    if name == MANIFEST:
        return packed(name, THUMBNAIL_ENTRY.sub(b"", archive.read(name)))
    if name == SETTINGS:
        return packed(name, PRINTER.sub(rb"\1", archive.read(name)))
    if suffix in CLEANERS:
        return packed(name, cleaned_if_possible(suffix, archive.read(name)), method=zipfile.ZIP_STORED)
    return archive.part(name)
