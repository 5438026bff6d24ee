"""A real server for browser tests: prepared and started by the commands of `make run`, with a database of its own."""

import fcntl
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest
from playwright.sync_api import expect

from .demo_world import describe_demo

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO_PASSWORD = "demo-demo-demo"
# A slow machine is not a broken one: whatever is waited for, comes within this time or not at all.
PATIENCE = 30
expect.set_options(timeout=PATIENCE * 1000)


@dataclass(frozen=True)
class Site:
    """A running Strong Districts with the demo district in it; ``server`` leads a group of processes of its own."""

    base_url: str
    environment: dict
    log: Path
    server: subprocess.Popen

    @property
    def database(self):
        """Its SQLite file."""
        return Path(self.environment["VAR_DIR"]) / "strong-districts.sqlite3"

    def manage(self, *command):
        """Run a manage.py command beside the server, on its database; answers what it printed."""
        return run([sys.executable, "manage.py", *command], self.environment)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """The demo district, made once for all workers of a run; every site starts from a copy."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    var, done = shared / "prepared", shared / "prepared.done"
    with open(shared / "prepared.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(var, ignore_errors=True)
            var.mkdir()
            database = new_database() if on_postgres() else ""
            environment = environment_for(var, database)
            run([sys.executable, "scripts/catalogues.py"], environment)
            run([sys.executable, "manage.py", "prepare"], environment)
            done.write_text(database)
    return var, done.read_text()


@pytest.fixture(scope="session")
def site(prepared, tmp_path_factory):
    """The server most browser tests share; who changes what others look at uses `own_site`."""
    with running_site(prepared, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def site_to_change(prepared, tmp_path_factory):
    """The server of `restored_site`."""
    with running_site(prepared, tmp_path_factory.mktemp("restored")) as site:
        yield site


@pytest.fixture
def restored_site(site_to_change, prepared):
    """A server whose people answer and link as they like: every test finds the district as it was prepared."""
    restore(site_to_change.database, prepared[0] / site_to_change.database.name)
    return site_to_change


@pytest.fixture
def own_site(prepared, tmp_path):
    """A server for one test, which may do with it what it likes: also kill it, or what a process keeps in mind."""
    with running_site(prepared, tmp_path) as site:
        yield site


@pytest.fixture(scope="session")
def demo_world(site):
    """The demo district in the words of the permission matrix, with a session key for each role."""
    return describe_demo(site)


@pytest.fixture
def page(chromium, site):
    """A page of its own (cookies, storage) on the shared server. A script or an answer that breaks there fails the test."""
    with new_page(chromium, site) as page:
        yield page


@contextmanager
def new_page(chromium, site, **options):
    """A page in a context of its own: `with new_page(chromium, own_site, color_scheme="dark") as page`."""
    context = chromium.new_context(base_url=site.base_url, **{"locale": "en-CA", **options})
    problems = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", lambda answer: problems.append(f"500 from {answer.url}") if answer.status >= 500 else None)
    try:
        yield page
    finally:
        context.close()
        if problems:
            print("The end of the server's log:\n" + site.log.read_text()[-4000:])
    assert problems == []


def wait_until(page, script, otherwise):
    """Ask a page again and again until it says yes; its policy lets nothing of ours run in it for longer."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(script):
        assert time.monotonic() < deadline, otherwise
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def signed_in_cookies():
    """Who has signed in where: a second time the cookie is enough, and the sign-in's own rate limit is left alone."""
    return {}


@pytest.fixture
def sign_in(signed_in_cookies):
    """`sign_in(page, "principal@demo.example")`: afterwards the page shows this person's home."""

    def sign_in(page, email, password=DEMO_PASSWORD, remembered=True):
        page.goto("/accounts/login/")
        place = page.url, email
        if remembered and place in signed_in_cookies:
            page.context.add_cookies(signed_in_cookies[place])
            page.goto("/")
            if "/accounts/login/" not in page.url:
                return
            page.context.clear_cookies()  # someone signed out of it since
            page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.locator("form:has([name=password]) [type=submit]").click()
        expect(page).not_to_have_url(re.compile("/accounts/login/"))
        signed_in_cookies[place] = page.context.cookies()

    return sign_in


@contextmanager
def running_site(prepared, folder, **said):
    """Copy the prepared district into a folder, serve it with gunicorn, and clear away; ``said``: more environment."""
    template_var, template_database = prepared
    var = folder / "var"
    shutil.copytree(template_var, var)
    database = new_database(template=template_database) if template_database else ""
    environment = environment_for(var, database) | {"PORT": str(free_port())} | said
    log = folder / "server.log"
    try:
        site = Site(f"http://127.0.0.1:{environment['PORT']}", environment, log, serve(environment, log))
        try:
            yield site
        finally:
            stop(site.server)
    finally:
        if database:
            drop_database(database)


def restore(database, prepared):
    """Put a SQLite file's content back under a running server; who is signed in stays signed in."""
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as now, closing(sqlite3.connect(prepared)) as before:
        sessions = now.execute("SELECT * FROM django_session").fetchall()
        before.backup(now)
        now.executemany("INSERT OR REPLACE INTO django_session VALUES (?, ?, ?)", sessions)
        now.commit()


def serve(environment, log):
    """Start the server on its port and wait until it answers."""
    command = [sys.executable, "-m", "gunicorn", "--config", "olf_site/gunicorn.py", "olf_site.wsgi:application"]
    with open(log, "a") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    wait_until_served(server, int(environment["PORT"]), log)
    return server


def run(command, environment):
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


def environment_for(var, database):
    """As on a stranger's machine, but for what a test must say."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    said = {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        "SECRET_KEY": "only-for-browser-tests-" + "0123456789" * 4,
        "STATIC_ROOT": str(ROOT / "var" / "static-for-tests"),
        "VAR_DIR": str(var),
    }
    if database:
        said["DATABASE_URL"] = database_url(database)
    return kept | said


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_served(server, port, log):
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server stopped at once:\n{log.read_text()}", pytrace=False)
        # An answer, not only a connection: the workers of a killed server hold its port until they are gone.
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asking:
            asking.request("HEAD", "/")
            asking.getresponse()
            return
        time.sleep(0.05)
    pytest.fail(f"the server was not there within {2 * PATIENCE} s:\n{log.read_text()}", pytrace=False)


def stop(server):
    server.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(timeout=5)
        return
    server.kill()
    server.wait()


def kill(server):
    """Stop the server and its workers at once, whatever they are doing."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def on_postgres():
    return os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://"))


def database_url(name):
    """The address of the run's server with another database at its end."""
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def new_database(template="template1"):
    name = f"site_{uuid4().hex[:12]}"
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def drop_database(name):
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement):
    """CREATE and DROP DATABASE want a connection of their own, outside any transaction."""
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
