"""`manage.py load_frameworks`: load the fixtures; safe to repeat."""

from django.core.management.base import BaseCommand, CommandError

from frameworks.fixture_rows import UnreadableFixture
from frameworks.loading import PublishedTextDiffers, load_frameworks

WHAT_TO_DO = """
Nothing was loaded. What teams rated must stay what they read, so a published edition and a scale
in use never change. Put the file back as it was; to change a text, add a new edition (or scale)
in a file of its own, with new UUIDs and another version, and a crosswalk to it. See fixtures/README.md."""


class Command(BaseCommand):
    help = "Load frameworks, scales, crosswalk and words from fixtures/; a second time changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--folder", help="another folder than fixtures/")
        parser.add_argument(
            "--reset-words",
            action="store_true",
            help="put the files' look-fors, definitions, short names and translations in the place of edited ones",
        )

    def handle(self, *args, folder, reset_words, verbosity, **options):
        try:
            loaded = load_frameworks(folder=folder, reset_words=reset_words)
        except UnreadableFixture as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        except PublishedTextDiffers as error:
            self.stderr.write(error.diff, self.style.NOTICE)
            raise CommandError(WHAT_TO_DO) from error
        if verbosity:
            self.report(loaded)

    def report(self, loaded):
        if loaded.nothing:
            self.stdout.write(f"{loaded.compared} rows compared: nothing to do")
        else:
            self.stdout.write(f"{loaded.compared} rows compared, {loaded.created} created, {loaded.reset} reset")
        for title in loaded.published:
            self.stdout.write(f"Published: {title}")
        if loaded.kept:
            self.stdout.write(
                f"Kept {len(loaded.kept)} edited words of this installation "
                "(--reset-words puts those of the files in their place)"
            )
