"""Large bodies and large files on their way to the server and from it."""

import os
import re
from pathlib import Path

import pytest

from tests.olf_site.wire import FORM, answer_on, chunked, head

pytestmark = pytest.mark.once
BOUNDARY = "----together"


def file_form(content, name="minutes.pdf"):
    """A form with one file, to be kept as it is, as a browser writes it."""
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    kept = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="as_it_is"\r\n\r\n1\r\n'
    before = f"{kept}--{BOUNDARY}\r\n{disposition}\r\nContent-Type: application/pdf\r\n\r\n"
    return before.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def upload(path, size, *lines):
    return head(
        "POST", path, *lines, f"Content-Type: multipart/form-data; boundary={BOUNDARY}", f"Content-Length: {size}"
    )


@pytest.fixture(scope="module")
def large_file(wire, member):
    """Where a file of nearly the largest size is to be had, after it was dropped on the library."""
    body = file_form(b"%PDF-1.7\n" + os.urandom(9_000_000))
    path = f"{member[0]}evidence/drop/"
    added = wire.ask(upload(path, len(body), *member[1:]) + body, "POST")
    assert added.status == 200, added.body
    number = re.search(rb"/evidence/(\d+)/", added.body)[1].decode()
    return f"/evidence/{number}/file/", member[1]


def test_pages_answer_beside_people_who_do_not_read_a_large_file(wire, large_file):
    path, cookie = large_file
    with wire.many(30, head("GET", path, cookie), buffer=4096) as slow:
        assert all(connected.recv(16).startswith(b"HTTP/1.1 200") for connected in slow)
        answers = [wire.page().status for _ in range(20)]

    assert answers == [200] * 20


def test_a_file_arrives_whole_and_leaves_nothing_beside_it(wire, served, large_file):
    path, cookie = large_file
    file = wire.page(path, cookie)
    beside = {path.name for path in Path(served.environment["VAR_DIR"]).iterdir()}

    assert (file.status, len(file.body)) == (200, 9_000_009)
    assert file.headers["Content-Length"] == "9000009"
    assert {name for name in beside if not name.startswith("strong-districts.sqlite3")} <= {"evidence", "static"}


@pytest.mark.parametrize("asked", [(), ("Expect: 100-continue",)], ids=["sent", "asked before"])
def test_a_body_of_300_mb_is_refused_before_a_byte_of_it(wire, asked):
    answer = wire.ask(upload("/accounts/login/", 300_000_000, *asked), "POST")

    assert (answer.status, answer.headers["Connection"]) == (413, "close")
    assert "What you sent is longer than 2.5 MB." in answer.body.decode()


def test_who_goes_on_sending_reads_the_refusal(wire):
    with wire.connect(upload("/accounts/login/", 30_000_000)) as connected:
        connected.sendall(b"a" * 30_000_000)
        answer = answer_on(connected, "POST")

    assert answer.status == 413


def test_a_body_in_pieces_is_refused_when_it_has_become_too_large(wire):
    with wire.connect(head("POST", "/accounts/login/", FORM, "Transfer-Encoding: chunked")) as connected:
        connected.sendall(chunked(*[b"a" * 100_000] * 40))
        answer = answer_on(connected, "POST")

    assert answer.status == 413


def test_a_large_file_of_somebody_who_is_not_signed_in_is_not_read(wire, member):
    path = f"{member[0]}evidence/drop/"
    answer = wire.ask(upload(path, 9_000_000), "POST")

    assert answer.status == 302
    assert answer.headers["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize(("place", "size"), [("drop", 11_000_000), ("add", 32_000_000)])
def test_files_that_are_too_large_are_refused_in_words(wire, member, place, size):
    path = f"{member[0]}evidence/{place}/"
    answer = wire.ask(upload(path, size, *member[1:]), "POST")

    words = answer.body.decode()
    assert answer.status == 413
    assert "You can send up to 20 files at once: each up to 10 MB, together up to 30 MB." in words


def test_the_refusal_speaks_french(wire):
    answer = wire.ask(upload("/accounts/login/", 300_000_000, "Cookie: django_language=fr"), "POST")

    assert (answer.status, 'lang="fr"' in answer.body.decode()) == (413, True)
