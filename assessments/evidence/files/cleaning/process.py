"""Clean one document, as a program of its own: ``python -I -c … .pdf < document > answer``.

It knows nothing of the site. Bytes that take hold of a reader find no secret here, little memory and little time. The
answer is a line of JSON (what was found, or why it could not be done) and, where it was, the document.
"""

import json
import resource
import sys

SECONDS, MOST_MEMORY = 10, 768 * 1024 * 1024
BOUNDS = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_FSIZE: 0}
OFFICE, OPEN_DOCUMENT = {".docx", ".xlsx", ".pptx"}, {".odt", ".ods", ".odp"}


def bind():
    """Give this process its bounds."""
    for kind, most in BOUNDS.items():
        resource.setrlimit(kind, (most, most))


def cleaner_of(suffix):
    """What cleans documents of this ending; imported when it is needed, since each costs time."""
    if suffix in OFFICE:
        from .office import clean_office as clean
    elif suffix in OPEN_DOCUMENT:
        from .opendocument import clean_opendocument as clean
    else:
        from .pdf import clean_pdf as clean
    return clean


def main():
    """Read the document, clean it, answer."""
    from .errors import CannotBeCleaned

    bind()
    out = sys.stdout.buffer
    try:
        cleaned = cleaner_of(sys.argv[1])(sys.stdin.buffer.read())
    except CannotBeCleaned as impossible:
        out.write(json.dumps({"reason": impossible.reason}).encode() + b"\n")
        return
    said = {"commenters": cleaned.commenters, "has_changes": cleaned.has_changes}
    out.write(json.dumps(said).encode() + b"\n" + cleaned.content)
