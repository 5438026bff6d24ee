"""Forty screens that follow one meeting as `static/js/meeting.js` does, and a facilitator who takes them onward.

A screen asks once a second whether anything has changed, and fetches its own part of the page when it has. A step
has arrived when the last of them shows it.
"""

import contextlib
import http.client
import random
import threading
import time
from urllib.parse import urlencode

EVERY = 1.0  # as the script has it
STEPS = 12
# A step that nobody has followed for so long has been lost.
PATIENCE = 15


class Person:
    """Somebody signed in, over a connection that is kept open."""

    def __init__(self, port, cookie):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.headers = {"Cookie": cookie, "Accept-Language": "en", "Accept-Encoding": "gzip"}

    def ask(self, method, path, body=None, **headers):
        """One answer, read to its end: status, headers and body."""
        headers = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()  # it was kept open longer than the server keeps it
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()


class Screen(threading.Thread):
    """One person's screen: `shown` is the revision it shows, `since` when that came."""

    def __init__(self, port, cookie, now, room, begins_after, stopped):
        super().__init__(daemon=True)
        self.person, self.now, self.room = Person(port, cookie), now, room
        self.begins_after, self.stopped = begins_after, stopped
        self.seen, self.shown, self.since, self.times, self.failure = "", -1, 0.0, [], None

    def run(self):
        """Follow until the meeting is over."""
        try:
            wait = self.begins_after
            while not self.stopped.wait(wait):
                self.look()
                wait = EVERY
        except Exception as failure:
            self.failure = failure

    def look(self):
        """Ask whether there is something new, and fetch it."""
        begun = time.perf_counter()
        status, headers, body = self.person.ask("GET", self.now, If_None_Match=self.seen)
        if status == 304:
            self.times.append(time.perf_counter() - begun)
            return
        if status != 200:
            raise RuntimeError(f"{self.now} answers {status}")
        status, _headers, _body = self.person.ask("GET", self.room, HX_Request="true")
        if status != 200:
            raise RuntimeError(f"{self.room} answers {status}")
        self.seen, self.since = headers["ETag"], time.perf_counter()
        self.shown = int(body.decode().partition(".")[0])


class Desk:
    """The facilitator, who takes everybody from practice to practice."""

    def __init__(self, port, room):
        self.person, self.room = Person(port, room["cookies"][0]), room
        self.practices = room["practices"]

    def step(self, number):
        """Take the meeting to another practice, and read the page that comes."""
        values = {"practice": self.practices[number % len(self.practices)], "csrfmiddlewaretoken": self.room["csrf"]}
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        status, headers, _body = self.person.ask("POST", self.room["move"], urlencode(values), **form)
        if status != 302:
            raise RuntimeError(f"{self.room['move']} answers {status}")
        self.person.ask("GET", headers["Location"])


def follow(server, room):
    """How late each step was on the first and on the last of the screens, and what a question took meanwhile."""
    chance, stopped = random.Random(40), threading.Event()
    screens = [
        Screen(server.port, cookie, room["now"], room["room"], EVERY * chance.random(), stopped)
        for cookie in room["cookies"]
    ]
    desk, late = Desk(server.port, room), []
    for screen in screens:
        screen.start()
    with contextlib.ExitStack() as stack:
        stack.callback(stopped.set)
        shown = await_revision(screens, 0)
        begun, before = time.perf_counter(), server.processor()
        for number in range(STEPS):
            time.sleep(EVERY * (0.5 + chance.random()))  # at any moment between the questions
            started = time.perf_counter()
            desk.step(number)
            shown = await_revision(screens, shown + 1)
            late.append(max(screen.since for screen in screens) - started)
        seconds, processor = time.perf_counter() - begun, server.processor() - before
    for screen in screens:
        screen.join(PATIENCE)
    return {"late": late, "times": [t for s in screens for t in s.times], "busy": processor / seconds}


def await_revision(screens, least):
    """Wait until every screen shows this revision or a later one; the latest that is shown."""
    until = time.perf_counter() + PATIENCE
    while min(screen.shown for screen in screens) < least:
        if failed := next((screen.failure for screen in screens if screen.failure), None):
            raise failed
        if time.perf_counter() > until:
            raise TimeoutError(f"a step did not reach all screens within {PATIENCE} s")
        time.sleep(0.005)
    return max(screen.shown for screen in screens)
