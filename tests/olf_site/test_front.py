"""The front alone: what becomes of bodies that stand still or find no room, of heads that never end, of headers."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from io import BytesIO
from threading import Thread

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from olf_site.serving import connection, intake
from olf_site.serving.connection import Connection
from olf_site.serving.environ import environ_of
from olf_site.serving.front import Front
from olf_site.serving.handing_over import collected
from olf_site.serving.limits import BodyLimits

pytestmark = pytest.mark.once
PATIENCE = 20


def scope(*headers, path=b"/", method="POST"):
    return {
        "type": "http",
        "method": method,
        "raw_path": path,
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50_000),
        "headers": list(headers),
    }


def echo(environ, start_response):
    """Answers with the body, and says how long the request said it was."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("X-Said", environ.get("CONTENT_LENGTH", "")), ("Content-Length", str(len(body)))])
    return [body]


def run(coroutine):
    """Run it on a thread of its own: a browser's test may have left a loop running on this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result(PATIENCE)


async def never():
    await asyncio.Event().wait()


async def nobody(scope, receive, send):
    raise AssertionError("an application that nobody asks")


def answered(pieces, *headers, application=echo, method="POST", **limits):
    """The front's answer to a body in these pieces (``never``: nothing more comes): status, headers, body."""
    sent, waiting = [], list(pieces)

    async def receive():
        piece = waiting.pop(0)  # more is asked of nobody who has said everything, or nothing for long
        if piece is never:
            await never()
        return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    front = Front(application, threads=1, limits=BodyLimits(**limits))
    run(front(scope(*headers, method=method), receive, send))
    front.pool.shutdown()
    body = b"".join(message["body"] for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


CHUNKED = (b"transfer-encoding", b"chunked")


def test_a_body_in_pieces_arrives_as_one_with_its_length():
    status, headers, body = answered([b"a" * 10, b"b" * 10], CHUNKED)

    assert (status, headers[b"x-said"], body) == (200, b"20", b"a" * 10 + b"b" * 10)


def test_a_body_that_stands_still_is_given_up(monkeypatch):
    monkeypatch.setattr(intake, "STILL", 0.05)

    assert answered([b"a", never], CHUNKED)[0] == 408


def test_a_body_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(intake, "WHOLE_BODY", 0)

    assert answered([b"a", never], CHUNKED)[0] == 408


def test_bodies_that_are_together_too_much_are_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(intake.Intake, "held", 8 * 100 - 5)

    assert answered([b"a" * 10], CHUNKED, ordinary=100, largest=100)[0] == 503


def test_room_is_given_back(monkeypatch):
    monkeypatch.setattr(intake.Intake, "held", 0)
    answered([b"a" * 10], CHUNKED)

    assert intake.Intake.held == 0


@pytest.mark.parametrize(("most", "status"), [(40, b"40"), (30, b"40")], ids=["allowed", "refused"])
def test_how_large_a_body_may_be_is_asked_where_it_is_more_than_a_form(most, status):
    asked = []

    def most_of(environ):
        asked.append(environ["PATH_INFO"])
        return most

    length = (b"content-length", b"40")
    said, headers, body = answered([b"a" * 20, b"b" * 20], length, ordinary=10, largest=50, most_of=most_of)

    assert (said, headers[b"x-said"], asked) == (200, status, ["/"])
    assert len(body) == (40 if most == 40 else 0)


def test_a_form_asks_nobody():
    def most_of(environ):
        raise AssertionError("a form needs no session")

    assert answered([b"a" * 10], CHUNKED, ordinary=10, largest=50, most_of=most_of)[0] == 200


def test_an_answer_to_head_has_a_length_and_no_body():
    def page(environ, start_response):
        start_response("200 OK", [])
        return [b"a page"]

    assert answered([], application=page, method="HEAD") == (200, {b"content-length": b"6"}, b"")


def test_a_body_takes_no_room_while_its_answer_is_read(monkeypatch):
    monkeypatch.setattr(intake.Intake, "held", 0)
    sent, held = iter([{"type": "http.request", "body": b"a" * 10, "more_body": False}]), []

    async def receive():
        return next(sent)

    async def send(message):
        held.append(intake.Intake.held)

    front = Front(echo, threads=1)
    run(front(scope(CHUNKED), receive, send))
    front.pool.shutdown()

    assert set(held) == {0}


def test_a_long_answer_lies_in_a_file_without_a_name(tmp_path):
    file = collected([b"a" * 6, b"b" * 6, b"c"], most=10, folder=tmp_path)

    assert file.read() == b"aaaaaabbbbbbc"
    assert list(tmp_path.iterdir()) == []
    file.close()


def test_pieces_of_a_short_answer_are_bytes():
    assert collected([b"a", b"b"], most=10) == b"ab"


def test_an_answer_is_finished_when_the_application_is_told_so():
    class Closing(BytesIO):
        """Pieces that must be closed."""

        was_closed = False

        def close(self):
            Closing.was_closed = True
            super().close()

    def page(environ, start_response):
        start_response("200 OK", [])
        return Closing(b"a\nb")

    assert answered([], application=page)[2] == b"a\nb"
    assert Closing.was_closed


@pytest.mark.parametrize(
    ("headers", "key", "value"),
    [
        ([(b"x-forwarded-for", b"6.6.6.6, 10.0.0.1")], "HTTP_X_FORWARDED_FOR", "6.6.6.6, 10.0.0.1"),
        (
            [(b"x-forwarded-for", b"6.6.6.6"), (b"x-forwarded-for", b"7.7.7.7")],
            "HTTP_X_FORWARDED_FOR",
            "6.6.6.6,7.7.7.7",
        ),
        ([(b"x_forwarded_for", b"6.6.6.6")], "HTTP_X_FORWARDED_FOR", None),
        ([(b"x-forwarded-proto", b"https")], "HTTP_X_FORWARDED_PROTO", "https"),
        ([(b"x-forwarded-proto", b"https")], "wsgi.url_scheme", "http"),
        ([(b"x-forwarded-for", b"6.6.6.6")], "REMOTE_ADDR", "127.0.0.1"),
        ([(b"script_name", b"/elsewhere")], "SCRIPT_NAME", ""),
        ([(b"cookie", b"a=1"), (b"cookie", b"b=2")], "HTTP_COOKIE", "a=1; b=2"),
        ([(b"content-type", b"text/plain")], "CONTENT_TYPE", "text/plain"),
    ],
)
def test_headers_reach_django_as_they_came(headers, key, value):
    assert environ_of(scope(*headers)).get(key) == value


@pytest.mark.parametrize(
    ("raw", "path"),
    [(b"/%C3%A9coles/", "/\xc3\xa9coles/"), (b"http://board.example/me/", "/me/"), (b"//twice/", "//twice/")],
)
def test_a_path_is_bytes_of_utf8(raw, path):
    assert environ_of(scope(path=raw))["PATH_INFO"] == path


@contextmanager
def listening():
    """Such connections on a port, served beside the test, and those that are open; no application is ever asked."""
    loop, state = asyncio.new_event_loop(), ServerState()
    config = Config(nobody, http=Connection, ws="none", lifespan="off", log_config=None)
    beside = Thread(target=loop.run_forever)
    beside.start()

    async def listen():
        return await loop.create_server(lambda: Connection(config, state, {}), "127.0.0.1", 0)

    async def end():
        server.close()
        for one in list(state.connections):
            one.transport.abort()
        await asyncio.sleep(0)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(PATIENCE)
    try:
        yield server.sockets[0].getsockname(), state.connections
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        beside.join()
        loop.close()


def is_hung_up_on(connected):
    """Whether the other side closes, within the time that nothing takes."""
    try:
        return connected.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\n"], ids=["nothing", "half a head"])
def test_a_head_that_does_not_come_is_given_up(monkeypatch, sent):
    monkeypatch.setattr(connection, "HEAD", 0.05)

    with listening() as (address, _open), socket.create_connection(address, timeout=PATIENCE) as connected:
        connected.sendall(sent)
        assert is_hung_up_on(connected)


def test_one_connection_too_many_costs_the_one_that_waited_longest(monkeypatch):
    monkeypatch.setattr(connection, "MOST", 2)

    with listening() as (address, open_connections), ExitStack() as stack:
        connect = partial(socket.create_connection, address, timeout=PATIENCE)
        first, *_others = [stack.enter_context(connect()) for _ in range(3)]
        assert is_hung_up_on(first)
        assert len(open_connections) == 2


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux gives up on a reader who takes nothing")
def test_a_reader_who_takes_nothing_is_given_up_by_the_system(monkeypatch):
    seen = []
    made = Connection.wait_for_head
    option = socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT
    monkeypatch.setattr(
        Connection,
        "wait_for_head",
        lambda self: (seen.append(self.transport.get_extra_info("socket").getsockopt(*option)), made(self)),
    )

    with listening() as (address, _open), socket.create_connection(address, timeout=PATIENCE) as connected:
        connected.sendall(b"no HTTP\r\n\r\n")
        connected.recv(1)

    assert set(seen) == {connection.STALLED * 1000}
