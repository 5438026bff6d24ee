"""Receives the body of a request, up to its limit."""

import asyncio
import time
from tempfile import SpooledTemporaryFile

# What a body takes of memory; what is larger lies in a file without a name, gone whatever happens.
IN_MEMORY = 512 * 1024
# Seconds that a body may stand still, and in which it must be there.
STILL, WHOLE_BODY = 20, 300


class ClientGone(Exception):
    """The client closed the connection before its answer."""


class NoRoom(Exception):
    """All bodies together have reached the limit of the process."""


class Intake:
    held = 0  # bytes of all bodies that this process has

    def __init__(self, environ, limits, in_thread):
        """``in_thread`` runs a function in a thread, since a body's limit takes a query."""
        self.environ, self.limits, self.in_thread = environ, limits, in_thread
        self.file, self.size = SpooledTemporaryFile(IN_MEMORY, dir=limits.folder), 0
        self.is_coming = False

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        Intake.held -= self.size
        self.file.close()

    async def is_whole(self, receive):
        """Read the body; False when it is larger than it may be: it is left alone from there on.

        CONTENT_LENGTH then says how large it is, as far as it is known, and otherwise what was read.
        """
        declared = int(self.environ.get("CONTENT_LENGTH") or 0)
        is_chunked = self.environ.pop("HTTP_TRANSFER_ENCODING", None)
        if not (declared or is_chunked):
            return True
        self.is_coming = True
        if not await self.may_be(declared):
            return False
        until = time.monotonic() + WHOLE_BODY
        while self.is_coming:
            async with asyncio.timeout(min(STILL, until - time.monotonic())):
                message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            self.is_coming = message["more_body"]
            if not await self.may_be(self.size + len(message["body"])):
                return False
            self.keep(message["body"])
        self.environ["CONTENT_LENGTH"] = str(self.size)
        self.file.seek(0)
        return True

    async def may_be(self, size):
        """Whether a body of so many bytes is taken; where it is not, Django reads here why it gets none."""
        if size <= self.limits.ordinary or size <= await self.most():
            return True
        self.environ["CONTENT_LENGTH"] = str(size)
        return False

    async def most(self):
        """How large this one may be; asked once."""
        if not hasattr(self, "allowed"):
            self.allowed = await self.in_thread(self.limits.of, self.environ)
        return self.allowed

    def keep(self, piece):
        if Intake.held + len(piece) > self.limits.together:
            raise NoRoom
        self.file.write(piece)
        self.size += len(piece)
        Intake.held += len(piece)
