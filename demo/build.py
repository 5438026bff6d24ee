"""The demo from its first day to today: two cycles published, the third open."""

from datetime import timedelta

from auditlog.context import disable_auditlog
from django.db import transaction

from assessments.cycles.models import Assessment
from assessments.evidence.models import EvidenceLink
from assessments.meeting.actions import record_outcome
from assessments.meeting.models import Agreement, Outcome
from assessments.record.actions import end_assessment_without_result, reopen_assessment
from assessments.record.models import Record
from districts.models.district import District
from frameworks.models.edition import Edition, Practice
from frameworks.models.scale import Scale
from people.actions import write_notice
from people.models import Notice

from .board import tell_board_report
from .criteria import tell_criteria
from .feedback import tell_feedback
from .notice import TEXT, TEXT_PRAIRIE, TITLE, TITLE_PRAIRIE
from .people import Crowd, found, settle, settle_northern_lakes
from .pieces import Library
from .places import CLOSED_SCHOOL, DISTRICT_PLACE, NORTHERN_LAKES, PRAIRIE, PRAIRIE_ROSE, SCHOOLS
from .present import tell_the_open_cycle
from .reasons_more import ABSENT, REOPENED
from .reflections import tell_reflections
from .rounds import Days, Round

EDITIONS = PLACEMAT, STRONG_DISTRICTS = "olf-placemat", "strong-districts-2013"
EVERYWHERE = (*SCHOOLS, DISTRICT_PLACE)
YEAR = timedelta(days=364)  # whole weeks, so that a cycle begins on the same weekday


def is_told():
    """Whether the demo district exists."""
    return District.objects.filter(slug=NORTHERN_LAKES).exists()


def build_demo():
    """Make both demo districts, or nothing. What it makes is not written to the audit history: nobody did it."""
    with disable_auditlog(), transaction.atomic():
        editions = {edition.version: edition for edition in Edition.objects.filter(version__in=EDITIONS)}
        scale = Scale.objects.get(key="evidence4")
        crowd = Crowd()
        build_northern_lakes(crowd, editions, scale)
        build_prairie_rose(crowd, editions[PLACEMAT], scale)


def days_of(opens):
    """A cycle of the past that opened on this day."""
    return Days(opens, opens + timedelta(days=45), opens + timedelta(days=63))


def build_northern_lakes(crowd, editions, scale):
    """The demo district and its three yearly cycles."""
    here = District(time_zone="America/Toronto")
    third = here.today() - timedelta(days=21)
    days = [days_of(third - 2 * YEAR), days_of(third - YEAR), Days(third, third + timedelta(days=45))]
    crowd.joined = since = here.start_of(days[0].opens - timedelta(days=60))
    notice = write_notice(key=f"demo-{NORTHERN_LAKES}", title=TITLE, text=TEXT)
    Notice.objects.filter(pk=notice.pk).update(created_at=since)
    town = found(
        crowd,
        administrator="administrator",
        since=since,
        notice=notice,
        name="Northern Lakes District School Board",
        slug=NORTHERN_LAKES,
        time_zone=here.time_zone,
        retention_months=36,
    )
    settle_northern_lakes(town, crowd, since, days[1].opens - timedelta(days=90))
    still = tuple(place for place in EVERYWHERE if place.name != CLOSED_SCHOOL)
    told = (
        (PLACEMAT, EVERYWHERE, tell_a_published_cycle),
        (STRONG_DISTRICTS, still, tell_a_published_cycle),
        (STRONG_DISTRICTS, still, tell_the_open_cycle),
    )
    library = Library(town)
    for number, (edition, places, tell) in enumerate(told, start=1):
        cycle = Round(town, library, editions[edition], scale, number, days[number - 1])
        cycle.open(school_year(third, number), places)
        tell(cycle, places)
        if number == 2:
            tell_feedback(cycle)
    tell_reflections(here.start_of(here.today()) - timedelta(hours=5))
    tell_criteria(town, editions[PLACEMAT], editions[STRONG_DISTRICTS], scale, days)


def school_year(third, number):
    """What a cycle is called: by the school year that it falls in, counted from the third."""
    starts = (third.year if third.month >= 8 else third.year - 1) - 3 + number
    return f"{starts}–{(starts + 1) % 100:02d}"


def tell_a_published_cycle(cycle, places):
    """Everybody rates and meets, the cycle is published; one school could not take part the first time."""
    absent = [place for place in places if place.story == "absent once" and cycle.number == 1]
    for place in places:
        if place not in absent:
            cycle.plan(place)
    cycle.rate()
    for place in absent:
        end_without_result(cycle, place, ABSENT, cycle.moment(cycle.days.closes, 12))
    for assessment, plan in cycle.plans.items():
        cycle.meet(assessment)
        record = cycle.close(assessment)
        if plan.place.story == "reopened" and cycle.number == 2:
            reopen(cycle, assessment, plan, record)
    cycle.publish()
    tell_board_report(cycle)


def end_without_result(cycle, place, reason, moment):
    """A team's assessment ends with a reason, as of this moment."""
    assessment = cycle.assessments[place]
    end_assessment_without_result(assessment=assessment, reason=reason, by=cycle.town.administrator)
    Assessment.objects.filter(pk=assessment.pk).update(ended_at=moment)


def reopen(cycle, assessment, plan, record):
    """A closed team found that evidence had been linked to the wrong practice; it closes into a second version."""
    administrator, guide = cycle.town.administrator, cycle.town.guides[plan.place]
    reopen_assessment(assessment=assessment, reason=REOPENED, by=administrator)
    agreement = Agreement.objects.filter(assessment=assessment, level__value=3).order_by("practice").first()
    EvidenceLink.objects.filter(assessment=assessment, practice=agreement.practice_id).delete()
    record_outcome(
        assessment=assessment,
        practice=Practice(pk=agreement.practice_id),
        revision=agreement.revision,
        by=guide,
        outcome=Outcome.LEVEL,
        level=cycle.levels[2],
        reason="It reaches us at times. What we had taken for evidence of it belonged to another practice.",
        unsupported_reason="",
    )
    Agreement.objects.filter(pk=agreement.pk).update(recorded_at=plan.met + timedelta(days=6))
    again = cycle.close(assessment)
    later = plan.met + timedelta(days=6, hours=1)
    Record.objects.filter(pk=again.pk).update(closed_at=later)
    Record.objects.filter(pk=record.pk).update(superseded_at=later)


def build_prairie_rose(crowd, edition, scale):
    """Another district, small and apart: nothing of it is seen from the first. One of its teams is overdue."""
    place_in_time = District(time_zone="America/Regina")
    today = place_in_time.today()
    since = place_in_time.start_of(today - timedelta(days=120))
    crowd.joined = since
    town = found(
        crowd,
        administrator="prairie",
        since=since,
        notice=write_notice(key=f"demo-{PRAIRIE_ROSE}", title=TITLE_PRAIRIE, text=TEXT_PRAIRIE),
        name="Prairie Rose School Division",
        slug=PRAIRIE_ROSE,
        time_zone="America/Regina",
    )
    settle(town, crowd, PRAIRIE, since)
    opens = today - timedelta(days=40)
    cycle = Round(town, Library(town), edition, scale, 1, Days(opens, today - timedelta(days=4)))
    cycle.open("First look", PRAIRIE)
    central, coteau = PRAIRIE
    cycle.plan(central, met=today - timedelta(days=8))
    cycle.plan(coteau, share=(1.0, coteau.answered, 0.4), met=today - timedelta(days=5), few=True)
    cycle.rate(in_order=True)
    cycle.meet(cycle.assessments[central])
    cycle.close(cycle.assessments[central])
