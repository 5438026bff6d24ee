"""The front before the threads: it receives a request in full before a thread works on it, and buffers the answer.

The sockets are uvicorn's (ASGI), the application is Django's (WSGI). A slow connection costs a socket and a little
memory, never one of the few threads, which wait for nobody's network.
"""

import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from wsgiref.util import FileWrapper

from .environ import environ_of
from .handing_over import BODILESS, OutgoingAnswer, collected, hand_over, in_words, pieces_of, size_of
from .intake import IN_MEMORY, ClientGone, Intake, NoRoom
from .limits import BodyLimits, refusal_of


class Front:
    """A WSGI application as an ASGI one; each thread works on a request that has arrived in full."""

    def __init__(self, application, *, threads, limits=None, told=None):
        """``told(environ, status, seconds)`` is called after every answer."""
        self.application, self.limits, self.told = application, limits or BodyLimits(), told
        self.pool = ThreadPoolExecutor(threads, "request")

    async def __call__(self, scope, receive, send):
        """Answer one request."""
        environ, started = environ_of(scope), time.monotonic()
        try:
            answer, is_whole, is_coming = await self.answer_to(scope, environ, receive)
        except ClientGone:
            return
        # Who asked before sending has sent nothing, and is not waited for.
        unread = receive if is_coming and "HTTP_EXPECT" not in environ else None
        try:
            pieces = pieces_of(b"" if scope["method"] == "HEAD" else answer.body)
            await hand_over(send, answer, pieces, is_last=not is_whole, unread=unread)
        finally:
            if not isinstance(answer.body, bytes):
                await self.in_thread(answer.body.close)
        if self.told:
            self.told(environ, answer.status, time.monotonic() - started)

    async def answer_to(self, scope, environ, receive):
        """The answer, whether the request was read to its end, and whether more of it is coming."""
        if refusal := refusal_of(scope):
            return in_words(refusal), False, False
        with Intake(environ, self.limits, self.in_thread) as body:
            try:
                is_whole = await body.is_whole(receive)
            except TimeoutError:
                return in_words("408 Request Timeout"), False, False
            except NoRoom:
                return in_words("503 Service Unavailable"), False, body.is_coming
            environ["wsgi.input"] = body.file
            return await self.in_thread(self.work, environ), is_whole, body.is_coming

    def in_thread(self, function, *arguments):
        return asyncio.get_running_loop().run_in_executor(self.pool, function, *arguments)

    def work(self, environ):
        head = []

        def start_response(status, headers, exc_info=None):
            head[:] = status, headers

        environ |= {"wsgi.file_wrapper": KeptOpen, "wsgi.errors": sys.stderr}
        said = self.application(environ, start_response)
        if isinstance(said, KeptOpen):
            return OutgoingAnswer(*head, said)
        try:
            body = collected(said, IN_MEMORY, self.limits.folder)
        finally:
            if hasattr(said, "close"):
                said.close()
        status, headers = head
        if status[:3] not in BODILESS and not any(name.lower() == "content-length" for name, _value in headers):
            headers = [*headers, ("Content-Length", str(size_of(body)))]
        return OutgoingAnswer(status, headers, body)


class KeptOpen(FileWrapper):
    def read(self, size):
        return self.filelike.read(size)
