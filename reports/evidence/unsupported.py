"""Levels agreed on less evidence than they ask for: listed by school and practice, never hidden."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.record.models import RecordPractice
from frameworks.framework_cache import levels_of
from reports.figures.cells import links_for
from reports.figures.families import by_family
from reports.figures.records import CycleRecords, RecordEntry
from reports.figures.scales import ScaleLevel


class UnsupportedLevel(NamedTuple):
    code: str
    statement: str
    level: ScaleLevel
    kinds: int
    asked: int
    extent: str
    reason: str


class TeamWithout(NamedTuple):
    name: str
    family_name: str
    href: str
    levels: tuple[UnsupportedLevel, ...]
    school_pk: int | None


@dataclass(frozen=True)
class Unsupported:
    """The teams with such levels: the district's own first, then schools by family and name."""

    groups: tuple[tuple[str, tuple[TeamWithout, ...]], ...]

    @property
    def teams(self) -> tuple[TeamWithout, ...]:
        return tuple(team for _family, teams in self.groups for team in teams)

    @property
    def levels(self) -> int:
        return sum(len(team.levels) for team in self.teams)


def unsupported_levels(
    records: CycleRecords, teams: Sequence[RecordEntry], schools: Sequence[RecordEntry], query: str = ""
) -> Unsupported:
    links, stated = links_for(records.cycle.district, query), stated_by(records)
    own, of_schools = (
        tuple(
            TeamWithout(entry.name, entry.family_name, links.record(entry), tuple(stated[entry.pk]), entry.school_pk)
            for entry in entries
            if entry.pk in stated
        )
        for entries in (teams, schools)
    )
    return Unsupported((*([(_("District team"), own)] if own else []), *by_family(of_schools)))


def stated_by(records: CycleRecords) -> Mapping[int, list[UnsupportedLevel]]:
    scale = {level.value: level for level in records.scale.levels}
    asked = {level.value: level.kinds_of_evidence for level in levels_of(records.cycle.scale_id)}
    rows = (
        RecordPractice.objects.filter(cycle=records.cycle, unsupported=True)
        .order_by("practice__characteristic__number", "practice__position")
        .values_list("record_id", "practice__code", "practice__statement", "value", "kinds", "unsupported_reason")
    )
    extent = cache(extent_of)
    found: defaultdict[int, list[UnsupportedLevel]] = defaultdict(list)
    for record, code, statement, value, kinds, reason in rows:
        level = scale[value]  # type: ignore[index]  # only a level is unsupported
        words = extent(kinds, asked[value])
        found[record].append(UnsupportedLevel(code, statement, level, kinds, asked[value], words, reason))
    return found


def extent_of(kinds: int, asked: int) -> str:
    words = ngettext("%(kinds)s of %(asked)s kind of evidence", "%(kinds)s of %(asked)s kinds of evidence", asked)
    return words % {"kinds": kinds, "asked": asked}
