"""`manage.py changepassword`: Django's command, which also seals private texts, like every password set by others."""

import getpass

from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from people.access.passwords import set_password_from_server
from people.email_addresses import clean_address

from ...users import User

TRIES = 3


class Command(changepassword.Command):
    help = "Set the password of an account; what its person wrote for themselves is sealed until they have opened it."

    def handle(self, *args, **options):
        address = clean_address(options["username"] or getpass.getuser())
        person = User.objects.filter(email=address).first()
        if person is None:
            raise CommandError(f"user '{address}' does not exist")
        self.stdout.write(f"Changing password for user '{person.email}'")
        change = set_password_from_server(person=person, password=self.ask(person))
        sealed = " What its person wrote for themselves is sealed until they have opened it." if change.seals else ""
        return f"Password changed successfully for user '{person.email}'.{sealed}"

    def ask(self, person):
        for _try in range(TRIES):
            password = self._get_pass()
            if password != self._get_pass("Password (again): "):
                self.stdout.write("Passwords do not match. Please try again.")
                continue
            try:
                validate_password(password, person)
            except ValidationError as problem:
                self.stderr.write("\n".join(problem.messages))
            else:
                return password
        raise CommandError(f"Aborted after {TRIES} attempts.")
