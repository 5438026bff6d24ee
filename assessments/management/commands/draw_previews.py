"""Draw missing small pictures of evidence."""

from django.core.management.base import BaseCommand

from assessments.evidence.actions.previews import draw_preview
from assessments.evidence.models import Evidence


class Command(BaseCommand):
    help = (
        "Draws the small pictures of photos and other pictures that have none yet: uploaded before there were any, or "
        "while no task worker ran. What cannot be drawn stays a download. It can be stopped and run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="also those that could not be drawn when it was tried before"
        )

    def handle(self, *args, again, **options):
        waiting = Evidence.objects.without_preview(tried=again).order_by("pk")
        drawn = [draw_preview(evidence=evidence) for evidence in list(waiting)]
        self.stdout.write(f"Drew {sum(drawn)} of {len(drawn)} pictures that had no small one.")
