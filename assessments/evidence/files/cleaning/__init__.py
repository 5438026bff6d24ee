"""Files without the metadata of who made them, when, where and with what.

Pictures are cut between their chunks in a few milliseconds, without being decoded. Documents are read and
rewritten in a separate process with little time and memory and nothing of the site (``process``).
"""

import json
import logging
import subprocess
import sys
from pathlib import Path

from .errors import DAMAGED, CannotBeCleaned
from .pictures import CLEANERS
from .process import OFFICE, OPEN_DOCUMENT, SECONDS
from .result import Cleaned

__all__ = ["CannotBeCleaned", "Cleaned", "cleaned"]

ROOT = Path(__file__).resolve().parents[4]
START = "import sys; sys.path.insert(0, sys.argv.pop()); from assessments.evidence.files.cleaning.process import main; main()"
DOCUMENTS = OFFICE | OPEN_DOCUMENT | {".pdf"}
logger = logging.getLogger(__name__)


def cleaned(content, suffix):
    """The file without metadata; raises ``CannotBeCleaned`` with the reason.

    ``suffix`` is its true file name ending. Text has no metadata and is returned as it is.
    """
    if suffix in CLEANERS:
        return Cleaned(CLEANERS[suffix](content))
    return cleaned_apart(content, suffix) if suffix in DOCUMENTS else Cleaned(content)


def cleaned_apart(content, suffix):
    # -I and no environment: nothing of the site is at hand in there.
    command = [sys.executable, "-I", "-B", "-c", START, suffix, str(ROOT)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired as slow:
        logger.warning("A document took more than %d seconds to be cleaned, and was left.", SECONDS)
        raise CannotBeCleaned(DAMAGED) from slow
    said, _line, document = done.stdout.partition(b"\n")
    if done.returncode or not said:  # whatever a reader makes of hostile bytes
        raise CannotBeCleaned(DAMAGED)
    said = json.loads(said)
    if "reason" in said:
        raise CannotBeCleaned(said["reason"])
    return Cleaned(document, **said)
