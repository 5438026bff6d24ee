"""How people stood before they talked, as far as protection let it into the record: by whom, and by practice."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from assessments.models import RecordGroup, RecordPractice
from frameworks.kept import kept_while_used

# A team stands apart on a practice where fewer than three in four of its people are within one level of the median.
APART_BELOW = Fraction(3, 4)


class Stood(NamedTuple):
    """How people stood on a practice: the middle level, the share within one level of it, and whether that is apart."""

    median: int
    near: Fraction
    is_apart: bool


@lru_cache(maxsize=4096)
def stood_at(median, share):
    """How people stood, of a stored median and share; the share as the fraction of people that it was."""
    near = Fraction(share).limit_denominator(1_000_000)
    return Stood(median, near, near < APART_BELOW)


def stood_of(rows):
    """By whom and by practice how they stood, of rows that end in practice, median and share; the withheld left out."""
    found = {}
    for *whose, practice, median, share in rows:
        if median is not None:
            found.setdefault(tuple(whose), {})[practice] = stood_at(median, share)
    return found


@kept_while_used(16)
def of_records(cycle_pk, _standing):
    """How the people of each record stood; a record never changes. About half a megabyte for seventy schools."""
    rows = RecordPractice.objects.filter(cycle=cycle_pk).values_list(
        "record_id", "practice_id", "median", "share_within_one"
    )
    return stood_of(rows)


def of_groups(cycle):
    """How the people of the fixed groups stood, by kind and family: its key, or where it is gone its name of the day.

    Never by name while it is there: it may have been renamed between a record and the publication.
    """
    rows = RecordGroup.objects.filter(cycle=cycle)
    rows = rows.values_list("kind", "family_id", "name", "practice_id", "median", "share_within_one")
    return stood_of((kind, family or name, *figures) for kind, family, name, *figures in rows)
