"""Remove the individual ratings of cycles whose months are over; records stay."""

from django.core.management.base import BaseCommand, CommandError

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Cycle
from assessments.rating.models import Rating
from assessments.retention.actions import cycles_to_purge, purge_ratings


class Command(BaseCommand):
    help = (
        "Removes the individual ratings of cycles that are past their retention, published or not: with their notes, "
        "the names of those who rated and the order of the meetings. Pages read them no more from that day on, "
        "whether or not this was run. Records and published figures stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
        parser.add_argument("--cycle", type=int, metavar="PK", help="this cycle only; an error when it is to be kept")

    def handle(self, *args, dry_run, cycle, **options):
        due = [self.one_that_is_due(cycle)] if cycle else cycles_to_purge()
        total, district = 0, None
        for found in due:
            if found.district != district:
                district = found.district
                self.stdout.write(str(district))
            count = Rating.objects.filter(seat__cycle=found).count() if dry_run else purge_ratings(cycle=found)
            total += count
            kept = found.ratings_kept_until
            self.stdout.write(f"  {found} (cycle {found.pk}), kept until {kept:%Y-%m-%d}: {in_words(count)}")
        self.stdout.write(summary(total, len(due), dry_run))

    def one_that_is_due(self, pk):
        cycle = Cycle.objects.select_related("district").filter(pk=pk).first()
        if cycle is None:
            raise CommandError(f"There is no cycle {pk}.")
        if not cycle.ratings_have_ended:
            until = f"{cycle.ratings_kept_until:%Y-%m-%d}"
            raise CommandError(f"{CycleNotReady.title}: the ratings of {cycle} (cycle {pk}) are kept until {until}.")
        return cycle


def in_words(count):
    return "1 rating" if count == 1 else f"{count:,} ratings"


def summary(total, cycles, dry_run):
    if not cycles:
        return "Nothing to remove: no ratings are past their time."
    done = "Would remove" if dry_run else "Removed"
    return f"{done} {in_words(total)} of {cycles} {'cycle' if cycles == 1 else 'cycles'}; records stand."
