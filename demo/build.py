"""The demo from its first day to today: three cycles in the large district, one open cycle in the small one."""

from datetime import date, timedelta

from auditlog.context import disable_auditlog
from django.db import transaction

from districts.structure.models import District
from frameworks.models.edition import Edition
from frameworks.models.scale import Scale

from .criteria import create_criteria
from .cycles import CycleDates, DemoCycle
from .districts import create_district, create_northern_lakes, create_schools
from .evidence import EvidenceLibrary
from .feedback import create_feedback
from .open_cycle import create_open_cycle
from .people import DemoPeople
from .places import NORTHERN_LAKES, PRAIRIE_ROSE, district_texts
from .published_cycle import create_published_cycle
from .reflections import create_reflections

EDITIONS = PLACEMAT, STRONG_DISTRICTS = "olf-placemat", "strong-districts-2013"
YEAR = timedelta(days=364)  # whole weeks, so that a cycle begins on the same weekday


def exists() -> bool:
    return District.objects.filter(slug=NORTHERN_LAKES).exists()


def create_demo():
    """Make both districts in one transaction, without entries in the audit history."""
    with disable_auditlog(), transaction.atomic():
        editions = {edition.version: edition for edition in Edition.objects.filter(version__in=EDITIONS)}
        scale = Scale.objects.get(key="evidence4")
        people = DemoPeople()
        fill_northern_lakes(people, editions, scale)
        fill_prairie_rose(people, editions[PLACEMAT], scale)


def dates_of(opens: date) -> CycleDates:
    return CycleDates(opens, opens + timedelta(days=45), opens + timedelta(days=63))


def fill_northern_lakes(people: DemoPeople, editions: dict[str, Edition], scale: Scale):
    texts = district_texts(NORTHERN_LAKES)
    here = District(time_zone=texts.time_zone)
    third = here.today() - timedelta(days=21)
    dates = [dates_of(third - 2 * YEAR), dates_of(third - YEAR), CycleDates(third, third + timedelta(days=45))]
    people.joined = since = here.start_of(dates[0].opens - timedelta(days=60))
    demo = create_northern_lakes(people, NORTHERN_LAKES, since, dates[1].opens - timedelta(days=90))
    still_there = tuple(place for place in texts.places if not place.successor)
    cycles = (
        (PLACEMAT, texts.places, create_published_cycle),
        (STRONG_DISTRICTS, still_there, create_published_cycle),
        (STRONG_DISTRICTS, still_there, create_open_cycle),
    )
    library = EvidenceLibrary(demo)
    for number, (edition, places, create_cycle) in enumerate(cycles, start=1):
        cycle = DemoCycle(demo, library, editions[edition], scale, number, dates[number - 1])
        cycle.open(school_year(third, number), places)
        create_cycle(cycle, places)
        if number == 2:
            create_feedback(cycle)
    create_reflections(here.start_of(here.today()) - timedelta(hours=5))
    create_criteria(demo, editions[PLACEMAT], editions[STRONG_DISTRICTS], scale, dates)


def school_year(third: date, number: int) -> str:
    starts = (third.year if third.month >= 8 else third.year - 1) - 3 + number
    return f"{starts}–{(starts + 1) % 100:02d}"


def fill_prairie_rose(people: DemoPeople, edition: Edition, scale: Scale):
    texts = district_texts(PRAIRIE_ROSE)
    here = District(time_zone=texts.time_zone)
    today = here.today()
    people.joined = since = here.start_of(today - timedelta(days=120))
    demo = create_district(people, PRAIRIE_ROSE, administrator="prairie", since=since)
    create_schools(demo, people, texts.schools, since)
    dates = CycleDates(today - timedelta(days=40), today - timedelta(days=4))
    cycle = DemoCycle(demo, EvidenceLibrary(demo), edition, scale, 1, dates)
    cycle.open(texts.cycle, texts.places)
    central, coteau = texts.places
    cycle.write_script(central, met=today - timedelta(days=8))
    cycle.write_script(coteau, share=(1.0, coteau.answered, 0.4), met=today - timedelta(days=5), few=True)
    cycle.rate(in_order=True)
    cycle.meet(cycle.assessments[central])
    cycle.close(cycle.assessments[central])
