"""Close an assessment, which writes its record; extend it, end it without a result, or reopen it."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.cycles.errors import AlreadyClosed, CycleNotReady
from assessments.cycles.models import Assessment, State
from assessments.cycles.steps import locked
from assessments.evidence.models import CONTENT, Evidence
from assessments.evidence.queries import evidence_by_practice
from assessments.history import record_assessment_change
from assessments.meeting.errors import MeetingNotPossible
from assessments.meeting.models import Outcome, OutcomeKind, Parked
from assessments.meeting.peer_offers import shareable
from assessments.meeting.steps import needs_a_meeting
from assessments.rating.steps import wait_for_saves
from frameworks.framework_cache import levels_of
from frameworks.models.scale import Level
from people.users import User

from .models import Record, RecordCharacteristic, RecordEvidence, RecordPractice


@transaction.atomic
def close_assessment(*, assessment: Assessment, by: User | None) -> Record:
    """Write the record of what was agreed; practices without an outcome become "not discussed"."""
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    wait_for_saves(assessment)
    previous = assessment.record
    record = _new_version(assessment, previous, by)
    if previous:
        Record.objects.filter(pk=previous.pk).update(superseded_at=record.closed_at)
    links = evidence_by_practice(assessment)
    practices = _write_practices(assessment, record, links)
    _write_characteristics(assessment, record, practices)
    _freeze_evidence(record, links)
    assessment.record = record
    assessment.reopened_at, assessment.reopened_reason = None, ""
    assessment.save(update_fields=["record", "reopened_at", "reopened_reason"])
    # What was only drafted is no part of the record; which practices were left for later stays known to the team.
    Parked.objects.filter(assessment=assessment).update(reason="", dissent="")
    record_assessment_change(assessment, "assessment_closed", by, version=record.version)
    return record


def _new_version(assessment: Assessment, previous: Record | None, by: User | None) -> Record:
    school = assessment.school
    family = school.family if school else None
    return Record.objects.create(
        district_id=assessment.district_id,
        cycle=assessment.cycle,
        assessment=assessment,
        version=previous.version + 1 if previous else 1,
        school=school,
        family=family,
        team_name=assessment.team.name,
        school_name=school.name if school else "",
        family_name=family.name if family else "",
        reopened_reason=assessment.reopened_reason,
        closed_by=by,
    )


def _write_practices(
    assessment: Assessment, record: Record, links: Mapping[int, Sequence[Evidence]]
) -> list[RecordPractice]:
    outcomes = {a.practice_id: a for a in Outcome.objects.filter(assessment=assessment).select_related("level")}
    rows = []
    for practice in assessment.practices:
        outcome = outcomes.get(practice.pk) or Outcome(kind=OutcomeKind.NOT_DISCUSSED)
        row = RecordPractice(
            record=record,
            cycle_id=record.cycle_id,
            practice=practice,
            outcome=outcome.kind,
            value=outcome.level.value if outcome.level else None,
            reason=outcome.reason,
            dissent=outcome.dissent,
            locally_different=outcome.locally_different,
            unsupported_reason=outcome.unsupported_reason,
            willing_to_share=outcome.willing_to_share,
        )
        _count_evidence(row, links[practice.pk], outcome.level)
        rows.append(row)
    RecordPractice.objects.bulk_create(rows)
    return rows


def _count_evidence(row: RecordPractice, pieces: Sequence[Evidence], level: Level | None) -> None:
    rungs = Counter(piece.rung for piece in pieces)
    row.pieces, row.kinds = len(pieces), len({piece.kind for piece in pieces})
    row.doing, row.improving, row.changing = rungs["doing"], rungs["improving"], rungs["changing"]
    row.unsupported = bool(level and row.kinds < level.kinds_of_evidence)


def _write_characteristics(assessment: Assessment, record: Record, rows: Iterable[RecordPractice]) -> None:
    target = next((level.value for level in levels_of(assessment.cycle.scale_id) if level.is_target), None)
    grouped: defaultdict[int, list[RecordPractice]] = defaultdict(list)
    for row in rows:
        grouped[row.practice.characteristic_id].append(row)
    RecordCharacteristic.objects.bulk_create(
        _characteristic(record, characteristic_id, group, target) for characteristic_id, group in grouped.items()
    )


def _characteristic(
    record: Record, characteristic_id: int, rows: Sequence[RecordPractice], target: int | None
) -> RecordCharacteristic:
    applicable = [row for row in rows if row.outcome != OutcomeKind.DOES_NOT_APPLY]
    agreed = [row.value for row in applicable if row.value is not None]
    return RecordCharacteristic(
        record=record,
        cycle_id=record.cycle_id,
        characteristic_id=characteristic_id,
        practices=len(rows),
        applicable=len(applicable),
        agreed=len(agreed),
        level_total=sum(agreed),
        at_target=sum(value >= target for value in agreed) if target is not None else 0,
        with_evidence=sum(bool(row.pieces) for row in applicable),
        with_changing=sum(bool(row.changing) for row in applicable),
        locally_different=sum(row.locally_different for row in applicable),
        unsupported=sum(row.unsupported for row in applicable),
    )


def _freeze_evidence(record: Record, links: Mapping[int, Sequence[Evidence]]) -> None:
    pieces = {piece.pk: piece for linked in links.values() for piece in linked}
    frozen = {
        pk: RecordEvidence(record=record, evidence=piece, **{part.name: getattr(piece, part.name) for part in CONTENT})
        for pk, piece in sorted(pieces.items())
    }
    RecordEvidence.objects.bulk_create(frozen.values())
    through = RecordEvidence.practices.through
    through.objects.bulk_create(
        through(recordevidence_id=frozen[piece.pk].pk, practice_id=practice_id)
        for practice_id, linked in links.items()
        for piece in linked
    )


@transaction.atomic
def extend_assessment(*, assessment: Assessment, until: datetime.date, by: User | None) -> Assessment:
    assessment = locked(assessment)
    if assessment.record_id or assessment.ended_at:
        raise AlreadyClosed
    if until <= assessment.due or until < assessment.cycle.district.today():
        raise CycleNotReady(_("Choose a day after the present last day, and not in the past."))
    if until > assessment.cycle.ratings_kept_until:
        kept = date_format(assessment.cycle.ratings_kept_until, "DATE_FORMAT")
        raise CycleNotReady(_("The ratings of this cycle are kept until %(day)s: choose no later day.") % {"day": kept})
    assessment.extended_to = until
    assessment.save(update_fields=["extended_to"])
    record_assessment_change(assessment, "assessment_extended", by, day=str(until))
    return assessment


@transaction.atomic
def end_assessment_without_result(*, assessment: Assessment, reason: str, by: User | None) -> Assessment:
    assessment = locked(assessment)
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed
    if assessment.record_id:
        raise MeetingNotPossible(_("A reopened assessment has a record; it ends by being closed again."))
    assessment.ended_at, assessment.ended_reason = timezone.now(), reason
    assessment.save(update_fields=["ended_at", "ended_reason"])
    record_assessment_change(assessment, "assessment_ended", by)
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, reason: str, by: User | None) -> Assessment:
    """Reopen a closed assessment's meeting; its record stays current until the next close."""
    assessment = locked(assessment)
    if assessment.state != State.CLOSED:
        raise MeetingNotPossible(_("Only a closed assessment can be reopened."))
    assessment.reopened_at, assessment.reopened_reason = timezone.now(), reason
    assessment.save(update_fields=["reopened_at", "reopened_reason"])
    record_assessment_change(assessment, "assessment_reopened", by)
    return assessment


@transaction.atomic
def close_and_share(*, assessment: Assessment, willing: Collection[int], shown: Collection[int], by: User) -> Record:
    """Close, and store for the practices that a page has ``shown`` whether the team is ``willing`` to share them.

    Both hold practice keys. Outcomes that were recorded later, and so were not shown, keep their value.
    """
    assessment = locked(assessment)
    outcomes = shareable(assessment).filter(practice__in=shown)
    outcomes.filter(practice__in=willing).update(willing_to_share=True)
    outcomes.exclude(practice__in=willing).update(willing_to_share=False)
    return close_assessment(assessment=assessment, by=by)
