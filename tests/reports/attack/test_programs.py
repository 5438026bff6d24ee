"""The attacks by programs: whatever is asked of the API, it says of people what the records of their teams say, to nobody else."""

import datetime
import io

import openpyxl
import pytest
from django.test import Client

from districts.models import Role
from tests.factories import appoint, make_assessment, make_cycle, make_district, make_team, token_of
from tests.privacy.walker import differing
from tests.privacy.world import undone
from tests.reports.factories import make_record, publish

from .place import CRAFTED, RECORDS, Place
from .test_attacks import readings, rows_of

pytestmark = pytest.mark.django_db
FROM_RATINGS = ["median", "share_within_one", "share_not_enough"]
# Ash is shown, Birch is not: two of it gave a level.
SAID = {"Ash": [1, 1, 2, 4, 4, "?"], "Birch": [1, 4, "?", "?", "?", "?"]}
OTHERWISE = {"Ash": [3, 3, 3, 3, 4, 4], "Birch": [4, 1, 2, "?", "?", "?"]}


@pytest.fixture
def place(time_machine):
    """The district, at a moment that does not move."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC), tick=False)
    return Place()


def ask(place, address=RECORDS, role="superintendent"):
    """What a program with the token of somebody in this role is answered."""
    return place.client[role].get(address)


def sheets(content):
    """The rows of a workbook's sheets, by their names."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_only_records_change_with_what_people_answer_and_only_where_they_are_shown(place):
    one, other = readings(place, SAID, OTHERWISE, roles=place.people)
    changed = {(role, url) for role, url in differing(one, other) if url.startswith("/api/")}

    assert {role for role, _url in changed} == {"superintendent", "superintendent of a family"}
    assert {url.partition("?")[0] for _role, url in changed} == {RECORDS}
    assert one["principal", RECORDS][0] == 200


def test_api_and_workbook_hold_no_figure_of_people_that_the_records_do_not_show(place):
    """So what is proven of the pages' figures is proven of these; nothing else in them changes with an answer."""
    place.answer(SAID)
    rows = ask(place).json()
    book = sheets(ask(place, "/districts/lakeshore/results.xlsx").content)
    shown = {}
    for name, school in place.school.items():
        for row in rows_of(place, f"/districts/lakeshore/results/schools/{school.pk}.csv"):
            figures = row["Median"], row["Within one level of it"], row["Not enough information"]
            shown[name, row["Practice"]] = figures

    for row in rows:
        figures = [row[key] for key in FROM_RATINGS]
        if row["school_id"]:
            said = shown[row["name"], row["practice"]]
            if figures[0] is None:
                assert figures == [None] * 3
                assert set(said) == {"Withheld: fewer than 5 people"}
            else:
                assert said[0].split()[0] == str(figures[0])
                assert [text.split()[0] for text in said[1:]] == [str(share) for share in figures[1:]]
    assert {row["name"] for row in rows if row["median"]} == {"Ash", "Birch", place.team[None].name}
    assert [list(row[-3:]) for row in book["Practices"][1:]] == [[row[key] for key in FROM_RATINGS] for row in rows]


def test_of_a_workbook_only_these_columns_change_with_what_people_answer(place):
    url = "/districts/lakeshore/results.xlsx"
    one, other = (
        sheets(found["superintendent", url][2]) for found in readings(place, SAID, OTHERWISE, roles=["superintendent"])
    )

    before, after = one.pop("Practices"), other.pop("Practices")
    assert one == other
    assert before != after
    assert [row[:-3] for row in before] == [row[:-3] for row in after]


def test_rows_stand_in_one_order_whatever_people_answer(place):
    orders = []
    for said in (SAID, OTHERWISE):
        with undone(place):
            place.answer(said)
            rows = ask(place).json() + ask(place, f"{RECORDS}?order=share_within_one").json()
            orders.append([(row["name"], row["practice"]) for row in rows])

    names = [*place.school, place.team[None].name]
    assert orders == [[(name, practice) for name in names for practice in ("1.1", "1.2")] * 2] * 2


def test_crafted_parameters_make_no_group_and_no_order(place):
    """What is asked for leaves rows out from the end or the front, as its numbers say; anything else is as if not asked."""
    cycle = place.answer(SAID)
    for role in ("superintendent", "superintendent of a family", "principal"):
        whole = ask(place, role=role).json()
        for query in [*CRAFTED, f"cycle={cycle.pk}"]:
            answer = ask(place, f"{RECORDS}?{query}", role)
            if answer.status_code != 200:
                assert answer.status_code == (404 if query == "cycle=0" else 422)
                continue
            asked = dict(part.split("=") for part in query.split("&"))
            first, many = int(asked.get("offset", 0)), int(asked.get("limit", 1000))
            assert answer.json() == whole[first : first + many]
            assert ("Link" in answer.headers) == (first + many < len(whole))


def test_a_token_reads_no_other_district_and_none_of_its_cycles(place):
    place.answer(SAID)
    elsewhere = make_district()
    cycle = make_cycle(elsewhere, place.edition, place.scale)
    make_record(make_assessment(cycle, make_team(elsewhere)), {"1.1": 2}, protected={"1.1": {"median": 2}})
    publish(cycle)
    theirs = Client(headers={"Authorization": f"Bearer {token_of(appoint(Role.SUPERINTENDENT, district=elsewhere))}"})

    for table in ("cycles", "figures", "means", "records", "board"):
        ours, other = (f"/api/v1/districts/{slug}/{table}" for slug in (place.district.slug, elsewhere.slug))
        assert {ask(place, other, role).status_code for role in place.people if "province" not in role} == {404}
        assert [theirs.get(url).status_code for url in (ours, other)] == [404, 200]
        if table != "cycles":
            assert ask(place, f"{ours}?cycle={cycle.pk}").status_code == 404


def test_the_tokens_of_those_who_read_no_record_open_none(place):
    place.answer(SAID)

    answers = {role: ask(place, role=role).status_code for role in place.people}

    readers = {"superintendent", "superintendent of a family", "principal"}
    assert {role for role, status in answers.items() if status == 200} == readers
    assert {row["name"] for row in ask(place, role="principal").json()} == {"Birch"}
    assert {row["name"] for row in ask(place, role="superintendent of a family").json()} == {"Ash", "Birch"}
