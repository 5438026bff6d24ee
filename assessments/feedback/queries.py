"""Queries of peer feedback: the record a paired team may read, its feedback, and each person's tasks.

A reader sees what was agreed, why, and the frozen evidence, in the current version and only once the cycle is
published. It holds no figure made from ratings: neither a spread nor a median.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.criteria import queries
from assessments.cycles.models import Assessment, Cycle
from assessments.meeting.models import OutcomeKind
from assessments.record.models import Record, RecordCharacteristic, RecordEvidence, RecordPractice
from assessments.record.record_evidence import evidence_by_practice
from districts.roles.roles_held import RolesHeld, current_teams
from districts.structure.models import Team
from frameworks.framework_cache import characteristics_of
from frameworks.models.edition import Characteristic, Practice
from frameworks.rendering import tiles
from people.prepared import Prepared
from people.text import alphabetical
from people.users import User

from .models import Feedback, Pairing
from .peer_rounds import one_round


def current_record(pairing: Pairing) -> Record | None:
    return Record.objects.published().filter(assessment=pairing.rated_id).first()


@dataclass(frozen=True)
class CharacteristicRead:
    characteristic: Characteristic
    agreed: int
    applicable: int
    left: int


def contents_read(pairing: Pairing, record: Record) -> list[CharacteristicRead]:
    counts = {c.characteristic_id: c for c in RecordCharacteristic.objects.filter(record=record)}
    left = Counter(Feedback.objects.filter(pairing=pairing).order_by().values_list("characteristic", flat=True))
    return [
        CharacteristicRead(c, counts[c.pk].agreed, counts[c.pk].applicable, left[c.pk])
        for c in characteristics_of(record.cycle.edition_id)
        if c.pk in counts
    ]


@dataclass(frozen=True)
class PracticeRead:
    """The fields of a practice that a reader sees; any new one has to be added here."""

    practice: Practice
    outcome: str
    tile: queries.Tile | None
    reason: str
    dissent: str
    locally_different: bool
    unsupported: bool
    unsupported_reason: str
    evidence: tuple[RecordEvidence, ...]
    described: tuple[queries.Described, ...]


def practices_read(record: Record, characteristic: Characteristic) -> list[PracticeRead]:
    stored = RecordPractice.objects.filter(record=record, practice__characteristic=characteristic)
    rows = list(stored.select_related("practice__stakeholder_group").order_by("practice__position"))
    evidence = evidence_by_practice(record, [row.practice_id for row in rows])
    by_value = {tile["value"]: tile for tile in tiles(record.cycle.scale_id, record.assessment.team)}
    described = queries.described(record.assessment, characteristic)
    return [practice_read(row, by_value, evidence[row.practice_id], described[row.practice_id]) for row in rows]


def practice_read(
    row: RecordPractice,
    by_value: Mapping[str, queries.Tile],
    evidence: Iterable[RecordEvidence],
    described: tuple[queries.Described, ...],
) -> PracticeRead:
    """Copy only the fields named here, so that figures from ratings never leave the row."""
    tile = by_value.get(str(row.value)) if row.outcome == OutcomeKind.LEVEL else None
    return PracticeRead(
        practice=row.practice,
        outcome=tile["label"] if tile else row.get_outcome_display(),
        tile=tile,
        reason=row.reason,
        dissent=row.dissent,
        locally_different=row.locally_different,
        unsupported=row.unsupported,
        unsupported_reason=row.unsupported_reason,
        evidence=tuple(evidence),
        described=described,
    )


# Whether anything was written in a pair: never what, or how much.
WRITTEN = Exists(Feedback.objects.filter(pairing=OuterRef("pk")))


def left_by(pairing: Pairing, characteristic: Characteristic) -> QuerySet[Feedback]:
    return pairing.feedback.filter(characteristic=characteristic).select_related("record")


def received(assessment: Assessment) -> Mapping[int, list[Feedback]]:
    found: defaultdict[int, list[Feedback]] = defaultdict(list)
    rows = Feedback.objects.filter(pairing__rated=assessment).select_related("pairing__reader", "record")
    for feedback in rows:
        found[feedback.characteristic_id].append(feedback)
    return found


def pairings_in(cycle: Cycle) -> list[Pairing]:
    pairs = list(cycle.pairings.with_context().annotate(written=WRITTEN))
    return sorted(pairs, key=lambda p: (p.ended_at is not None, by_name(p.reader), by_name(p.rated.team)))


def by_name(team: Team) -> tuple[bool, str]:
    return (team.school_id is not None, alphabetical(team.name))


def proposed(cycle: Cycle) -> list[tuple[Team, Assessment]]:
    """A round for all teams with a record, as pairs (team, assessment), without pairs that exist already.

    It avoids the pairs of the district's other cycles where possible.
    """
    rated = Assessment.objects.filter(cycle=cycle, record__isnull=False).select_related("team", "cycle__district")
    by_team = {a.team_id: a for a in sorted(rated, key=lambda a: by_name(a.team))}
    earlier = Pairing.objects.filter(cycle__district=cycle.district_id).exclude(cycle=cycle)
    known = set(earlier.values_list("reader", "rated__team"))
    reading = {p.reader_id for p in cycle.pairings.with_context() if p.is_open}
    pairs = one_round(list(by_team), known)
    return [(by_team[reader].team, by_team[rated]) for reader, rated in pairs if reader not in reading]


@dataclass(frozen=True)
class Reading:
    pairing: Pairing
    written: bool


READ_BY_PERSON = Prepared(
    lambda: (
        Pairing.objects.read_by(current_teams())
        .with_context()
        .annotate(written=WRITTEN)
        .order_by("-cycle__opens_on", "pk")
    )
)


def readings_of(roles_held: RolesHeld) -> list[Reading]:
    if not roles_held.team_ids:
        return []
    pairs = READ_BY_PERSON(person=roles_held.user.pk, now=timezone.now())
    return [Reading(p, p.written) for p in pairs if p.is_open]


@dataclass(frozen=True)
class FeedbackTask:
    """A person's task in peer feedback: to leave some, or to answer some.

    ``team`` is the person's own, ``other`` the one it reads (None: feedback may come from several); ``waiting`` is the
    number of unanswered pieces; ``due`` the last day of reading, if there is one.
    """

    answers: bool
    cycle: Cycle
    team: Team
    other: Team | None
    waiting: int
    due: date | None
    url: str


def feedback_tasks(user: User, roles_held: RolesHeld) -> list[FeedbackTask]:
    """The person's tasks in peer feedback, by last day, those without one last; at most three queries.

    One task for each record that one of their teams reads and has left no feedback on, and one for each assessment of
    their teams with unanswered feedback. ``roles_held`` is ``districts.roles.roles_held.roles_held_by(user)``.
    """
    leave = [
        FeedbackTask(
            answers=False,
            cycle=reading.pairing.cycle,
            team=reading.pairing.reader,
            other=reading.pairing.rated.team,
            waiting=0,
            due=reading.pairing.until,
            url=reverse("assessments:peer_record", args=[reading.pairing.pk]),
        )
        for reading in readings_of(roles_held)
        if not reading.written
    ]
    return sorted(leave, key=lambda task: task.due or date.max) + answers_waited_for(roles_held)


UNANSWERED = Prepared(
    lambda: (
        Feedback.objects.unanswered()
        .filter(pairing__rated__team__in=current_teams())
        .order_by()
        .values_list("pairing__rated")
        .annotate(Count("pk"))
    )
)


def answers_waited_for(roles_held: RolesHeld) -> list[FeedbackTask]:
    if not roles_held.team_ids:
        return []
    counted = dict(UNANSWERED(person=roles_held.user.pk, now=timezone.now()))
    if not counted:
        return []
    asked = Assessment.objects.filter(pk__in=counted).with_context().order_by("-cycle__opens_on", "pk")
    return [
        FeedbackTask(
            answers=True,
            cycle=assessment.cycle,
            team=assessment.team,
            other=None,
            waiting=counted[assessment.pk],
            due=None,
            url=reverse("assessments:record_detail", args=[assessment.pk]) + "#feedback",
        )
        for assessment in asked
    ]
