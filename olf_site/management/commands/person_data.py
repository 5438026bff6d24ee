"""`manage.py person_data`: the file with everything stored about a person, as they can make it themselves."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import override

from districts.audit import write_one_change
from districts.roles.roles_held import roles_held_by
from districts.roles.timezones import own_zone
from people.email_addresses import clean_address
from people.personal_data.archive import write_archive
from people.personal_data.collecting import collect
from people.users import User


class Command(BaseCommand):
    help = (
        "Writes everything stored about a person into a zip, for a request of theirs: what they would get under "
        "My account. What is sealed in their account is not in it. Nobody but you can open the file."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="the address with which the person signs in")
        parser.add_argument(
            "--to", required=True, metavar="PATH", type=Path, help="the zip to write; it must not exist"
        )
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), help="by default the person's own")

    def handle(self, *, address, to, language, **options):
        person = User.objects.filter(email=clean_address(address)).first()
        if person is None:
            raise CommandError(f"Nobody here signs in with {address}.")
        zone = own_zone(roles_held_by(person)) or timezone.get_default_timezone()
        with override(language or person.language or settings.LANGUAGE_CODE), timezone.override(zone):
            data, missing = write_new(to, person)
        # No account runs a command; that it ran is kept with the account it was about.
        write_one_change([person], {"personal data": ["", "written to a file on the server"]}, by=None)
        self.say(data, missing, to)

    def say(self, data, missing, to):
        files = [one for one in data.attachments if one not in missing]
        self.stdout.write(f"Everything stored about {data.person} ({data.person.email}) is in {to}:")
        for section in data.sections:
            if section.rows:
                self.stdout.write(f"  {section.key}: {len(section.rows)}")
        self.stdout.write(f"  evidence files: {len(files)}, {filesizeformat(sum(one.size for one in files))}")
        for one in data.too_large:
            self.stdout.write(f"  too large, not in it: {one.name}")
        for one in missing:
            self.stdout.write(f"  not on the disk: {one.name}")
        if data.person.sealed_at:
            self.stdout.write(
                "What they wrote for themselves is sealed, and not in it. To open it: manage.py open_sealed"
            )


def write_new(path, person):
    """Write a new file, readable by its owner only; refuse an existing one, and leave nothing after a failure."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise CommandError(f"{path} is there already, and is not written over.") from None
    except OSError as problem:
        raise CommandError(f"{path} cannot be written: {problem.strerror}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            data = collect(person)
            return data, write_archive(data, file)
    except BaseException:
        path.unlink()
        raise
