"""A freshly prepared demo of any commit, served with a stopped clock, and how it is asked without a browser."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from .served import PATTERNS

# The site's name for browsers, whatever its port: pages that show their own address look alike in every run.
# Below .localhost, so that they may do what browsers allow to safe addresses alone.
HOST = "demo.localhost"
BASE_URL = f"http://{HOST}"
PASSWORD = "demo-demo-demo"
ACCOUNT = re.compile(r"(\w+)@demo\.example")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
# A slow machine is not a broken one.
PATIENCE = 120
# As in production, but for compressed static files: compressing takes half a minute and nobody sees it.
SETTINGS = """
from olf_site.settings import *
from olf_site.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
"""


class NotServed(Exception):
    """The commit could not be prepared, served or signed in to."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes
    cookies: dict

    @property
    def kind(self):
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Site:
    """``accounts``: the demo's roles that can sign in; ``cookies``: of whoever asks."""

    port: int
    accounts: tuple
    cookies: tuple = ()

    def ask(self, method, path, body=None):
        """One request, without following redirects."""
        headers = {"Host": HOST, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies)}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers | {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            cookies = SimpleCookie()
            for line in answer.headers.get_all("Set-Cookie", []):
                cookies.load(line)
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers, answer.read(), {name: c.value for name, c in cookies.items()})

    def patterns_of(self, paths):
        """The URL pattern of each path; None where it has none."""
        return json.loads(self.ask("POST", PATTERNS, json.dumps(paths)).body) if paths else []

    def seen_by(self, role, language):
        """The site as asked by somebody who has signed in, in a language; without a role by a stranger.

        The cookies are given to browsers by hand, as cookies of a session: a browser's own clock goes on.
        """
        here = replace(self, cookies=(("django_language", language),))
        if role is None:
            return here
        form = here.ask("GET", "/accounts/login/")
        token = TOKEN.search(form.body.decode())[1]
        given = {"csrfmiddlewaretoken": token, "login": f"{role}@demo.example", "password": PASSWORD}
        asking = replace(here, cookies=(*here.cookies, *form.cookies.items()))
        answer = asking.ask("POST", "/accounts/login/", urlencode(given))
        if answer.status != 302:
            raise NotServed(f"{role} could not sign in: {answer.status}")
        return replace(here, cookies=tuple((dict(asking.cookies) | answer.cookies).items()))


@contextmanager
def served_demo(checkout, var, moment):
    """Prepare the demo of a checkout in a folder, where that has not been done there, and serve it."""
    (var / "settings_of_pages.py").write_text(SETTINGS)
    run = Runner(Path(checkout).resolve(), var, moment)
    accounts = tuple(ACCOUNT.findall(run.manage("prepare")))
    run.manage("work", "--batch")  # small pictures of photos
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = run.start("serve", str(port))
    try:
        site = Site(port, accounts)
        wait_until_served(site, server)
        yield site
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True)
class Runner:
    """Starts `served.py` for a checkout, whose settings read nothing of this shell's environment."""

    checkout: Path
    var: Path
    moment: str

    def manage(self, *command):
        """Answers what the command printed."""
        process = self.start("manage", *command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said, _nothing = process.communicate()
        if process.returncode:
            raise NotServed(f"manage.py {' '.join(command)} failed:\n{said}")
        return said

    def start(self, *arguments, **options):
        command = [sys.executable, str(Path(__file__).with_name("served.py")), self.moment, *arguments]
        return subprocess.Popen(command, cwd=self.checkout, env=self.environment, stdin=subprocess.DEVNULL, **options)

    @property
    def environment(self):
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
        return kept | {
            "ALLOWED_HOSTS": HOST,
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "settings_of_pages",
            "SECRET_KEY": "only-to-compare-pages-" + "0123456789" * 4,
            "VAR_DIR": str(self.var),
        }


def wait_until_served(site, server):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NotServed("the server stopped at once")
        with suppress(OSError, HTTPException):
            site.patterns_of(["/"])
            return
        time.sleep(0.1)
    raise NotServed(f"the server was not there within {PATIENCE} s")
