"""Files pass the virus scanner where there is one: what it finds, and what it could not look at, is refused in words."""

import logging
import socket
import struct
import threading
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.evidence.files import scanning
from assessments.evidence.files.uploads import checked

pytestmark = pytest.mark.once

# The harmless file that every scanner takes for a virus; in two parts, so that this file is not taken for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
NOT_CHECKED = "could not be checked for viruses"


class Scanner(threading.Thread):
    """A daemon that speaks ClamAV's protocol, for one file; ``answer`` overrides what it says of it."""

    def __init__(self, listening, answer=None):
        super().__init__(daemon=True)
        self.listening, self.answer, self.received = listening, answer, b""

    def run(self):
        asking, _address = self.listening.accept()
        with asking, asking.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            while length := struct.unpack(">I", said.read(4))[0]:
                self.received += said.read(length)
            found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in self.received else b"stream: OK\0"
            asking.sendall(found if self.answer is None else self.answer)


@pytest.fixture
def scanner(settings):
    """`scanner()` starts one on a port, and says so in the settings."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{listening.getsockname()[1]}"

        def start(answer=None):
            running = Scanner(listening, answer)
            running.start()
            return running

        yield start


def keep(content, name="minutes.txt"):
    return checked(SimpleUploadedFile(name, content))


def test_a_clean_file_is_kept_and_the_scanner_saw_all_of_it(scanner):
    running, content = scanner(), b"Read me. " * 30_000
    kept = keep(content)
    running.join(60)
    assert kept.size == len(content)
    assert running.received == content
    assert kept.file.read() == content


def test_an_infected_file_is_refused_in_words(scanner):
    scanner()
    with pytest.raises(ValidationError, match="something harmful"):
        keep(b"before " + EICAR + b" after")


@pytest.mark.parametrize(
    "answer",
    [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK but not really\0", b"\xff\xfe\0", b"x" * 9000],
    ids=["too large for it", "nothing", "something else", "no text", "without end"],
)
def test_what_the_scanner_did_not_call_clean_is_not_kept(scanner, caplog, answer):
    caplog.set_level(logging.CRITICAL)
    scanner(answer)
    with pytest.raises(ValidationError, match=NOT_CHECKED):
        keep(b"Read me")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock", "tcp://127.0.0.1:99999"])
def test_without_the_scanner_nothing_is_kept(settings, address):
    settings.CLAMD_URL = address
    with pytest.raises(ValidationError, match=NOT_CHECKED):
        keep(b"Read me")


def test_a_scanner_that_never_answers_is_not_waited_for(settings, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS_IN_ALL", 0.2)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ValidationError, match=NOT_CHECKED):
            keep(b"Read me")


def test_a_scanner_behind_a_socket_of_the_machine_is_asked_too(settings, tmp_path):
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "clamd.sock"))
        listening.listen()
        settings.CLAMD_URL = f"unix://{tmp_path}/clamd.sock"
        Scanner(listening).start()
        with pytest.raises(ValidationError, match="something harmful"):
            keep(EICAR)


def test_where_no_scanner_is_named_none_is_asked(settings):
    settings.CLAMD_URL = ""
    assert keep(EICAR).size == len(EICAR)
