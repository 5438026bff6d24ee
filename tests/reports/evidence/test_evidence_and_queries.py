"""Frozen evidence, and how often pages ask the database."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.record.models import RecordEvidence
from districts.roles.models import Role
from frameworks.models.edition import Practice
from tests.factories import appoint, make_assessment, make_cycle, make_family, make_school, make_team
from tests.reports.factories import add_school, make_published, superintendent_of

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def results(district, place=""):
    return f"/districts/{district.slug}/results/{place}"


@pytest.fixture
def cycle():
    return make_published()


@pytest.fixture
def district(cycle):
    return cycle.district


@pytest.fixture
def superintendent(district):
    return as_person(superintendent_of(district))


def frozen_file(cycle, school, **fields):
    piece = RecordEvidence(
        record=cycle.records.get(school=school), title="Minutes", carrier="file", kind="data", rung="doing",
        file_name="minutes.html", file_type="text/html", file_size=4, **fields,
    )  # fmt: skip
    piece.file.save("frozen", ContentFile(b"<b>x"))
    piece.practices.set(Practice.objects.filter(characteristic__edition=cycle.edition)[:1])
    return piece


def test_a_frozen_file_is_served_as_a_download_that_runs_nothing(cycle, district, superintendent):
    piece = frozen_file(cycle, add_school(cycle, ALL_FOUR))

    answer = superintendent.get(results(district, f"evidence/{piece.pk}/"))

    assert b"".join(answer.streaming_content) == b"<b>x"
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_withdrawn_file_leaves_a_page_that_says_so(cycle, district, superintendent):
    piece = frozen_file(cycle, add_school(cycle, ALL_FOUR), withdrawn_at=timezone.now())

    assert superintendent.get(results(district, f"evidence/{piece.pk}/")).status_code == 410


def test_a_frozen_file_of_another_school_is_404(cycle, district):
    piece = frozen_file(cycle, add_school(cycle, ALL_FOUR))
    principal = appoint(Role.PRINCIPAL, district=district, school=add_school(cycle, ALL_FOUR))

    assert as_person(principal).get(results(district, f"evidence/{piece.pk}/")).status_code == 404


@pytest.mark.parametrize("place", ["", "characteristics/1/", "board/"])
def test_one_school_and_three_ask_the_database_the_same(cycle, district, superintendent, place):
    add_school(cycle, ALL_FOUR, family=make_family(district))
    superintendent.get(results(district, place))
    asked = queries_of(superintendent, results(district, place))

    for _number in range(2):
        add_school(cycle, ALL_FOUR, family=make_family(district))

    assert queries_of(superintendent, results(district, place)) == asked
    assert asked <= 12


def test_a_record_asks_the_same_however_much_evidence_it_has(cycle, district, superintendent):
    school = add_school(cycle, ALL_FOUR)
    address = results(district, f"schools/{school.pk}/")
    frozen_file(cycle, school)
    asked = queries_of(superintendent, address)

    for _number in range(2):
        frozen_file(cycle, school)

    assert queries_of(superintendent, address) == asked


def test_progress_asks_the_same_for_one_school_and_three(district, superintendent):
    cycle = make_cycle(district)
    address = f"/districts/{district.slug}/progress/"
    make_assessment(cycle, make_team(district, make_school(district, family=make_family(district)), members=1))
    asked = queries_of(superintendent, address)

    for _number in range(2):
        make_assessment(cycle, make_team(district, make_school(district, family=make_family(district)), members=1))

    assert queries_of(superintendent, address) == asked


def queries_of(client, address):
    client.get(address)  # what a process reads once, such as a scale's levels, is read here
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
        return len(queries)
