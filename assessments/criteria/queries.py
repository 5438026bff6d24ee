"""Queries about success criteria: a team's own words, and what the district's team offers it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Q
from django.utils.functional import Promise

from assessments.cycles.models import Assessment
from districts.structure.models import Team
from frameworks.comparison import Relation
from frameworks.edition_mapping import mapping_between
from frameworks.framework_cache import characteristics_of, levels_of, practices_of
from frameworks.models.edition import Characteristic, Practice
from frameworks.models.scale import Level
from frameworks.rendering import tiles
from people.prepared import Parameter, Prepared

from .models import CriterionVersion, CriterionVersionQuerySet, SuccessCriterion

Tile = dict[str, Any]  # a level as ``frameworks.rendering.tiles`` draws it
Lens = CriterionVersion.Lens
CURRENT = Prepared(
    lambda: (
        CriterionVersion.objects.filter(
            criterion__team=Parameter("team", BigIntegerField()),
            criterion__practice__characteristic=Parameter("characteristic", BigIntegerField()),
            number=F("criterion__revision"),
        )
        .exclude(text="")
        .order_by("criterion__practice", "criterion__level__value")
        .values_list("criterion__practice_id", "criterion__level_id", "text", "lens")
    )
)


@dataclass(frozen=True)
class Described:
    """One level of a practice in the team's words, shown beside the anchors on the rate screen."""

    tile: Tile
    text: str
    lens: str

    @property
    def lens_label(self) -> str | Promise:
        return Lens(self.lens).label if self.lens else ""


def described(assessment: Assessment, characteristic: Characteristic) -> Mapping[int, tuple[Described, ...]]:
    """The team's words for a characteristic's practices: a tuple by practice id, lowest level first."""
    found: defaultdict[int, tuple[Described, ...]] = defaultdict(tuple)
    rows = CURRENT(team=assessment.team_id, characteristic=characteristic.pk)
    if rows:
        by_level = tiles_by_level(assessment)
        for practice, level, text, lens in rows:
            if level in by_level:  # a criterion of another scale is none here
                found[practice] += (Described(by_level[level], text, lens),)
    return found


def tiles_by_level(assessment: Assessment) -> dict[int, Tile]:
    scale = assessment.cycle.scale_id
    return {level.pk: tile for level, tile in zip(levels_of(scale), tiles(scale, assessment.team), strict=True)}


def invited(levels: Sequence[Level]) -> set[int]:
    """Primary keys of the levels to describe first: the target and above, or a scale's upper half without one."""
    target = next((place for place, level in enumerate(levels) if level.is_target), len(levels) // 2)
    return {level.pk for level in levels[target:]}


@dataclass(frozen=True)
class CriterionOffer:
    """What the district's team offers for a level, for one team; ``own`` and ``current`` are that team's."""

    version: CriterionVersion
    own: SuccessCriterion | None
    current: CriterionVersion | None

    @property
    def before(self) -> CriterionVersion | None:
        """The wording the team adopted or last looked at, where the district has changed it since."""
        seen = self.own.based_on if self.own else None
        if seen is None or seen.criterion_id != self.version.criterion_id or seen.withdrawn_at:
            return None
        return seen if seen.words != self.version.words else None

    @property
    def waits(self) -> bool:
        if self.current and self.current.words == self.version.words:
            return False
        return not (self.own and self.own.based_on_id == self.version.pk)


@dataclass(frozen=True)
class LevelCriterion:
    level: Level
    tile: Tile
    criterion: SuccessCriterion | None
    versions: tuple[CriterionVersion, ...]
    offers: tuple[CriterionOffer, ...]
    is_invited: bool

    @property
    def current(self) -> CriterionVersion | None:
        return self.versions[0] if self.versions and self.versions[0].text else None

    @property
    def withdrawn(self) -> CriterionVersion | None:
        return self.versions[0] if self.versions and self.versions[0].withdrawn_at else None

    @property
    def revision(self) -> int:
        return self.criterion.revision if self.criterion else 0

    @property
    def offered(self) -> CriterionVersion | None:
        number = self.criterion.offered_revision if self.criterion else None
        return next((version for version in self.versions if version.number == number), None)


def levels_of_practice(assessment: Assessment, practice: Practice) -> list[LevelCriterion]:
    levels = levels_of(assessment.cycle.scale_id)
    written = SuccessCriterion.objects.filter(team=assessment.team_id, practice=practice).select_related("based_on")
    own = {criterion.level_id: criterion for criterion in written}
    versions = defaultdict(list)
    for version in CriterionVersion.objects.filter(criterion__in=own.values()).select_related("written_by"):
        versions[version.criterion_id].append(version)
    offers = defaultdict(list)
    for version in offered_to(assessment.team).filter(criterion__practice=practice):
        offers[version.criterion.level_id].append(version)
    first, by_level = invited(levels), tiles_by_level(assessment)
    found = []
    for level in levels:
        criterion = own.get(level.pk)
        history = tuple(versions[criterion.pk]) if criterion else ()
        current = history[0] if history and history[0].text else None
        offered = tuple(CriterionOffer(version, criterion, current) for version in offers[level.pk])
        found.append(LevelCriterion(level, by_level[level.pk], criterion, history, offered, level.pk in first))
    return found


def offered_to(team: Team) -> CriterionVersionQuerySet:
    """What the district's team offers to a team now; nothing to the district's team itself."""
    offers = CriterionVersion.objects.offered_in(team.district_id).exclude(criterion__team=team)
    return offers.select_related("criterion__team").order_by("criterion__practice", "criterion__level", "pk")


@dataclass(frozen=True)
class PracticeLine:
    practice: Practice
    levels: tuple[tuple[Tile, bool], ...]
    offered: tuple[Tile, ...]

    @property
    def is_described(self) -> bool:
        return any(here for _tile, here in self.levels)


def overview(assessment: Assessment) -> list[tuple[Characteristic, list[PracticeLine]]]:
    edition, by_level = assessment.cycle.edition_id, tiles_by_level(assessment)
    versions = CriterionVersion.objects.current().of_edition(edition).filter(criterion__team=assessment.team_id)
    current = {(v.criterion.practice_id, v.criterion.level_id): v for v in versions.select_related("criterion")}
    based = SuccessCriterion.objects.filter(team=assessment.team_id, based_on__isnull=False).select_related("based_on")
    own = {(criterion.practice_id, criterion.level_id): criterion for criterion in based}
    waiting = defaultdict(set)
    for version in offered_to(assessment.team).of_edition(edition):
        key = version.criterion.practice_id, version.criterion.level_id
        if CriterionOffer(version, own.get(key), current.get(key)).waits:
            waiting[key[0]].add(key[1])
    return [
        (c, [line_of(p, by_level, current, waiting) for p in c.practices_kept]) for c in characteristics_of(edition)
    ]


def line_of(
    practice: Practice,
    by_level: Mapping[int, Tile],
    current: Iterable[tuple[int, int]],
    waiting: Mapping[int, set[int]],
) -> PracticeLine:
    levels = tuple((tile, (practice.pk, level) in current) for level, tile in by_level.items())
    offered = tuple(tile for level, tile in by_level.items() if level in waiting.get(practice.pk, ()))
    return PracticeLine(practice, levels, offered)


def described_count(assessment: Assessment) -> int:
    current = CriterionVersion.objects.current().of_edition(assessment.cycle.edition_id)
    return current.filter(criterion__team=assessment.team_id).values("criterion__practice").distinct().count()


def to_take_over(assessment: Assessment) -> list[tuple[int, CriterionVersion]]:
    """The team's words for practices of other editions that read the same here: (practice id here, version).

    Only for levels of this scale, and only where the team has written nothing.
    """
    edition, here = (
        assessment.cycle.edition_id,
        Q(criterion__practice__characteristic__edition=assessment.cycle.edition_id),
    )
    levels = [level.pk for level in levels_of(assessment.cycle.scale_id)]
    versions = (
        CriterionVersion.objects.current()
        .exclude(here)
        .filter(criterion__team=assessment.team_id, criterion__level__in=levels)
    )
    elsewhere = list(versions.select_related("criterion__practice__characteristic").order_by("-written_at", "-pk"))
    if not elsewhere:
        return []
    same = {version.criterion.practice_id: reads_the_same(version.criterion.practice, edition) for version in elsewhere}
    taken = set(SuccessCriterion.objects.filter(team=assessment.team_id).values_list("practice", "level"))
    found = []
    for version in elsewhere:
        practice, level = same[version.criterion.practice_id], version.criterion.level_id
        if practice and (practice, level) not in taken:
            taken.add((practice, level))
            found.append((practice, version))
    return found


def reads_the_same(practice: Practice, edition_id: int) -> int | None:
    """Key of the practice that continues this one in another edition in the same words, or None."""
    mapping = mapping_between(practice.characteristic.edition_id, edition_id)
    line = mapping.by_before.get(practice.pk) if mapping else None
    if line is None:
        return None
    moved_as_it_was = line.relation == Relation.MOVED and statements_of(edition_id)[line.after] == practice.statement
    return line.after if line.relation == Relation.SAME or moved_as_it_was else None


def statements_of(edition_id: int) -> dict[int, str]:
    return {practice.pk: practice.statement for practice in practices_of(edition_id).values()}
