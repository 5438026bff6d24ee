"""`manage.py open_sealed`: open what is sealed in an account when nobody else may."""

from django.core.management.base import BaseCommand, CommandError

from people.access.opening import open_from_server
from people.email_addresses import clean_address
from people.errors import NothingSealed

from ...users import User


class Command(BaseCommand):
    help = (
        "Show what is sealed in an account to whoever signs in to it now. Speak with the person first: they are told "
        "that it was opened on the server."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address with which the person signs in")

    def handle(self, *args, **options):
        person = User.objects.filter(email=clean_address(options["email"])).first()
        if person is None:
            raise CommandError("There is no account with this address.")
        try:
            changes = open_from_server(person=person)
        except NothingSealed:
            self.stdout.write("Nothing is sealed in this account.")
            return
        self.stdout.write(f"Opened what was sealed by {len(changes)} change(s) of how {person.email} signs in.")
