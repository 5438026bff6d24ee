"""A uvicorn connection with time limits."""

import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds for the head of a request, from its first byte or from the connection's first moment.
HEAD = 30
# Seconds after which a reader who takes nothing any more is given up.
STALLED = 60
# So many connections a process has; one more, and the one that has waited longest for its request is closed.
MOST = 500
# Seconds that a stopping server gives to a body that is still on its way.
LAST_BODY = 3


class Connection(H11Protocol):
    """uvicorn limits the time between two requests; this class limits the time for a request's head and body."""

    waiting = {}  # those without a complete head, the oldest first

    def connection_made(self, transport):
        super().connection_made(transport)
        self.head_timer = None
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            connected = transport.get_extra_info("socket")
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED * 1000)
        self.wait_for_head()
        if len(self.connections) > MOST:
            next(iter(self.waiting)).give_up()

    def data_received(self, data):
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self.wait_for_head()
        else:
            self.stop_waiting()

    def connection_lost(self, exc):
        self.stop_waiting()
        super().connection_lost(exc)

    def wait_for_head(self):
        if self.head_timer is None:
            self.head_timer = self.loop.call_later(HEAD, self.give_up)
            self.waiting[self] = None

    def stop_waiting(self):
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None
            del self.waiting[self]

    def give_up(self):
        self.stop_waiting()
        self.transport.abort()

    def shutdown(self):
        """Finish open requests; give a body that is still arriving a moment."""
        super().shutdown()
        if not self.transport.is_closing() and self.cycle.more_body:
            self.loop.call_later(LAST_BODY, self.give_up_body)

    def give_up_body(self):
        if self.cycle.more_body and not self.cycle.response_started:
            self.transport.abort()
