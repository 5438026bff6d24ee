"""`manage.py export_records`: the records of a published cycle as a table for analysts."""

from django.core.management.base import BaseCommand, CommandError

from assessments.cycles.models import Cycle
from reports.analysis.frames import practices_frame
from reports.exports.csv import harmless


class Command(BaseCommand):
    help = "Write the records of a published cycle as CSV: one row per team and practice, no rating of any person."

    def add_arguments(self, parser):
        parser.add_argument("--district", required=True, help="the district's address, such as northern-lakes")
        parser.add_argument("--cycle", required=True, help="the cycle's name, such as 2025–26")
        parser.add_argument("--output", default="-", help="the file to write; - for standard output")

    def handle(self, *, district, cycle, output, **options):
        found = Cycle.objects.published().filter(district__slug=district, name=cycle).first()
        if found is None:
            raise CommandError(f"{district} has no published cycle named {cycle}.")
        frame = practices_frame(found)
        text = frame.select_dtypes(exclude=["number", "bool"]).columns
        frame[text] = frame[text].map(harmless)
        written = frame.to_csv(index=False)
        if output == "-":
            self.stdout.write(written, ending="")
            return
        with open(output, "w", encoding="utf-8-sig", newline="") as file:
            file.write(written)
        self.stderr.write(f"{len(frame)} rows in {output}")
