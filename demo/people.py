"""People who do not exist, and the accounts that visitors sign in with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from people.accounts import DEMO_DOMAIN
from people.users import User

from .names import address_of, full_names
from .texts import read_texts

PASSWORD = "demo-demo-demo"


def account_texts() -> dict[str, str]:
    return read_texts("accounts", dict[str, str])


@dataclass
class DemoPeople:
    """Hands out people one by one, and saves all of them at once."""

    joined: datetime | None = None
    names: Iterator[str] = field(default_factory=full_names)
    hash: str = field(default_factory=lambda: make_password(PASSWORD))
    unsaved: list[User] = field(default_factory=list)

    def account(self, name):
        return self.person(f"{name}{DEMO_DOMAIN}", self.hash)

    def person(self, email="", password=""):
        name = next(self.names)
        user = User(email=email or address_of(name), name=name, password=password or make_password(None))
        user.date_joined = self.joined
        self.unsaved.append(user)
        return user

    def save(self):
        User.objects.bulk_create(self.unsaved)
        self.unsaved = []
