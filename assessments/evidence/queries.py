"""Queries about a team's evidence: its library, and what is linked to practices."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from assessments.cycles.models import Assessment, Cycle
from districts.structure.models import Team
from frameworks.edition_mapping import mapping_between
from frameworks.framework_cache import characteristics_of
from frameworks.models.edition import Characteristic, Practice
from people.prepared import Parameter, Prepared

from .models import Evidence, EvidenceLink

SIZES = Prepared(lambda: Evidence.objects.sizes_of(Parameter("team", BigIntegerField())))


def assessment_before(assessment: Assessment) -> Assessment | None:
    earlier = Assessment.objects.filter(team=assessment.team_id, cycle__opens_on__lt=assessment.cycle.opens_on)
    return earlier.select_related("cycle").order_by("-cycle__opens_on", "-pk").first()


def pieces_of(assessment: Assessment, before: Assessment | None = None) -> QuerySet[Evidence]:
    """The team's pieces, newest first, each with where it is linked.

    ``linked_here``: the number of practices in this assessment; ``linked_before``: whether to one in ``before``.
    """
    links = EvidenceLink.objects.filter(evidence=OuterRef("pk"))
    pieces = Evidence.objects.available().filter(team=assessment.team_id)
    return pieces.annotate(
        linked_here=Count("links", filter=Q(links__assessment=assessment)),
        linked_before=Exists(links.filter(assessment=before)),
    ).order_by("-created_at", "-pk")


def spoke_for(evidence: Evidence, assessment: Assessment) -> set[int]:
    """Keys of this assessment's practices for which the piece was linked in the team's last cycle."""
    before = assessment_before(assessment)
    if before is None:
        return set()
    links = EvidenceLink.objects.filter(evidence=evidence, assessment=before)
    practices = set(links.values_list("practice", flat=True))
    mapping = mapping_between(before.cycle.edition_id, assessment.cycle.edition_id)
    if mapping is None:
        return set()
    return {after for practice in practices for after in mapping.successors.get(practice, ())}


@dataclass(frozen=True)
class Coverage:
    total: int
    without: tuple[Practice, ...]
    first_rung_only: tuple[Practice, ...]

    @property
    def covered(self) -> int:
        return self.total - len(self.without)


def coverage_of(assessment: Assessment) -> Coverage:
    rungs: defaultdict[int, set[str]] = defaultdict(set)
    links = EvidenceLink.objects.filter(assessment=assessment, evidence__withdrawn_at__isnull=True)
    for practice, rung in links.order_by("pk").values_list("practice", "evidence__rung"):
        rungs[practice].add(rung)
    practices = [p for c in characteristics_of(assessment.cycle.edition_id) for p in c.practices_kept]
    return Coverage(
        total=len(practices),
        without=tuple(p for p in practices if p.pk not in rungs),
        first_rung_only=tuple(p for p in practices if rungs.get(p.pk) == {Evidence.Rung.DOING}),
    )


def by_characteristic(practices: Iterable[Practice]) -> dict[Characteristic, list[Practice]]:
    found: dict[Characteristic, list[Practice]] = {}
    for practice in practices:
        found.setdefault(practice.characteristic, []).append(practice)
    return found


@dataclass(frozen=True)
class EarlierLink:
    cycle: Cycle
    codes: tuple[str, ...]


def earlier_links(evidence: Evidence, assessment: Assessment) -> list[EarlierLink]:
    links = EvidenceLink.objects.filter(evidence=evidence).exclude(assessment=assessment)
    links = links.select_related("assessment__cycle", "practice__characteristic")
    found: defaultdict[Cycle, list[str]] = defaultdict(list)
    for link in links.order_by(
        "-assessment__cycle__opens_on", "practice__characteristic__number", "practice__position"
    ):
        found[link.assessment.cycle].append(link.practice.code)
    return [EarlierLink(cycle, tuple(codes)) for cycle, codes in found.items()]


MEGABYTE = 1024 * 1024
NEARLY_FULL = Fraction(8, 10)


@dataclass(frozen=True)
class Room:
    """How many bytes a team's files use and may use; ``most``: 0 for no limit."""

    used: int
    most: int

    def takes(self, size: int) -> bool:
        return not self.most or self.used + size <= self.most

    @property
    def is_nearly_full(self) -> bool:
        return bool(self.most) and self.used >= self.most * NEARLY_FULL

    @property
    def megabytes(self) -> dict[str, int]:
        """Used and allowed megabytes, both rounded down, so that it never reads full too early."""
        return {"used": self.used // MEGABYTE, "most": self.most // MEGABYTE}

    @property
    def refusal(self) -> str:
        words = _(
            "There is no room for this: your team’s files take up %(used)d of %(most)d MB. "
            "Delete evidence that you no longer need, or add a link to the file instead."
        )
        return words % self.megabytes


def room_of(team: Team) -> Room:
    most = settings.EVIDENCE_TEAM_BYTES
    return Room(used=sum(size for (size,) in SIZES(team=team.pk)) if most else 0, most=most)


ASSESSMENT, CHARACTERISTIC = (Parameter(name, BigIntegerField()) for name in ("assessment", "characteristic"))


class Chip(NamedTuple):
    pk: int
    title: str
    carrier: str
    rung: str


CHIPS = Prepared(
    lambda: (
        EvidenceLink.objects.current()
        .filter(assessment=ASSESSMENT, practice__characteristic=CHARACTERISTIC)
        .values_list("practice_id", *(f"evidence__{name}" for name in Chip._fields))
    )
)


def chips_of(assessment: Assessment, characteristic: Characteristic) -> Mapping[int, list[Chip]]:
    found: defaultdict[int, list[Chip]] = defaultdict(list)
    for practice, *chip in CHIPS(assessment=assessment.pk, characteristic=characteristic.pk):
        found[practice].append(Chip._make(chip))
    return found


def evidence_by_practice(
    assessment: Assessment, practice_ids: Collection[int] | None = None
) -> Mapping[int, list[Evidence]]:
    links = EvidenceLink.objects.current().filter(assessment=assessment)
    return by_practice(links if practice_ids is None else links.filter(practice__in=practice_ids))


def by_practice(links: Iterable[EvidenceLink]) -> Mapping[int, list[Evidence]]:
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for link in links:
        found[link.practice_id].append(link.evidence)
    return found


def kinds_linked(assessment: Assessment, practice: Practice) -> int:
    return len({piece.kind for piece in evidence_by_practice(assessment, [practice.pk])[practice.pk]})


def library_of(team: Team) -> QuerySet[Evidence]:
    return Evidence.objects.available().filter(team=team)


def evidence_of_others(team: Team) -> QuerySet[Evidence]:
    return Evidence.objects.exclude(team=team)
