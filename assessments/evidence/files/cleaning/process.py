"""Clean one document in a separate process: ``python -I -c … .pdf < document > answer``.

The process has nothing of the site, so that a malicious file that takes over the reader finds no secrets, and little
memory and time. The answer is a line of JSON (what was found, or why it failed), then the document if it was cleaned.
"""

import json
import resource
import sys

SECONDS, MOST_MEMORY = 10, 768 * 1024 * 1024
BOUNDS = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_FSIZE: 0}
OFFICE, OPEN_DOCUMENT = {".docx", ".xlsx", ".pptx"}, {".odt", ".ods", ".odp"}


def bind():
    """Set this process's resource limits."""
    for kind, most in BOUNDS.items():
        resource.setrlimit(kind, (most, most))


def cleaner_of(suffix):
    if suffix in OFFICE:
        from .office import clean_office as clean
    elif suffix in OPEN_DOCUMENT:
        from .opendocument import clean_opendocument as clean
    else:
        from .pdf import clean_pdf as clean
    return clean


def main():
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
