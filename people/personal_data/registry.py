"""What each app stores about a person, and what becomes of it in the file that they can download.

Each app registers this in its ``personal_data.py``. Every relation to a person is in a table, in the list of their
acts, or left out for a reason; a test walks through all models and finds what nobody has decided about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from people.users import User

# What a person gets, in the order in which the apps say it.
TABLES, ACTS, FILES, NOTES = [], [], [], []
# Why something is not in the file, by "app.Model" or "app.Model.field".
LEFT_OUT = {}
# What a file rests on that may end: see ``Ground``.
GROUNDS = {}
# What the parts of a row are called, by their keys in the file for programs.
LABELS = {
    "about": _("Of what"),
    "action": _("Done"),
    "address": _("Address"),
    "asked_at": _("Asked for"),
    "at": _("When"),
    "by": _("By"),
    "changes": _("Changes"),
    "district": _("District"),
    "email": _("Email address"),
    "ends_at": _("Until"),
    "expires_at": _("Good until"),
    "finished_at": _("Finished"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_used_at": _("Last used"),
    "made_at": _("Made"),
    "name": _("Name"),
    "opened_at": _("Opened"),
    "problem": _("Problem"),
    "state": _("State"),
    "what": _("What"),
}


@dataclass(frozen=True)
class PersonalDataTable:
    """Rows about a person: ``says`` names the columns of the file, ``without`` the fields left out.

    ``without`` is None for rows shared with others, of which only what names the person is exported.
    """

    key: str
    title: str
    model: type[Model]
    whose: str
    says: dict[str, str | Callable[[Any], Any]]
    without: tuple[str, ...] | None
    rows: Callable[[User], Iterable[Model]] | None

    @property
    def covers(self):
        return f"{self.model._meta.label}.{self.whose}"


@dataclass(frozen=True)
class Act:
    """Something a person did to shared data: exported are what, when and of what; never the words or other people."""

    key: str
    words: str
    model: type[Model]
    by: str
    at: str
    about: str
    district: str

    @property
    def covers(self):
        return f"{self.model._meta.label}.{self.by}"


@dataclass(frozen=True)
class Ground:
    """Content of a file whose permission may end before the file does.

    ``found``: what of it exists when the file is made; ``stands``: whether all of that may still be read.
    """

    found: Callable[[User], Any]
    stands: Callable[[Any], bool]


def table(key, title, model, whose, says, without=(), rows=None):
    """Register rows to export; ``rows``: a function of the person, in place of all rows that are theirs."""
    TABLES.append(PersonalDataTable(key, title, model, whose, says, without, rows))


def act(key, words, model, by, at, about="", district=""):
    ACTS.append(Act(key, words, model, by, at, about, district))


def leave_out(reason, *paths):
    for path in paths:
        LEFT_OUT[path] = reason


def attaches(files_of):
    FILES.append(files_of)
    return files_of


def notes(notes_for):
    NOTES.append(notes_for)
    return notes_for


def rests_on(key, found, stands):
    GROUNDS[key] = Ground(found, stands)
