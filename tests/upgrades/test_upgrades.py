"""Every version's database is brought up to date by this one: nothing is lost, and its people's pages open."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tests.browser.conftest import drop_database, new_database

from .keep import KEPT

ROOT = Path(settings.BASE_DIR)
ON_POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
ARCHIVES = sorted(KEPT.glob("*.sql.xz" if ON_POSTGRES else "*.sqlite3.xz"))
# What migrating writes itself, and what is made anew whenever it is missing.
NOT_THE_DISTRICTS = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
# Tables that a later version gave up: figures of single teams and of families, in whose place blocks came.
GIVEN_UP = {"assessments_recordgroup", "assessments_recordmirror"}
# Tables that a later version calls otherwise.
RENAMED = {"assessments_agreement": "assessments_outcome"}


def in_a_process(environment, *command):
    """Run a command of ours on another database, which this process's settings do not name."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=ARCHIVES, ids=lambda path: path.name)
def unpacked(request, tmp_path):
    """A kept database where it can be changed: how many rows each table has, and the environment that names it."""
    content = lzma.decompress(request.param.read_bytes())
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "olf_site.settings"}
    if ON_POSTGRES:
        name = new_database(template="template0")
        address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
        with closing(psycopg2.connect(address)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(content.decode())
            rows = rows_of(cursor, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "public.")
        yield rows, environment | {"DATABASE_URL": address}
        drop_database(name)
    else:
        path = tmp_path / "kept.sqlite3"
        path.write_bytes(content)
        with closing(sqlite3.connect(path)) as connection, closing(connection.cursor()) as cursor:
            rows = rows_of(cursor, "SELECT name FROM sqlite_master WHERE type = 'table'")
        yield rows, environment | {"DATABASE_URL": f"sqlite:///{path}"}


def rows_of(cursor, tables, schema=""):
    cursor.execute(tables)
    counted = {}
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM {schema}"{table}"')
        counted[table] = cursor.fetchone()[0]
    return counted


def test_a_kept_database_is_brought_up_to_date(unpacked):
    before, environment = unpacked

    in_a_process(environment, "manage.py", "migrate", "--verbosity=0")
    seen = json.loads(in_a_process(environment, "-m", "tests.upgrades.look"))

    in_a_process(environment, "manage.py", "migrate", "--check")
    assert sum(before.values()) > 300
    for table in before.keys() - NOT_THE_DISTRICTS - GIVEN_UP:
        assert seen["rows"].get(RENAMED.get(table, table)) >= before[table], table
    assert len(seen["pages"]) > 8
    assert {page: status for page, status in seen["pages"].items() if status != 200} == {}


def in_the_database(environment, statement, *values):
    """Run one statement on a kept database, and answer its rows."""
    address = environment["DATABASE_URL"]
    if ON_POSTGRES:
        database = psycopg2.connect(address)
    else:
        database, statement = sqlite3.connect(address.removeprefix("sqlite:///")), statement.replace("%s", "?")
    with closing(database) as connection, connection, closing(connection.cursor()) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


# The versions that froze figures of single teams; those after them have nothing to lose.
FROZE_TEAMS = [path for path in ARCHIVES if path.name.startswith(("0.1.0.", "0.2.0."))]


@pytest.mark.parametrize("unpacked", FROZE_TEAMS, indirect=True, ids=lambda path: path.name)
def test_figures_of_single_teams_leave_the_copies_of_an_older_version(unpacked):
    _before, environment = unpacked
    for table in ("reports_sharedreport", "reports_export"):
        ((frozen,),) = in_the_database(environment, f"SELECT frozen FROM {table}")
        frozen = frozen if isinstance(frozen, dict) else json.loads(frozen)
        for report in frozen.values():
            report["rows"][0]["median"] = 3
        in_the_database(environment, f"UPDATE {table} SET frozen = %s", json.dumps(frozen))

    in_a_process(environment, "manage.py", "migrate", "--verbosity=0")

    ((frozen, removed),) = in_the_database(environment, "SELECT frozen, figures_removed_at FROM reports_sharedreport")
    assert ("median" in str(frozen), removed is None) == (False, False)
    ((frozen, problem, content),) = in_the_database(environment, "SELECT frozen, problem, content FROM reports_export")
    assert ("median" in str(frozen), problem, content) == (False, "removed", None)


def test_this_version_has_its_database_kept():
    kept = {path.name.removesuffix(".xz") for path in ARCHIVES}

    assert settings.VERSION + (".sql" if ON_POSTGRES else ".sqlite3") in kept
