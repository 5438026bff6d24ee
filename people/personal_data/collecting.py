"""Collects everything stored about a person into plain values."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db.models import Choices, Manager, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.users import User

from .registry import ACTS, FILES, LABELS, NOTES, TABLES

# All evidence files of one file together, in bytes.
MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Coded:
    """A choice's value: its code for programs, its label for people."""

    code: str
    words: str


@dataclass(frozen=True)
class Attachment:
    name: str
    title: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class DataSection:
    key: str
    title: str
    columns: dict[str, str]
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class PersonalData:
    person: User
    made_at: datetime.datetime
    sections: list[DataSection]
    attachments: list[Attachment]
    too_large: list[Attachment]
    notes: list[str] = field(default_factory=list)


def collect(person):
    found = [DataSection(one.key, str(one.title), columns_of(one.says), list(rows_of(one, person))) for one in TABLES]
    said = [note for notes_for in NOTES for note in notes_for(person)]
    attachments, too_large = bounded(file for files_of in FILES for file in files_of(person))
    return PersonalData(person, timezone.now(), [*found, acts_of(person)], attachments, too_large, said)


def columns_of(keys):
    return {key: str(LABELS[key]) for key in keys}


def rows_of(one, person):
    rows = one.rows(person) if one.rows else one.model._default_manager.filter(**{one.whose: person}).order_by("pk")
    if isinstance(rows, QuerySet):
        rows = rows.select_related(*related(one.says.values()))
    for row in rows:
        yield {key: value_at(row, path) for key, path in one.says.items()}


def related(paths):
    return sorted({path.rpartition("__")[0] for path in paths if isinstance(path, str) and "__" in path})


def value_at(row, path):
    """The value at a path from the row, or of a function of the row; a choice becomes ``Coded``."""
    if callable(path):
        return path(row)
    value, before = row, None
    for name in path.split("__"):
        if value is None:
            return None
        before, value = value, getattr(value, name)
    if isinstance(value, Manager):
        return [str(one) for one in value.all()]
    if isinstance(value, Choices):
        return Coded(value.value, str(value.label))
    words = getattr(before, f"get_{name}_display", None)
    return Coded(value, str(words())) if words and value not in (None, "") else value


def acts_of(person):
    keys = ("at", "what", "about", "district")
    rows = []
    for one in ACTS:
        says = {"at": one.at, "about": one.about, "district": one.district}
        done = one.model._default_manager.filter(**{one.by: person}).order_by("pk")
        for row in done.select_related(*related(says.values())):
            told = {key: value_at(row, path) if path else None for key, path in says.items()}
            rows.append(told | {"what": Coded(one.key, str(one.words))})
    rows.sort(key=lambda row: str(row["at"] or ""), reverse=True)
    return DataSection("acts", str(_("What you did in what you share with others")), columns_of(keys), rows)


def bounded(files):
    left, taken, too_large = MOST_BYTES, [], []
    for file in files:
        if file.size <= left:
            taken.append(file)
            left -= file.size
        else:
            too_large.append(file)
    return taken, too_large
