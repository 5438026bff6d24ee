"""`manage.py first_administrator`: the first person of an empty installation, with a link to set the password."""

import os
import shlex
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from districts.appointments.actions import appoint_for_installation
from districts.invitations.actions import invite
from districts.roles.models import Appointment, Role
from people.accounts import may_sign_in_condition
from people.email_addresses import NewEmailAddressField, clean_address
from people.text import refuse_line_breaks
from people.users import User

MAKE_ONE = '.venv/bin/python manage.py first_administrator --email you@example.org --name "Your Name"'
# What decides where the data is and what the link says. Given to `make run` alone, no later command knows it.
REPEATED = {"VAR_DIR": "", "PORT": "8000"}
# The same, but never written to a terminal or a log.
SECRET = ("DATABASE_URL", "SECRET_KEY")


class Command(BaseCommand):
    help = "Make the first administrator of the installation, where there is none, and print the link for the password."

    def add_arguments(self, parser):
        parser.add_argument("--email", help="the address to sign in with; asked for where there is a terminal")
        parser.add_argument("--name", help="the name as colleagues read it")
        parser.add_argument("--base-url", default="", help="where the site is, for the link")

    def handle(self, *args, **options):
        found = self.administrator()
        if found and found.has_usable_password():
            if options["email"]:
                self.stderr.write(f"There is an administrator already: {found.email}")
            return
        person = found or self.make_person(options["email"], options["name"])
        if person:
            self.print_link(person, options["base_url"])

    def administrator(self):
        open_accounts = Appointment.objects.current().filter(may_sign_in_condition("person__"))
        held = open_accounts.filter(role=Role.INSTALLATION_ADMINISTRATOR)
        people = [appointment.person for appointment in held.select_related("person")]
        return next((person for person in people if person.has_usable_password()), people[0] if people else None)

    def make_person(self, email, name):
        if not (email and name) and not sys.stdin.isatty():
            self.stdout.write(suggested_command(os.environ))
            return None
        email = email or self.ask("Email address of the first administrator: ", address)
        name = name or self.ask("Name: ", required)
        self.refuse(email, name)
        person = User.objects.filter(email=clean_address(email)).first() or User.objects.create_user(email, name)
        appoint_for_installation(person=person, role=Role.INSTALLATION_ADMINISTRATOR, by=None)
        return person

    def print_link(self, person, base_url):
        """Print a new link each time until one has been used."""
        invitation = invite(person=person, district=None, by=None)
        base_url = base_url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
        self.stdout.write(f"Open this link once the site is running, and choose the password of {person.email}:")
        self.stdout.write(f"  {base_url.rstrip('/')}{reverse('join', args=[invitation.token])}")

    def ask(self, question, validator):
        while True:
            answer = input(question).strip()
            try:
                validator(answer)
            except ValidationError as problem:
                self.stderr.write(" ".join(problem.messages))
            else:
                return answer

    def refuse(self, email, name):
        try:
            address(email)
            required(name)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None


def suggested_command(environment):
    given = {name: environment.get(name, usual) for name, usual in REPEATED.items()}
    repeated = [f"{name}={shlex.quote(given[name])}" for name, usual in REPEATED.items() if given[name] != usual]
    secret = " and ".join(name for name in SECRET if environment.get(name))
    asks = f", with the same {secret} in the environment" if secret else ""
    return f"No administrator yet. Make one{asks}:  {' '.join([*repeated, MAKE_ONE])}"


def address(email):
    NewEmailAddressField().clean(email)


def required(name):
    refuse_line_breaks(name)
    if not name.strip() or len(name) > 150:
        raise ValidationError("Write a name of at most 150 characters.")
