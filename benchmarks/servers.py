"""gunicorn with the project's own configuration, started as in production on a port of its own, and what it uses."""

import contextlib
import ctypes
import http.client
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

from scripts.postgres import die_with_parent

from . import HOME, VAR

ROOT = HOME.parent
CONFIG = "olf_site/gunicorn.py"
OURS, BARE = "olf_site.wsgi:application", "benchmarks.bare:application"
PATIENCE = 60
# What a developer may have set would measure something else than production.
NOT_OURS = ("DEBUG", "DEMO", "HTTPS", "WORKERS", "THREADS", "ACCESS_LOG", "CONN_MAX_AGE", "STATIC_ROOT", "EMAIL_URL")
IN_OPEN = 0x20


def environment(url, **more):
    """The environment of every process that belongs to one database."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "olf_site.settings",
        "SECRET_KEY": "known to the benchmark alone, which serves nothing that is kept private",
        "VAR_DIR": str(VAR / "site"),
        "HOST": "127.0.0.1",
        **more,
    }


def python(*arguments, url, capture=False):
    """Run a module or a command of ours to its end; what it says is shown, or given back."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(url), text=True, stdout=subprocess.PIPE if capture else None
    )
    if done.returncode and not capture:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}")
    return done


def free_port():
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A gunicorn with its workers."""

    def __init__(self, process, port, log):
        self.process, self.port, self.log, self.ready_after = process, port, log, None

    @property
    def workers(self):
        """The ids of the worker processes."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def processor(self):
        """Seconds of processor that the workers have used so far."""
        used = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in self.workers)
        return sum(map(int, (tick for one in used for tick in one))) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Of the largest worker: resident, proportional, and its own that no other process shares; in MB."""
        return max(memory_of(pid) for pid in self.workers)

    def get(self, path, cookie="", accept="gzip"):
        """One answer: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Accept-Encoding": accept, "Accept-Language": "en"} | ({"Cookie": cookie} if cookie else {})
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()


def memory_of(pid):
    """Resident set, proportional set and private memory of a process, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kb = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB", text, re.MULTILINE)}
    private = kb["Private_Clean"] + kb["Private_Dirty"]
    return tuple(round(number / 1024, 1) for number in (kb["Rss"], kb["Pss"], private))


@contextlib.contextmanager
def running(url, application=OURS, first="/", **more):
    """Serve an application on a database until the block ends; ready is when the first answer has come.

    ``more`` is set in its environment.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", CONFIG, application]
    log = VAR / f"{application.split('.')[0]}-{port}.log"
    with open(log, "w") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(url, PORT=str(port), **more),
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        server = Server(process, port, log)
        try:
            server.ready_after = first_answer(server, first, started)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
    if process.returncode == 0:
        log.unlink()


def first_answer(server, path, started):
    """Seconds from the start of the process to its first answer."""
    while time.perf_counter() - started < PATIENCE:
        if server.process.poll() is not None:
            raise SystemExit(f"gunicorn ended with {server.process.returncode}: see {VAR.name}/*.log")
        with contextlib.suppress(OSError):
            status, _headers, _body = server.get(path)
            if status < 500:
                return time.perf_counter() - started
            raise SystemExit(f"{path} answers {status}: see {VAR.name}/*.log")
        time.sleep(0.01)
    raise SystemExit("gunicorn gave no answer")


class Opened:
    """Counts how often a file is opened while the block runs (Linux's inotify), by anyone."""

    def __init__(self, path):
        self.path, self.times = path, None

    def __enter__(self):
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self.descriptor, os.fsencode(self.path), IN_OPEN)
        return self

    def __exit__(self, *failure):
        events = b""
        with contextlib.suppress(BlockingIOError):
            events = os.read(self.descriptor, 1_000_000)
        os.close(self.descriptor)
        # Each event is a header of 16 bytes; a watched file, unlike a folder, adds no name.
        self.times = len(events) // struct.calcsize("iIII")
