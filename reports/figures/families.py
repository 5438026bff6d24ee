"""Schools by their family on the day of their records, in alphabetical order, never by a figure."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.text import alphabetical, letters_of, letters_of_words

from .records import RecordEntry


class OfAFamily(Protocol):
    @property
    def family_name(self) -> str: ...


One = TypeVar("One", bound=OfAFamily)


def by_family(found: Iterable[One]) -> tuple[tuple[str, tuple[One, ...]], ...]:
    """Objects with a ``family_name``, given in alphabetical order, by family; those without one come last."""
    ordered = sorted(found, key=lambda one: (not one.family_name, alphabetical(one.family_name)))
    others = _("Other schools") if any(one.family_name for one in ordered) else ""
    return tuple(
        (name or others, tuple(together)) for name, together in groupby(ordered, key=lambda one: one.family_name)
    )


BY_FAMILY, BY_NAME, FAMILIES = "by-family", "by-name", "families"
ROWS = {
    BY_FAMILY: gettext_lazy("Schools by family"),
    BY_NAME: gettext_lazy("Schools by name"),
    FAMILIES: gettext_lazy("Families only"),
}


def found(entries: Sequence[RecordEntry], words: str) -> tuple[RecordEntry, ...]:
    """The schools whose names contain all these words; accents, capitals and apostrophes make no difference."""
    wanted = letters_of_words(words)
    return tuple(entry for entry in entries if all(word in letters_of(entry.name) for word in wanted))


def grouped(entries: tuple[RecordEntry, ...], rows: str) -> list[tuple[str, int | None, tuple[RecordEntry, ...]]]:
    """Schools as (name of their group, its family's key, its schools), in alphabetical order throughout.

    Families are those of the record's day, schools without one come last; by name, all are one group without a name.
    """
    if rows == BY_NAME:
        return [("", None, entries)] if entries else []
    return [(name, own[0].family_pk if own[0].family_name else None, own) for name, own in by_family(entries)]
