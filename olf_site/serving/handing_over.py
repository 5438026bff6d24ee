"""Sends an answer as fast as the client reads it, and no faster."""

import asyncio
from contextlib import suppress
from os import fstat
from tempfile import TemporaryFile
from typing import IO, NamedTuple

PIECE = 64 * 1024
# Seconds in which the rest of a refused body is read and thrown away: who is still sending reads no answer.
LINGER = 30
BODILESS = ("204", "304")


class OutgoingAnswer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes | IO[bytes]


def in_words(status):
    words = status[4:].encode()
    return OutgoingAnswer(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(words)))], words)


def collected(pieces, most, folder=None):
    """Join an answer's pieces: bytes, or an unnamed temporary file for more than ``most`` bytes."""
    held, size, file = [], 0, None
    for piece in pieces:
        size += len(piece)
        if file is None and size > most:
            file = TemporaryFile(dir=folder)
            file.writelines(held)
        if file is None:
            held.append(piece)
        else:
            file.write(piece)
    if file is None:
        return b"".join(held)
    file.seek(0)  # which also writes what is not written yet
    return file


def size_of(body):
    return len(body) if isinstance(body, bytes) else fstat(body.fileno()).st_size


async def hand_over(send, answer, pieces, *, is_last=False, unread=None):
    """Send an answer, the last of its connection or not; ``unread`` reads away a body that nobody wants."""
    close = [(b"connection", b"close")] if is_last else []
    said = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": int(answer.status[:3]), "headers": said + close})
    async for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    if unread:
        await throw_away(unread)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def pieces_of(body):
    """An answer's body in pieces; a file is read beside the connections, on threads of its own."""
    if isinstance(body, bytes):
        for start in range(0, len(body), PIECE):
            yield body[start : start + PIECE]
        return
    while piece := await asyncio.to_thread(body.read, PIECE):
        yield piece


async def throw_away(receive):
    """Read what is still coming, for a while, so that the one who sends it comes to read the answer."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while (await receive()).get("more_body"):
                pass
