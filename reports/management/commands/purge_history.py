"""`manage.py purge_history`: delete the history of changes that pages no longer show."""

from django.core.management.base import BaseCommand

from districts.change_history.models import DistrictChange
from frameworks.models.history import FrameworkChange
from reports.change_history.value import shown_since


class Command(BaseCommand):
    help = "Deletes changes from the history that are older than HISTORY_MONTHS; pages do not show them any more."

    def handle(self, *args, **options):
        old = [model.objects.filter(at__lt=shown_since()) for model in (DistrictChange, FrameworkChange)]
        count = sum(entries.delete()[0] for entries in old)
        self.stdout.write(f"{count} changes of the history are deleted.")
