"""`manage.py prepare`: everything that is still to do between installed and ready to serve.

One process for all steps, because starting Django costs more than any of them once they have been done.
"""

import shlex
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from frameworks.fixture_rows import fixture_files
from frameworks.models.edition import Edition
from olf_site.private_files import close_to_others, places_of


class Command(BaseCommand):
    help = "Migrate, collect static files, load the frameworks, and fill the demo or ask for the first administrator."

    def handle(self, *args, **options):
        self.close_to_others()
        self.migrate()
        self.collect_static_files()
        self.load_frameworks()
        call_command("purge_history", stdout=StringIO())
        call_command("demo" if settings.DEMO else "first_administrator", stdout=self.stdout, stderr=self.stderr)

    def close_to_others(self):
        """Restrict to the owner what an older version, or a copy, has left readable."""
        closed, still_open = close_to_others(places_of(settings, connection))
        if closed:
            self.say("Closing the data to other users of this machine")
        if still_open:
            more = f" and {len(still_open) - 1} more" if still_open[1:] else ""
            self.stderr.write(
                f"Others on this machine can read {still_open[0]}{more}, and this user cannot change that. "
                f"Let its owner, or root, run:  chmod -R go= {shlex.quote(still_open[0])}"
            )

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    def collect_static_files(self):
        """Collect only when a file is new or changed, since compressing takes seconds."""
        collected = Path(settings.STATIC_ROOT)
        stamp = collected.with_name(f"{collected.name}.sum")
        wanted = sum_of_static_files()
        if stamp.exists() and stamp.read_text() == wanted and (collected / "staticfiles.json").exists():
            return
        self.say("Collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(wanted)

    def load_frameworks(self):
        """Load when the fixtures changed; the stamp is in the cache table, so that it cannot outlive the database."""
        wanted = sum_of_fixtures()
        if cache.get("prepared-fixtures") == wanted and Edition.objects.exists():
            return
        self.say("Loading the frameworks")
        call_command("load_frameworks", verbosity=0, stdout=self.stdout, stderr=self.stderr)
        cache.set("prepared-fixtures", wanted, timeout=None)

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def sum_of_static_files():
    total = sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            about = Path(storage.path(path)).stat()
            total.update(f"{path}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return total.hexdigest()


def sum_of_fixtures():
    total = sha256()
    for path in fixture_files():
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()
