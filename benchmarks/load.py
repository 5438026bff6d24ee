"""The load: a process of its own that speaks HTTP over loopback, one thread, no library between it and the sockets.

It reads orders as lines of JSON (`target`, `run`, `stop`) and answers each with one. A target's jobs are shared by all
connections, each in one pair of hands at a time, so that the revisions it posts are always the ones it last saw.
"""

import json
import re
import selectors
import socket
import sys
import time
import uuid
from collections import Counter, deque
from urllib.parse import urlencode

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
# A new connection from time to time, so that no worker keeps more of them than the other for long.
REQUESTS_OF_A_CONNECTION = 100
PATIENCE = 30


class Page:
    """Asking for a page again and again; ``seen``: the version that one has, to be told that it still stands.

    A person sends a cookie, a program a token.
    """

    def __init__(self, path, cookie="", seen="", token=""):
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n"
        head += f"Cookie: {cookie}\r\n" if cookie else ""
        head += f"If-None-Match: {seen}\r\n" if seen else ""
        head += f"Authorization: Bearer {token}\r\n" if token else ""
        self.bytes = f"{head}\r\n".encode()

    def request(self):
        """What is sent."""
        return self.bytes

    def done(self, status):
        """Nothing to remember."""


class Form:
    """Posting the same form again and again."""

    def __init__(self, path, values, cookie="", headers=()):
        self.head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n"
        self.head += "".join(f"{line}\r\n" for line in headers) + (f"Cookie: {cookie}\r\n" if cookie else "")
        self.head += "Content-Type: application/x-www-form-urlencoded\r\n"
        self.values = values

    def request(self):
        """What is sent."""
        body = urlencode(self.values)
        return f"{self.head}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    def done(self, status):
        """Nothing to remember."""


class Save(Form):
    """Saving one person's rating of one practice as htmx does, each time another answer upon the one before."""

    def __init__(self, path, cookie, csrf, revision, answers):
        super().__init__(path, {}, cookie, ["HX-Request: true", "HX-Target: saved"])
        self.csrf, self.revision, self.answers, self.turn = csrf, revision, answers, revision

    def request(self):
        """The next answer, with the revision last seen and a name of its own."""
        self.turn += 1
        self.values = {
            "csrfmiddlewaretoken": self.csrf,
            "answer": self.answers[self.turn % len(self.answers)],
            "note": "Seen in two classrooms and in the minutes of May." if self.turn % 5 == 0 else "",
            "revision": self.revision,
            "client_id": str(uuid.uuid4()),
            "after": "",
        }
        return super().request()

    def done(self, status):
        """A save that was accepted is the revision the next one builds upon."""
        if status == 200:
            self.revision += 1


JOBS = {"page": Page, "form": Form, "save": Save}


class Connection:
    """One of so many at the same time: it sends a job's request, and the next one when the answer is complete."""

    def __init__(self, address):
        self.address, self.socket, self.left = address, None, 0

    def send(self, job):
        """Send a request; a connection that has served its time is made anew first."""
        if self.left == 0:
            self.close()
            self.socket = socket.create_connection(self.address, timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.left = REQUESTS_OF_A_CONNECTION
        self.left -= 1
        self.job, self.got, self.wanted = job, b"", None
        request = job.request()
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def receive(self):
        """Read what has come; True when the answer is complete."""
        piece = self.socket.recv(262144)
        self.got += piece
        if not piece:
            self.left = 0
            return True
        if self.wanted is None and (end := self.got.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self.got, 0, end + 2)
            nothing = self.status == 304  # has no body, and need not say so
            self.wanted = end + 4 + int(found[1]) if found else end + 4 if nothing else -1
            if b"connection: close" in self.got[:end].lower():
                self.left = 0
        if self.wanted == -1:
            return self.got.endswith(b"0\r\n\r\n")
        return self.wanted is not None and len(self.got) >= self.wanted

    @property
    def status(self):
        """The answer's number; 0 for none."""
        return int(self.got[9:12]) if self.got[9:12].isdigit() else 0

    def close(self):
        """Hang up."""
        if self.socket:
            self.socket.close()
            self.socket = None


def run(address, jobs, concurrency, seconds, at_most):
    """Keep so many requests under way for so long; returns the figures of those that were answered."""
    selector = selectors.DefaultSelector()
    times, statuses, largest, sent = [], Counter(), 0, 0
    started = time.perf_counter()
    until = started + seconds

    def go(connection):
        nonlocal sent
        before = connection.socket
        connection.send(jobs.popleft())
        sent += 1
        if connection.socket is not before:
            selector.register(connection.socket, selectors.EVENT_READ, connection)

    for _ in range(min(concurrency, len(jobs))):
        go(Connection(address))
    while selector.get_map():
        ready = selector.select(PATIENCE)
        if not ready:
            raise TimeoutError(f"no answer from {address} within {PATIENCE} s")
        for key, _events in ready:
            connection = key.data
            if not connection.receive():
                continue
            now = time.perf_counter()
            times.append(now - connection.started)
            statuses[connection.status] += 1
            largest = max(largest, len(connection.got))
            connection.job.done(connection.status)
            jobs.append(connection.job)
            over = now >= until or sent >= at_most
            if over or connection.left == 0:
                selector.unregister(connection.socket)
                connection.close()
                connection.left = 0
            if not over:
                go(connection)
    return {
        "seconds": time.perf_counter() - started,
        "times": [round(one * 1e6) for one in times],
        "statuses": {str(status): number for status, number in statuses.items()},
        "largest": largest,
    }


def main():
    """Obey, line by line."""
    targets = {}
    for line in sys.stdin:
        order = json.loads(line)
        if order["order"] == "target":
            kind = JOBS[order["kind"]]
            address = ("127.0.0.1", order["port"])
            with open(order["jobs"]) as file:
                targets[order["name"]] = (address, deque(kind(**job) for job in json.load(file)))
            answer = {"jobs": len(targets[order["name"]][1])}
        elif order["order"] == "run":
            address, jobs = targets[order["name"]]
            answer = run(address, jobs, order["concurrency"], order["seconds"], order["at_most"])
        else:
            return
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
