"""`manage.py demo`: a district that does not exist, with accounts whose password everybody knows."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.build import EDITIONS, create_demo, exists
from demo.people import PASSWORD, account_texts
from demo.removal import remove_demo
from frameworks.models.edition import Edition
from frameworks.models.scale import Scale
from people.accounts import DEMO_DOMAIN


class Command(BaseCommand):
    help = "Fill in the demo district and its accounts, once; --remove takes them away again."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="delete the demo districts and all demo accounts")

    def handle(self, *args, remove, verbosity, **options):
        if remove:
            remove_demo()
            self.stdout.write(f"The demo districts and all accounts {DEMO_DOMAIN} are deleted.")
            return
        if not settings.DEMO:
            raise CommandError(
                "The demo has accounts with a password that everybody knows, so it is made only where "
                "DEMO=1 is set in the environment. Never set it where real people rate."
            )
        if not exists():
            self.create(verbosity)
        if verbosity:
            self.print_accounts()

    def create(self, verbosity):
        published = Edition.objects.filter(version__in=EDITIONS, status=Edition.Status.PUBLISHED)
        if published.count() < len(EDITIONS) or not Scale.objects.filter(key="evidence4").exists():
            raise CommandError("The demo needs the frameworks. Run first: manage.py load_frameworks")
        if verbosity:
            self.stdout.write("Filling in the demo district")
            self.stdout.flush()
        create_demo()

    def print_accounts(self):
        self.stdout.write(f"Demo accounts, each with the password {PASSWORD}:")
        for name, what in account_texts().items():
            self.stdout.write(f"  {name + DEMO_DOMAIN:30} {what}")
