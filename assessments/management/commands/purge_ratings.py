"""Remove individual ratings whose time is over; the records stand without them."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.actions import purge_ratings
from assessments.actions.cycles import ratings_kept_until
from assessments.errors import CycleNotReady
from assessments.models import Cycle, Rating
from people.ordering import Alphabetical


class Command(BaseCommand):
    help = (
        "Removes the individual ratings, with their notes, of published cycles that are past their retention. "
        "Records and published figures stay."
    )

    def add_arguments(self, parser):
        """Which cycles, and whether in earnest."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
        parser.add_argument("--cycle", type=int, metavar="PK", help="this cycle only; an error when it is to be kept")

    def handle(self, *args, dry_run, cycle, **options):
        """Name each district's cycles that are due, and remove their ratings unless told otherwise."""
        due = [self.one_that_is_due(cycle)] if cycle else all_that_are_due()
        total, district = 0, None
        for found in due:
            if found.district != district:
                district = found.district
                self.stdout.write(str(district))
            count = Rating.objects.filter(seat__cycle=found).count() if dry_run else purge_ratings(cycle=found)
            total += count
            kept = ratings_kept_until(found)
            self.stdout.write(f"  {found} (cycle {found.pk}), kept until {kept:%Y-%m-%d}: {in_words(count)}")
        self.stdout.write(summary(total, len(due), dry_run))

    def one_that_is_due(self, pk):
        """The cycle that was named; refuses one whose ratings are still to be kept."""
        cycle = Cycle.objects.select_related("district").filter(pk=pk).first()
        if cycle is None:
            raise CommandError(f"There is no cycle {pk}.")
        until = ratings_kept_until(cycle)
        if until is None or timezone.now() < until:
            when = f"until {until:%Y-%m-%d}" if until else "at least until it is published"
            raise CommandError(f"{CycleNotReady.title}: the ratings of {cycle} (cycle {pk}) are kept {when}.")
        return cycle


def all_that_are_due():
    """Published cycles that still hold ratings and are past their time, district by district, oldest first."""
    held = Rating.objects.values("seat__cycle")
    cycles = Cycle.objects.published().filter(pk__in=held).select_related("district")
    now = timezone.now()
    return [
        c for c in cycles.order_by(Alphabetical("district__name"), "opens_on", "pk") if ratings_kept_until(c) <= now
    ]


def in_words(count):
    return "1 rating" if count == 1 else f"{count:,} ratings"


def summary(total, cycles, dry_run):
    """The last line: what was done, or would be."""
    if not cycles:
        return "Nothing to remove: no ratings are past their time."
    done = "Would remove" if dry_run else "Removed"
    return f"{done} {in_words(total)} of {cycles} {'cycle' if cycles == 1 else 'cycles'}; records stand."
