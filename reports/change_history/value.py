"""The history of a district's changes, as those who answer for it read it: sentences by day, newest first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from districts.change_history.models import DistrictChange
from districts.roles.roles_held import Overseen
from districts.structure.models import District
from frameworks.models.history import FrameworkChange
from people.changes import KINDS, ChangeGroup, in_group, letters_in, say

# When, the entry's key, of what kind, by whom, and what is told: what is read of an entry, from either table.
Row = tuple[datetime.datetime, int, str, str, dict[str, Any]]
FIELDS = ("at", "pk", "kind", "by_name", "facts")
LISTS = ("people_listed", "schools_listed")
Change = TypeVar("Change", bound=Model)


@dataclass(frozen=True)
class HistoryFilter:
    by: str = ""
    group: str = ""
    words: str = ""
    list_pk: int | None = None

    @property
    def is_on(self) -> bool:
        return bool(self.by or self.group or self.words or self.list_pk)


@dataclass(frozen=True)
class HistoryLine:
    at: datetime.datetime
    by_name: str
    group: str | Promise
    sentence: str
    list_pk: int | None = field(default=None)

    @property
    def day(self) -> datetime.date:
        return timezone.localtime(self.at).date()


def shown_since() -> datetime.datetime:
    """The moment before which changes are no longer shown: some months ago, on the same day or the 28th."""
    now = timezone.now()
    months = now.year * 12 + now.month - 1 - settings.HISTORY_MONTHS
    return now.replace(year=months // 12, month=months % 12 + 1, day=min(now.day, 28))


def changes_of(district: District, overseen: Overseen, wanted: HistoryFilter) -> QuerySet[Any, Row]:
    """The changes of a district and of frameworks that a person reads, as rows of `FIELDS`.

    A superintendent of some families reads about their schools only.
    """
    entries = DistrictChange.objects.filter(district=district, at__gte=shown_since())
    entries = entries.filter(overseen.schools("school"))
    if wanted.list_pk:
        return narrowed(entries.filter(part_of=wanted.list_pk), wanted).order_by("-at", "-pk").values_list(*FIELDS)
    if not wanted.words:  # who looks for a name finds the line of a list, too
        entries = entries.filter(part_of=None)
    of_all = narrowed(FrameworkChange.objects.filter(at__gte=shown_since()), wanted)
    own = narrowed(entries, wanted).order_by().values_list(*FIELDS)
    return own.union(of_all.order_by().values_list(*FIELDS), all=True).order_by("-at", "-pk")


def narrowed(entries: QuerySet[Change], wanted: HistoryFilter) -> QuerySet[Change]:
    if wanted.by:
        entries = entries.filter(by_name=wanted.by)
    if wanted.group:
        entries = entries.filter(kind__in=in_group(wanted.group))
    for letters in letters_in(wanted.words.split()).split():
        entries = entries.filter(letters__contains=letters)
    return entries


def line_of(row: Row) -> HistoryLine:
    at, pk, kind, by_name, facts = row
    of_list = pk if kind in LISTS else None
    return HistoryLine(at, by_name, ChangeGroup(KINDS[kind].group).label, say(kind, by_name, facts), of_list)


def by_day(rows: Iterable[Row]) -> list[tuple[datetime.date, list[HistoryLine]]]:
    lines = (line_of(row) for row in rows)
    return [(day, list(those)) for day, those in groupby(lines, key=lambda line: line.day)]


def authors(district: District, overseen: Overseen) -> Iterable[str]:
    entries = DistrictChange.objects.filter(district=district, at__gte=shown_since()).exclude(by_name="")
    entries = entries.filter(overseen.schools("school"))
    return entries.order_by("by_name").values_list("by_name", flat=True).distinct()
