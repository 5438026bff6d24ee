"""HTTP as it goes over the wire: requests that no client library would send, and what comes back."""

import socket
from contextlib import contextmanager
from http.client import HTTPResponse
from urllib.parse import urlsplit

# Nothing takes so long on the slowest machine: who waits longer is not answered at all.
PATIENCE = 20
FORM = "Content-Type: application/x-www-form-urlencoded"


class Wire:
    """The port of a server."""

    def __init__(self, site):
        self.address = urlsplit(site.base_url).hostname, urlsplit(site.base_url).port

    def connect(self, data=b"", buffer=0):
        """A connection over which some bytes were sent; ``buffer``: how much it takes without being read."""
        connected = socket.socket()
        if buffer:
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connected.settimeout(PATIENCE)
        connected.connect(self.address)
        connected.sendall(data)
        return connected

    @contextmanager
    def many(self, number, data, buffer=0):
        """So many connections that have sent this, until the block ends."""
        opened = [self.connect(data, buffer) for _ in range(number)]
        try:
            yield opened
        finally:
            for connected in opened:
                connected.close()

    def ask(self, data, method="GET"):
        """The answer to exactly these bytes."""
        with self.connect(data) as connected:
            return answer_on(connected, method)

    def page(self, path="/accounts/login/", *lines, method="GET", version="1.1"):
        """The answer to a request without a body."""
        return self.ask(head(method, path, *lines, version=version), method)


def head(method, path, *lines, version="1.1"):
    """The head of a request."""
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: 127.0.0.1", *lines, "", ""]).encode()


def answer_on(connected, method="GET"):
    """The next answer on a connection, with its ``body``."""
    answer = HTTPResponse(connected, method=method)
    answer.begin()
    answer.body = answer.read()
    answer.close()
    return answer


def chunked(*pieces):
    """A body in pieces, the last of which says that it is the last."""
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, b""))
