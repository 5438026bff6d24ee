"""`manage.py work`: the task worker, which makes the files that people ask for; one is enough for a district."""

from django_tasks_db.management.commands import db_worker

from reports.taken.pango import pango_is_here


class Command(db_worker.Command):
    help = "Make the files that people ask for, until stopped."

    def add_arguments(self, parser):
        """The library's own, quiet, and quick to see what waits: a look takes the database less than a millisecond."""
        super().add_arguments(parser)
        parser.set_defaults(verbosity=0, interval=0.5, startup_delay=False, reload=False)

    def handle(self, **options):
        """Import what is heavy before the first person waits for it."""
        import pptx  # noqa: F401

        if pango_is_here():
            import weasyprint  # noqa: F401
        super().handle(**options)
