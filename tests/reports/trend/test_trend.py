"""The trend of a district against tables worked by hand."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import timezone

from districts.roles.models import Role
from reports.figures.records import read_cycle
from reports.trend.comparison import Tally
from reports.trend.cycles import read_cycles
from reports.trend.district import trend_of
from tests.factories import appoint, make_district, make_edition, make_family, make_scale, make_school
from tests.reports.evidence.test_evidence_and_queries import queries_of
from tests.reports.factories import make_crosswalk, make_record, make_year, superintendent_of
from tests.reports.test_pages import as_person, results

pytestmark = pytest.mark.django_db
# What became of six practices; backwards the same, written from the newer edition to the older.
FORWARDS = [
    ("1.1", "1.1", "same"), ("1.2", "1.2", "reworded"), ("2.1", "1.3", "moved"), ("1.3", None, "retired"),
    ("2.2", "2.1", "same"), ("2.3", "2.2", "split"), ("2.3", "2.3", "split"),
]  # fmt: skip
TURNED = {"retired": "new", "split": "merged"}
BACKWARDS = [(after, before, TURNED.get(relation, relation)) for before, after, relation in FORWARDS]


@pytest.fixture
def place():
    """A district, a scale, and two editions; which school is which."""
    district = make_district()
    schools = {name: make_school(district, name=name) for name in "ABCDE"}
    return SimpleNamespace(
        district=district, old=make_edition(2, 3), new=make_edition(2, 3), scale=make_scale(), **schools
    )


def two_years(place):
    """A and B are in both cycles, C in the newer alone, D in the older alone; of E too little can be compared."""
    then = make_year(place.district, place.old, place.scale, 1, {
        place.A: {"1.1": 2, "1.2": 2, "2.1": 1, "1.3": 4, "2.2": 3, "2.3": 4},
        place.B: {"1.1": 3, "1.2": "?", "2.1": "n/a", "2.2": 2},
        place.D: {"1.1": 4, "1.2": 4, "2.1": 4, "2.2": 4},
        place.E: {"1.1": 1, "2.2": "no"},
    })  # fmt: skip
    now = make_year(place.district, place.new, place.scale, 0, {
        place.A: {"1.1": 3, "1.2": 2, "1.3": 3, "2.1": 2, "2.2": 1},
        place.B: {"1.1": 2, "1.2": 4, "1.3": 4, "2.1": 2},
        place.C: {"1.1": 1, "1.2": 1, "1.3": 1, "2.1": 1},
        place.E: {"1.1": 4, "1.2": 4, "1.3": 4, "2.1": 4},
    })  # fmt: skip
    return then, now


def trend(now, *earlier, before=None, **choice):
    return trend_of(read_cycle(now), read_cycles(now.district, earlier), before or earlier[-1], **choice)


def figures(row):
    change = row.change
    return change.before, change.after, tuple(change.tally), change.teams, change.left_out


@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_the_change_is_over_schools_and_practices_that_both_cycles_have(place, backwards):
    if backwards:
        make_crosswalk(place.new, place.old, *BACKWARDS)
    else:
        make_crosswalk(place.old, place.new, *FORWARDS)
    then, now = two_years(place)

    found = trend(now, then)

    # A: 2, 2, 1 became 3, 2, 3. B: 3 became 2, one had no level, one did not apply. E: one of three, left out.
    assert figures(found.rows[0]) == (Fraction(7, 3), Fraction(7, 3), (2, 1, 1), 2, 1)
    # A: 3 became 2. B: 2 stayed. E agreed nothing then.
    assert figures(found.rows[1]) == (Fraction(5, 2), Fraction(2), (0, 1, 1), 2, 1)
    assert [(row.continuing, row.practices) for row in found.rows] == [(3, 3), (1, 3)]
    assert [row.written.change for row in found.rows] == ["0.0", "−0.5"]
    assert (found.schools, found.schools_now) == (3, 4)


def test_each_practice_says_in_how_many_schools_it_rose_fell_and_stayed(place):
    make_crosswalk(place.old, place.new, *FORWARDS)
    then, now = two_years(place)

    found = trend(now, then)

    assert [(one.practice.code, one.note, tuple(one.tally)) for one in found.practices] == [
        ("1.1", "", (2, 1, 0)),
        ("1.2", "worded differently", (0, 0, 1)),
        ("1.3", "moved to another characteristic, was 2.1", (1, 0, 0)),
        ("2.1", "was 2.2", (0, 1, 1)),
    ]
    assert found.tally == Tally(3, 2, 2)
    assert [(end.practice.code, end.why) for end in found.ended] == [("1.3", "no longer there"), ("2.3", "split")]
    assert [(end.practice.code, end.why) for end in found.started] == [("2.2", "split"), ("2.3", "split")]


def test_a_characteristic_rose_or_fell_as_it_is_shown(place):
    levels = [("1.1", 2, 3), ("2.1", 3, 3), ("2.2", 3, 2)]
    then = make_year(place.district, place.new, place.scale, 1, {place.A: {code: was for code, was, _now in levels}})
    now = make_year(place.district, place.new, place.scale, 0, {place.A: {code: is_ for code, _was, is_ in levels}})

    found = trend(now, then)

    assert [row.column.number for row in found.rising] == []  # one of three compared: left out
    assert [row.column.number for row in found.falling] == [2]
    assert found.rows[0].change.value is None
    assert found.headline == "No characteristic rose; 1 of 2 fell."


def test_the_way_through_three_cycles_is_drawn_step_by_step(place):
    years = [
        make_year(place.district, place.new, place.scale, ago, {place.A: dict.fromkeys(["1.1", "1.2", "1.3"], level)})
        for ago, level in ((2, 1), (1, 3), (0, 2))
    ]

    found = trend(years[2], *years[:2])
    ways = [(way.written.before, way.written.after, way.written.change) for way in found.rows[0].shifts]

    assert ways == [("1.0", "3.0", "+2.0"), ("3.0", "2.0", "−1.0")]
    assert [way.change.missing for way in found.rows[1].shifts] == ["no_school", "no_school"]
    assert len(found.rows[0].picture.lines) == 2
    assert f"{years[0].name} to {years[1].name}: from 1.0 to 3.0" in found.rows[0].picture.words
    assert found.rows[1].picture is None
    assert trend(years[2], *years[:2], before=years[0]).rows[0].written.change == "+1.0"


def test_two_scales_are_never_compared(place):
    then = make_year(place.district, place.new, make_scale(), 1, {place.A: {"1.1": 1, "1.2": 1, "1.3": 1}})
    now = make_year(place.district, place.new, place.scale, 0, {place.A: {"1.1": 3, "1.2": 3, "1.3": 3}})
    client = as_person(superintendent_of(place.district))

    answer = client.get(results(place.district, "trend/"))
    page, found = answer.content.decode(), answer.context["trend"]

    assert found.other_scale
    assert found.left_out == (then,)
    assert {row.change.value for row in found.rows} == {None}
    assert "were rated on different scales" in page
    assert "lvl-" not in page
    assert now.name in page


def test_editions_that_no_crosswalk_joins_are_not_compared(place):
    then = make_year(place.district, place.old, place.scale, 1, {place.A: {"1.1": 1}})
    now = make_year(place.district, place.new, place.scale, 0, {place.A: {"1.1": 3}})

    found = trend(now, then)

    assert not found.is_compared
    assert (found.practices, found.started, found.ended) == ((), (), ())


def test_a_family_is_compared_alone_and_only_where_two_of_its_schools_count(place):
    family = make_family(place.district)
    for school in (place.A, place.B):
        school.family = family
        school.save()
    levels = {"1.1": 1, "1.2": 1, "1.3": 1}
    then = make_year(place.district, place.new, place.scale, 1, dict.fromkeys([place.A, place.B, place.C], levels))
    both = {place.A: dict.fromkeys(levels, 2), place.B: dict.fromkeys(levels, 3), place.C: dict.fromkeys(levels, 4)}
    now = make_year(place.district, place.new, place.scale, 0, both)

    assert trend(now, then).rows[0].change.value == 2
    assert trend(now, then, family=family.pk).rows[0].change.value == Fraction(3, 2)

    later = make_year(place.district, place.new, place.scale, -1, {place.A: levels, place.C: levels})
    assert trend(later, now, family=family.pk).rows[0].change.value is None
    assert trend(later, now, family=family.pk).rows[0].change.missing == "few_schools"


def test_only_records_that_stand_in_published_cycles_are_read(place):
    hidden = make_year(place.district, place.new, place.scale, 1, {place.A: {"1.1": 1}}, publish_it=False)
    make_year(place.district, place.new, place.scale, 0, {place.A: {"1.1": 3}})
    client = as_person(superintendent_of(place.district))

    page = client.get(results(place.district, "trend/"))

    assert page.context["trend"].before is None
    assert "A trend needs two cycles" in page.content.decode()
    assert client.get(results(place.district, "trend/"), {"before": hidden.pk}).status_code == 404


def test_a_version_that_was_replaced_is_not_compared(place):
    codes = ["1.1", "1.2", "1.3"]
    then = make_year(place.district, place.new, place.scale, 1, {place.A: dict.fromkeys(codes, 1)})
    now = make_year(place.district, place.new, place.scale, 0, {place.A: dict.fromkeys(codes, 4)})
    assert trend(now, then).rows[0].change.value == 3

    replaced = then.records.get()
    replaced.superseded_at = timezone.now()
    replaced.save()
    make_record(replaced.assessment, dict.fromkeys(codes, 2), version=2)

    assert trend(now, then).rows[0].change.value == 2


def test_a_trend_before_the_first_publication_says_what_is_to_come():
    district = make_district()
    client = as_person(superintendent_of(district))

    assert "A trend needs two cycles" in client.get(results(district, "trend/")).content.decode()
    assert client.get(results(district, "trend.csv")).status_code == 404


@pytest.mark.parametrize("role", [Role.TRUSTEE, Role.DISTRICT_ADMINISTRATOR, Role.PRINCIPAL])
def test_the_trend_is_for_superintendents(place, role):
    two_years(place)
    client = as_person(appoint(role, district=place.district, school=place.A if role == Role.PRINCIPAL else None))

    assert client.get(results(place.district, "trend/")).status_code == 403


def test_the_downloads_have_the_rows_of_the_page(place):
    make_crosswalk(place.old, place.new, *FORWARDS)
    two_years(place)
    client = as_person(superintendent_of(place.district))

    characteristics = b"".join(client.get(results(place.district, "trend.csv"))).decode().splitlines()
    practices = b"".join(client.get(results(place.district, "trend/practices.csv"))).decode().splitlines()

    assert characteristics[1:] == ["1 Short 1,2.3,2.3,0.0,2,1,1,3,3,2,1,", "2 Short 2,2.5,2.0,-0.5,0,1,1,1,3,2,1,"]
    assert practices[1] == "1 Short 1,P1.1,Do 1.1,,2,1,0,3"
    assert practices[-1] == "2 Short 2,P2.3,Do 2.3,split,,,,"
    assert len(practices) == 1 + 4 + 2 + 2


def test_three_schools_and_cycles_ask_the_database_as_often_as_one(place):
    make_crosswalk(place.old, place.new, *FORWARDS)
    make_year(place.district, place.old, place.scale, 1, {place.A: {"1.1": 2}})
    make_year(place.district, place.new, place.scale, 0, {place.A: {"1.1": 3}})
    client = as_person(superintendent_of(place.district))
    asked = queries_of(client, results(place.district, "trend/"))

    make_year(place.district, place.old, place.scale, 2, {place.B: {"1.1": 2}})
    make_year(place.district, place.new, place.scale, -1, dict.fromkeys([place.A, place.B, place.C], {"1.1": 3}))

    assert queries_of(client, results(place.district, "trend/")) == asked
    assert asked <= 12
