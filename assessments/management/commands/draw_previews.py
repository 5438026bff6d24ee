"""Draw the small pictures of evidence that was uploaded before there were any."""

from django.core.management.base import BaseCommand

from assessments.actions import draw_preview
from assessments.models import Evidence


class Command(BaseCommand):
    help = (
        "Draws the small pictures of photos and other pictures that were uploaded before there were any. "
        "What cannot be drawn stays a download. It can be stopped and run again."
    )

    def handle(self, *args, **options):
        """Draw one after the other; each is kept at once."""
        waiting = Evidence.objects.without_preview().order_by("pk")
        drawn = [draw_preview(evidence=evidence) for evidence in list(waiting)]
        self.stdout.write(f"Drew {sum(drawn)} of {len(drawn)} pictures that had no small one.")
