"""Uploaded files are scanned for viruses where ``CLAMD_URL`` is set; a file that cannot be scanned is refused.

The protocol is ClamAV's INSTREAM: chunks of the file, each after its length, then a zero.
"""

import logging
import socket
import struct
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
SECONDS_TO_CONNECT, SECONDS_IN_ALL = 5, 30
logger = logging.getLogger(__name__)


def refuse_infected(upload):
    if not settings.CLAMD_URL:
        return
    try:
        verdict = ask_scanner(upload, settings.CLAMD_URL)
    except (OSError, ValueError) as silent:  # a port that no machine has is a ValueError
        logger.error("The virus scanner did not answer: %s", silent)
        verdict = ""
    if verdict.endswith(" FOUND"):
        raise ValidationError(_("The virus scanner found something harmful in this file, so it was not kept."))
    if verdict != "stream: OK":
        if verdict:
            logger.error("The virus scanner could not scan: %s", verdict)
        raise ValidationError(
            _("The file could not be checked for viruses just now, so it was not kept. Try again in a few minutes.")
        )


def ask_scanner(upload, address):
    """The scanner's reply as text; raises ``OSError`` when it does not answer in time."""
    deadline = time.monotonic() + SECONDS_IN_ALL
    with connected(urlsplit(address)) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        upload.seek(0)
        for chunk in upload.chunks(CHUNK):
            wait_no_longer_than(deadline, scanner)
            scanner.sendall(struct.pack(">I", len(chunk)) + chunk)
        scanner.sendall(struct.pack(">I", 0))
        upload.seek(0)
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
            wait_no_longer_than(deadline, scanner)
            part = scanner.recv(LONGEST_ANSWER)
            if not part:
                break
            said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def connected(address):
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port), timeout=SECONDS_TO_CONNECT)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(SECONDS_TO_CONNECT)
    try:
        scanner.connect(address.path)
    except OSError:
        scanner.close()
        raise
    return scanner


def wait_no_longer_than(deadline, scanner):
    """Set the socket's timeout to the time left; raise once there is none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    scanner.settimeout(left)
