"""Where the measured databases live: SQLite files, and a PostgreSQL server of the machine's own binaries.

The server's functions are those of the tests (`scripts/postgres.py`), its settings are not: here it keeps what it
is told, as in production, and its data stays between runs where the account it runs as can reach the folder.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from scripts import postgres

from . import VAR

# PostgreSQL's defaults (it syncs at every commit), but for what every installation sets by its memory.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "logging_collector": "off",
    "log_min_messages": "fatal",
    "dynamic_shared_memory_type": postgres.SETTINGS["dynamic_shared_memory_type"],
}


@contextlib.contextmanager
def sqlite(fresh=False):
    """Yield a function that gives the address of a database by its name."""
    folder = VAR / "sqlite"
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    yield lambda name: f"sqlite:///{folder / name}.sqlite3"


@contextlib.contextmanager
def postgresql(fresh=False):
    """Start a server, yield a function that gives the address of a database by its name (made where missing)."""
    binaries, account = postgres.find_binaries(), postgres.server_account()
    # The socket's path must be short, and the lent account must be able to come here.
    home = Path(tempfile.mkdtemp(prefix="sd-bench-", dir="/tmp"))
    kept = VAR / "postgresql"
    if fresh:
        shutil.rmtree(kept, ignore_errors=True)
    try:
        lent = {}
        if account:
            binaries = postgres.reachable(binaries, home)
            os.chown(home, account.pw_uid, account.pw_gid)
            lent = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        lent |= {"cwd": home, "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
        if not account or everyone_may_pass(VAR.parent):
            kept.mkdir(parents=True, exist_ok=True)
            if account:
                os.chown(kept, account.pw_uid, account.pw_gid)
            (home / "data").symlink_to(kept)
        if not (home / "data" / "PG_VERSION").exists():
            postgres.initialise(binaries, home, lent)
        before, postgres.SETTINGS = postgres.SETTINGS, SETTINGS
        try:
            with postgres.started(binaries, home, lent):
                yield lambda name: database(home, name)
        finally:
            postgres.SETTINGS = before
    finally:
        shutil.rmtree(home, ignore_errors=True)


def everyone_may_pass(folder):
    """Whether any account may walk down to this folder."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def database(home, name):
    """The address of a database of this server; one that is not there yet is made, empty."""
    import psycopg2

    connection = psycopg2.connect(host=str(home), user="tests", dbname="postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name.lower()])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name.lower()}"')
    return f"postgres://tests@{quote(str(home), safe='')}/{name.lower()}"


KINDS = {"sqlite": sqlite, "postgresql": postgresql}
