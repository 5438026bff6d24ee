"""PostgreSQL is restarted, or ends its connections, under a warm server and worker: nobody is told that something broke."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg2
import pytest
from django.db import connection

from scripts.postgres import Server, server_to_restart
from tests.browser.conftest import free_port
from tests.olf_site.small_world import PEOPLE

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server that could go away")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds; a slow machine is not a broken one
THREADS = 4
TOKEN = "t" * 32


@dataclass
class Site:
    """A server with one process of four threads, a task worker beside it, and the database that both go by."""

    database: Server
    environment: dict
    world: dict
    log: Path
    worker: subprocess.Popen | None = None

    @property
    def rate_page(self):
        return f"/assessments/{self.world['assessment']}/rate/1/"

    def ask(self, path, person=0, method="GET", body=None):
        """The answer to one request of somebody, or of nobody who is known, on a connection of its own."""
        session = "" if person is None else f"sessionid={self.world['sessions'][person]}; "
        cookie = f"{session}csrftoken={TOKEN}"
        headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "HX-Request": "true" if body else "false"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", int(self.environment["PORT"]), timeout=PATIENCE)) as asking:
            asking.request(method, path, urlencode(body or {}), headers)
            answer = asking.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())

    def save(self, person, level, revision, client_id=None):
        """Save an answer as the rate screen does."""
        path = f"/assessments/{self.world['assessment']}/practices/{self.world['practice']}/rate/"
        body = {"answer": level, "note": "", "revision": revision, "client_id": client_id or uuid4()}
        return self.ask(path, person, "POST", body)

    def at_once(self, *calls):
        """What comes of these calls when all are made together."""
        with ThreadPoolExecutor(len(calls)) as pool:
            return [call.result() for call in [pool.submit(call) for call in calls]]

    def warm(self):
        """Let every thread of the server have a connection with its plans."""
        deadline = time.monotonic() + PATIENCE
        page = partial(self.ask, self.rate_page)
        while len(self.backends()) < THREADS + 1:  # and the worker's
            assert {answer.status for answer in self.at_once(*[page] * 2 * THREADS)} == {200}
            assert time.monotonic() < deadline

    def sql(self, statement, *values):
        """Rows of a statement, on a connection of its own."""
        with closing(psycopg2.connect(host=str(self.database.home), user="tests", dbname="postgres")) as own:
            own.autocommit = True
            with own.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []

    def backends(self):
        others = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return [pid for (pid,) in self.sql(others)]

    def end_connections(self):
        for pid in self.backends():
            self.sql("SELECT pg_terminate_backend(%s, 5000)", pid)

    def give_work(self):
        """Let the one task be done once more."""
        self.sql("UPDATE django_tasks_database_dbtaskresult SET status = 'READY', finished_at = NULL")

    def ratings(self):
        """How many answers stand, and how often they were written."""
        return self.sql("SELECT COUNT(*), COALESCE(SUM(revision), 0) FROM assessments_rating")[0]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    page: str


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("restarts")
    with server_to_restart() as database:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
        environment = kept | {
            "DATABASE_URL": database.url,
            "DJANGO_SETTINGS_MODULE": "tests.olf_site.plain_settings",
            "PORT": str(free_port()),
            "SECRET_KEY": "only-for-tests-" + "0123456789" * 5,
            "THREADS": str(THREADS),
            "VAR_DIR": str(folder),
            "WORKERS": "1",
        }
        command = [sys.executable, "-m", "tests.olf_site.small_world"]
        made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        site = Site(database, environment, json.loads(made.stdout), folder / "log")
        gunicorn = ["-m", "gunicorn", "--config", "olf_site/gunicorn.py", "olf_site.wsgi:application"]
        with running(site, gunicorn), running(site, ["manage.py", "work"]) as site.worker:
            wait_until(lambda: answers(site), site)
            wait_until(lambda: task_is_done(site), site)
            yield site


@contextmanager
def running(site, arguments):
    """A process of Python's beside the test, until the block ends."""
    with open(site.log, "a") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=site.environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with its own: nothing here is kept
        process.wait()


def answers(site):
    with suppress(OSError, HTTPException):
        return site.ask("/").status == 200


def wait_until(holds, site):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, site.log.read_text()[-4000:]
        time.sleep(0.05)


def task_is_done(site):
    """Whether the worker has done what was there to do."""
    return site.sql("SELECT status FROM django_tasks_database_dbtaskresult") == [("SUCCESSFUL",)]


@pytest.fixture
def warm(site):
    """The site with a connection for every thread, and nobody's answer."""
    site.warm()
    site.sql("DELETE FROM assessments_rating")
    return site


BREAKS = {
    "connections ended": Site.end_connections,
    "restarted": lambda site: site.database.restart(),
    "restarted as after a crash": lambda site: site.database.restart(at_once=True),
}


@pytest.fixture(params=BREAKS, ids=lambda name: name.replace(" ", "-"))
def broken(request, warm):
    """The site with every thread's connection gone, and the database there."""
    BREAKS[request.param](warm)
    return warm


def test_every_thread_answers_at_once(broken):
    pages = [partial(broken.ask, broken.rate_page), partial(broken.ask, "/")] * 2 * THREADS

    answers = broken.at_once(*pages)

    assert [answer.status for answer in answers] == [200] * len(pages)


def test_an_answer_is_saved_at_once(broken):
    answers = broken.at_once(*[partial(broken.save, person, level=2, revision=0) for person in range(PEOPLE)])

    assert [answer.status for answer in answers] == [200] * PEOPLE
    assert broken.ratings() == (PEOPLE, PEOPLE)


def test_the_worker_still_works(broken):
    broken.give_work()

    wait_until(lambda: task_is_done(broken), broken)


def test_away_altogether_it_says_so_and_comes_back(warm):
    site, name = warm, uuid4()
    requests = [
        partial(site.ask, "/"),
        partial(site.ask, site.rate_page),
        partial(site.ask, "/frameworks/"),
        partial(site.ask, "/nowhere/"),
        partial(site.ask, "/accounts/login/", None, "POST", {"login": "a@example.org", "password": "x"}),
        partial(site.save, person=0, level=3, revision=0, client_id=name),
    ]
    # How large this one may be is asked of the database before it is read.
    large = partial(
        site.ask, f"/assessments/{site.world['assessment']}/evidence/drop/", 0, "POST", {"url": "x" * 3_000_000}
    )
    said = site.log.read_text()
    site.database.stop()
    try:
        away = [request() for request in (*requests, large)]
        style = site.ask("/static/css/site.css")
        time.sleep(1)  # the worker looks twice
    finally:
        site.database.start()
    back = [request() for request in requests]

    assert [answer.status for answer in away] == [503] * (len(requests) + 1)
    assert {answer.headers["Retry-After"] for answer in away} == {"5"}
    assert all("<h1" in answer.page for answer in away)
    assert not any("sessionid" in answer.headers.get("Set-Cookie", "") for answer in away)  # nobody is signed out
    assert style.status == 200
    assert [answer.status for answer in back] == [200, 200, 200, 404, 422, 200]
    site.give_work()
    wait_until(lambda: task_is_done(site), site)
    assert site.log.read_text().removeprefix(said).count("Work goes on when it does") == 1
    assert "Traceback" not in site.log.read_text()


def test_under_load_nothing_breaks_and_every_answer_is_written_once(warm):
    site, over, seen, saved = warm, threading.Event(), [], []

    def read():
        while not over.is_set():
            seen.append(site.ask(site.rate_page, 1).status)

    def rate(person):
        revision = 0
        while not over.is_set():
            name = uuid4()  # as the browser's queue does: the same edit again until it is acknowledged
            while (status := site.save(person, revision % 4 + 1, revision, name).status) == 503:
                seen.append(status)
            seen.append(status)
            revision += 1
        saved.append(revision)

    clients = [threading.Thread(target=read) for _ in range(3)]
    clients += [threading.Thread(target=rate, args=[person]) for person in range(3)]
    for client in clients:
        client.start()
    for _round in range(3):
        for break_it in BREAKS.values():
            time.sleep(0.15)
            break_it(site)
    over.set()
    for client in clients:
        client.join(PATIENCE)

    assert set(seen) <= {200, 503}
    assert site.ratings() == (len(saved), sum(saved))
    assert {site.ask(site.rate_page).status for _ in range(2 * THREADS)} == {200}
