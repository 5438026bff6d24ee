"""Word, Excel and PowerPoint documents without author, dates, company, template and thumbnail.

Parts are found by their relationships, since programs name them as they like.
"""

import posixpath
import re
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

from .archive import Archive, archive_of, packed
from .errors import SIGNED, CannotBeCleaned
from .pictures import CLEANERS, cleaned_if_possible
from .remarks import remarks_of_office
from .result import Cleaned

CONTENT_TYPES, ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# The last words of the types of relationships to parts that say who made a document, when, where and from what.
OF_THE_MAKING = {
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "changesInfo",
    "revisionInfo",
}
# People who opened it; needed where comments or tracked changes name them.
PEOPLE = {"people", "person"}
SIGNATURE, TEMPLATE, DATA = "_xmlsignatures/", "attachedTemplate", "customXml"
# What SharePoint keeps of a document: who shared it with whom, for instance.
SHAREPOINT = (b"http://schemas.microsoft.com/office/2006/metadata/", b"http://schemas.microsoft.com/sharepoint/")
# The folder that a workbook was last saved in, and who reserved it.
WORKBOOK = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)
PLACES = re.compile(rb'(<x15ac:absPath\b[^>]*?\burl="|<fileSharing\b[^>]*?\buserName=")[^"]*')
EMBEDDED = {".docx", ".xlsx", ".pptx"}


def clean_office(content, *, is_embedded=False):
    archive = Archive(content)
    if any(name.startswith(SIGNATURE) for name in archive.names()):
        raise CannotBeCleaned(SIGNED)
    commenters, has_changes = remarks_of_office(archive)
    unwanted = OF_THE_MAKING if commenters or has_changes else OF_THE_MAKING | PEOPLE
    dropped = dropped_parts(archive, unwanted)
    parts = [
        rewritten(archive, name, dropped, is_embedded=is_embedded) for name in archive.names() if name not in dropped
    ]
    return Cleaned(archive_of(parts), commenters, has_changes)


def relations_in(archive, name):
    return parsed(archive.read(name))


def parsed(content):
    """Parse a small XML part; one with a DTD is refused, as no office program writes any."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CannotBeCleaned
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as broken:
        raise CannotBeCleaned from broken


def target_of(archive, relation, name):
    if relation.get("TargetMode") == "External":
        return ""
    folder = posixpath.dirname(posixpath.dirname(name))
    target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
    return archive.called(target)


def last_word(relation):
    """A relationship's type without its namespace, which differs between editions of the standard."""
    return relation.get("Type", "").rpartition("/")[2]


def relation_parts(archive):
    return [name for name in archive.names() if name.endswith(".rels")]


def dropped_parts(archive, unwanted):
    dropped = set()
    for name in relation_parts(archive):
        for relation in relations_in(archive, name):
            target, kind = target_of(archive, relation, name), last_word(relation)
            if target in archive and (kind in unwanted or kind == DATA and is_of_sharepoint(archive, target)):
                dropped.add(target)
    beside = {f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels" for name in dropped}
    for name in beside & set(archive.names()):
        dropped |= {target_of(archive, relation, name) for relation in relations_in(archive, name)} | {name}
    return dropped


def is_of_sharepoint(archive, name):
    """Whether a custom XML part holds SharePoint properties, which the document does not show."""
    head = archive.read(name)[:2000]
    return any(namespace in head for namespace in SHAREPOINT)


def rewritten(archive, name, dropped, *, is_embedded):
    suffix = PurePosixPath(name).suffix.lower()
    if name == CONTENT_TYPES:
        return packed(name, without_types(archive, dropped))
    if name.endswith(".rels"):
        return packed(name, without_relations(archive, name, dropped))
    if suffix in CLEANERS:
        picture = cleaned_if_possible(suffix, archive.read(name))
        return packed(name, picture, method=zipfile.ZIP_STORED)
    if WORKBOOK.fullmatch(name):
        return packed(name, PLACES.sub(rb"\1", archive.read(name)))
    if suffix in EMBEDDED and not is_embedded:
        return embedded(archive, name)
    return archive.part(name)


def embedded(archive, name):
    try:
        inner = clean_office(archive.read(name), is_embedded=True)
    except CannotBeCleaned:
        return archive.part(name)
    return packed(name, inner.content, method=zipfile.ZIP_STORED)


def without_types(archive, dropped):
    tree = parsed(archive.read(CONTENT_TYPES))
    for one in [one for one in tree if archive.called(one.get("PartName", "").lstrip("/")) in dropped]:
        tree.remove(one)
    return written(tree, TYPES)


def without_relations(archive, name, dropped):
    """Relationships without those to dropped parts; a template's path becomes ``Normal.dotm``."""
    tree = relations_in(archive, name)
    for relation in list(tree):
        if target_of(archive, relation, name) in dropped:
            tree.remove(relation)
        elif last_word(relation) == TEMPLATE:
            relation.set("Target", "Normal.dotm")
    return written(tree, RELATIONS)


def written(tree, namespace):
    """Serialize with the namespace as the default one, without a prefix, as every office program reads it."""
    ElementTree.register_namespace("", namespace)
    return ElementTree.tostring(tree, encoding="UTF-8", xml_declaration=True)
