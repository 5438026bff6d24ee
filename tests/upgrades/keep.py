"""Keep this version's database, small and with something in nearly every table, for the suites of later versions.

python -m tests.upgrades.keep                              SQLite
python scripts/postgres.py run -- python -m tests.upgrades.keep   PostgreSQL
"""

import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).parent / "databases"


def main():
    """Migrate an empty database, furnish it as the permission tests do, and write it down."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, SECRET_KEY="only-for-tests", DJANGO_SETTINGS_MODULE="olf_site.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        furnish()
        in_postgres = "DATABASE_URL" in os.environ
        content = dumped() if in_postgres else copied(Path(settings.DATABASES["default"]["NAME"]))
        path = KEPT / f"{settings.VERSION}{'.sql' if in_postgres else '.sqlite3'}.xz"
        path.write_bytes(lzma.compress(content, preset=9))
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


def furnish():
    """The world of the permission tests: something of everything, in three states."""
    from django.db import transaction

    from tests.permissions.world import build_world

    with transaction.atomic():
        build_world()


def copied(path):
    """A SQLite file without what it no longer uses."""
    small = path.with_suffix(".small")
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM INTO ?", [str(small)])
    return small.read_bytes()


def dumped():
    """A PostgreSQL database as statements that any connection can run."""
    from scripts.postgres import find_binaries

    command = [find_binaries() / "pg_dump", "--inserts", "--no-owner", "--no-privileges", os.environ["DATABASE_URL"]]
    written = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # psql's own commands, with which newer versions fence a dump in, are no SQL.
    return "\n".join(line for line in written.splitlines() if not line.startswith("\\")).encode()


if __name__ == "__main__":
    sys.exit(main())
