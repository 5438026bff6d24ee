"""What became of practices between the editions of two cycles, worded alike in the trend, stories and files."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from assessments.cycles.models import Cycle
from frameworks.comparison import Relation
from frameworks.edition_mapping import MappedLine
from frameworks.framework_cache import characteristics_of
from frameworks.models.edition import Practice


class Coded(Protocol):
    @property
    def code(self) -> str: ...


class Ending(NamedTuple):
    practice: Practice
    why: str


def texts_of(cycle: Cycle) -> dict[int, Practice]:
    return {p.pk: p for characteristic in characteristics_of(cycle.edition_id) for p in characteristic.practices_kept}


def note_of(line: MappedLine, practice: Coded, then: Coded) -> str:
    """What became of a practice between two editions, in words; empty if nothing did."""
    said = [] if line.relation == Relation.SAME else [str(line.relation.label)]
    if practice.code != then.code:
        said.append(_("was %(code)s") % {"code": then.code})
    return ", ".join(said)


def endings(cycle: Cycle, ends: Iterable[tuple[int, Relation]]) -> tuple[Ending, ...]:
    why = dict(ends)
    return tuple(Ending(p, str(why[pk].label)) for pk, p in texts_of(cycle).items() if pk in why)
