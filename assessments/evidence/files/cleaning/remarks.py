"""Comments and tracked changes in a document; they stay in it, and people are told so."""

import re

COMMENTS = re.compile(r"(word/comments\d*|xl/comments\d*|xl/comments/comment\d+|ppt/comments/.*)\.xml", re.IGNORECASE)
THREADS = re.compile(r"xl/threadedComments/.*\.xml", re.IGNORECASE)
# Where Word's text stands: the main part, whatever it is called, heads, feet and notes.
TEXTS = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml", re.IGNORECASE)
CHANGES_OF_A_WORKBOOK = "xl/revisions/"
AUTHOR = re.compile(rb'\bw:author="([^"]*)"|<author>([^<]*)</author>|\bauthorId="([^"]*)"')
PERSON = re.compile(rb'\bpersonId="([^"]*)"')
CHANGE = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)[\s>]")
# How Excel marks what older versions see of a thread.
OF_A_THREAD = b"tc="
NOTE_OF_ODF = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
CREATOR = re.compile(rb"<dc:creator>([^<]*)</dc:creator>")
CHANGES_OF_ODF = re.compile(
    rb"<text:changed-region\b|<table:tracked-changes\b.*?<table:(?:cell-content-change|insertion)", re.DOTALL
)


def remarks_of_office(archive):
    authors, has_changes = set(), False
    for name in archive.names():
        if COMMENTS.fullmatch(name):
            authors |= authors_in(archive.read(name))
        elif THREADS.fullmatch(name):
            authors |= set(PERSON.findall(archive.read(name)))
        elif TEXTS.fullmatch(name):
            has_changes = has_changes or bool(CHANGE.search(archive.read(name)))
        has_changes = has_changes or name.startswith(CHANGES_OF_A_WORKBOOK)
    return len(authors), has_changes


def authors_in(content):
    found = {next(filter(None, names), b"") for names in AUTHOR.findall(content)}
    return {name for name in found if not name.startswith(OF_A_THREAD)}


def remarks_of_opendocument(content):
    notes = NOTE_OF_ODF.findall(content)
    authors = {(CREATOR.search(note) or [b"", b""])[1] for note in notes}
    return len(authors), bool(CHANGES_OF_ODF.search(content))
