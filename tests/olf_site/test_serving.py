"""The server as people run it: what HTTP asks of it, and that nobody's slow connection is everybody's."""

import re

import pytest

from tests.olf_site.wire import FORM, answer_on, chunked, head

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"G",
        head("GET", "/")[:-2] + b"X-Slow: s",
        head("POST", "/accounts/login/", FORM, "Content-Length: 999") + b"l",
    ],
    ids=["nothing", "one byte", "half a head", "half a body"],
)
@pytest.mark.parametrize("number", [12, 100])
def test_pages_answer_beside_slow_connections(wire, number, sent):
    with wire.many(number, sent) as slow:
        answers = [wire.page().status for _ in range(10)]
        for connected in slow:
            connected.sendall(b"a" if sent else b"G")  # the byte that comes every ten seconds
        answers += [wire.page().status for _ in range(10)]

    assert answers == [200] * 20


def test_head_says_what_get_would_and_no_more(wire):
    asked, got = wire.page(method="HEAD"), wire.page()

    assert (asked.status, asked.body) == (200, b"")
    assert asked.headers["Content-Type"] == got.headers["Content-Type"]


def test_what_has_not_changed_is_not_sent_again(wire):
    style = re.search(rb'href="(/static/[^"]+\.css)"', wire.page().body)[1].decode()
    first = wire.page(style)
    again = wire.page(style, f"If-Modified-Since: {first.headers['Last-Modified']}")

    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_static_files_carry_what_a_browser_may_do_as_pages_do(wire):
    page = wire.page()
    style = re.search(rb'href="(/static/[^"]+\.css)"', page.body)[1].decode()
    file = wire.page(style)
    unchanged = wire.page(style, f"If-Modified-Since: {file.headers['Last-Modified']}")
    names = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")

    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for answer in (file, unchanged):
        assert [answer.headers[name] for name in names] == [page.headers[name] for name in names]


def test_an_older_http_is_answered_and_hung_up_on(wire):
    with wire.connect(head("GET", "/accounts/login/", version="1.0")) as connected:
        status, rest = answer_on(connected).status, connected.recv(1)

    assert (status, rest) == (200, b"")


def test_a_connection_is_used_again_until_somebody_says_close(wire):
    with wire.connect() as connected:
        statuses = []
        for lines in ((), (), ("Connection: close",)):
            connected.sendall(head("GET", "/accounts/login/", *lines))
            statuses.append(answer_on(connected).status)
        rest = connected.recv(1)

    assert (statuses, rest) == ([200, 200, 200], b"")


def test_requests_sent_one_upon_the_other_are_answered_in_turn(wire):
    with wire.connect(head("GET", "/accounts/login/") + head("GET", "/me/", "Connection: close")) as connected:
        everything = b"".join(iter(lambda: connected.recv(65536), b""))

    assert re.findall(rb"HTTP/1.1 (\d+)", everything) == [b"200", b"302"]


def test_a_body_in_pieces_is_read(wire, token):
    body = chunked(b"langu", b"age=fr&next=/")
    answer = wire.ask(head("POST", "/language/", *token, FORM, "Transfer-Encoding: chunked") + body, "POST")

    assert (answer.status, "django_language=fr" in str(answer.headers)) == (302, True)


def test_who_asks_before_sending_is_told_to_send(wire, token):
    body = b"language=fr"
    asked = head("POST", "/language/", *token, FORM, f"Content-Length: {len(body)}", "Expect: 100-continue")
    with wire.connect(asked) as connected:
        said = connected.recv(1000)
        connected.sendall(body)
        answer = answer_on(connected, "POST")

    assert said.startswith(b"HTTP/1.1 100 ")
    assert answer.status == 302


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (head("GET", "/" + "a" * 4100), 414),
        (head("GET", "/", *(f"X-{number}: x" for number in range(70))), 431),
        (head("GET", "/", "X-Long: " + "x" * 9000), 431),
        (b"this is no HTTP\r\n\r\n", 400),
    ],
    ids=["line", "headers", "header", "nonsense"],
)
def test_a_head_that_is_too_large_or_none_is_refused(wire, request_head, status):
    answer = wire.ask(request_head)

    assert (answer.status, answer.headers["Connection"]) == (status, "close")


def test_a_head_without_end_is_refused(wire):
    with wire.connect(head("GET", "/")[:-2]) as connected:
        answer = b""
        try:
            for _ in range(1000):
                connected.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")
            answer = connected.recv(100)
        except ConnectionError:
            answer = answer or b"HTTP/1.1 400 and gone"

    assert answer.startswith(b"HTTP/1.1 4")


def test_the_access_log_has_neither_secrets_nor_lines_of_a_stranger(wire, served):
    wire.page("/join/zebra-secret/?also=zebra", "Referer: zebra")
    for path in ("/shared/zebra-secret/", "/dates/zebra-secret/", "/accounts/password/reset/key/1-zebra-secret/"):
        wire.page(path)
    wire.page("/none%0Azebra%1b")
    wire.page("/accounts/login/")
    lines = [line for line in served.log.read_text().splitlines() if line.startswith("GET /")]

    assert not any("zebra" in line for line in lines if "none" not in line)
    assert re.fullmatch(r"GET /join/\*/ \d{3} \d+ms", next(line for line in lines if "/join/" in line))
    assert sum("/*/" in line for line in lines) == 4
    assert re.fullmatch(r"GET /none\\nzebra\\x1b \d{3} \d+ms", next(line for line in lines if "/none" in line))
