"""A past cycle: everybody rates and meets, and the cycle is published."""

from datetime import timedelta

from assessments.cycles.models import Assessment
from assessments.evidence.models import EvidenceLink
from assessments.meeting.actions import record_outcome
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.record.actions import end_assessment_without_result, reopen_assessment
from assessments.record.models import Record
from frameworks.models.edition import Practice

from .assessment_texts import assessment_texts
from .board_notes import create_board_notes
from .cycles import DemoCycle
from .places import Place


def create_published_cycle(cycle: DemoCycle, places: tuple[Place, ...]):
    absent = [place for place in places if place.story == "absent once" and cycle.number == 1]
    for place in places:
        if place not in absent:
            cycle.write_script(place)
    cycle.rate()
    for place in absent:
        end_without_result(cycle, place, assessment_texts().absent, cycle.moment(cycle.dates.closes, 12))
    for assessment, script in cycle.scripts.items():
        cycle.meet(assessment)
        record = cycle.close(assessment)
        if script.place.story == "reopened" and cycle.number == 2:
            reopen(cycle, assessment, record)
    cycle.publish()
    create_board_notes(cycle)


def end_without_result(cycle, place, reason, moment):
    assessment = cycle.assessments[place]
    end_assessment_without_result(assessment=assessment, reason=reason, by=cycle.demo.administrator)
    Assessment.objects.filter(pk=assessment.pk).update(ended_at=moment)


def reopen(cycle, assessment, record):
    script, texts = cycle.scripts[assessment], assessment_texts()
    reopen_assessment(assessment=assessment, reason=texts.reopened, by=cycle.demo.administrator)
    outcome = Outcome.objects.filter(assessment=assessment, level__value=3).order_by("practice").first()
    EvidenceLink.objects.filter(assessment=assessment, practice=outcome.practice_id).delete()
    record_outcome(
        assessment=assessment,
        practice=Practice(pk=outcome.practice_id),
        revision=outcome.revision,
        by=cycle.demo.facilitators[script.place],
        kind=OutcomeKind.LEVEL,
        level=cycle.levels[2],
        reason=texts.level_after_reopening,
        unsupported_reason="",
    )
    Outcome.objects.filter(pk=outcome.pk).update(recorded_at=script.met + timedelta(days=6))
    again = cycle.close(assessment)
    later = script.met + timedelta(days=6, hours=1)
    Record.objects.filter(pk=again.pk).update(closed_at=later)
    Record.objects.filter(pk=record.pk).update(superseded_at=later)
