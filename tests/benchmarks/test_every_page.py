"""`make bench` measures every page, also one that is new; a small data set shows that each is answered there."""

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from benchmarks import dataset, every_page, every_page_table, years
from benchmarks.sizes import SIZES, Shape
from benchmarks.world import build_world
from tests.permissions.test_matrix import named_addresses

pytestmark = pytest.mark.once
ANSWER = {"waited": 3.0, "worked": 2.0, "bytes": 1000}


def one(name, kind="page", **more):
    return {"name": name, "kind": kind, "role": "member", "first": ANSWER, "queries": 4, **ANSWER, **more}


def results(*rows):
    return {"sqlite": {"sizes": {"L": list(rows)}, "versions": {}}}


def test_every_address_is_measured_or_posted():
    rows = every_page.rows_of_matrix()

    every_page.refuse_unlisted(set(named_addresses(get_resolver())), rows)

    assert rows["assessments:rate_table@closed"] == ["member", "facilitator"]
    assert rows["assessments:rate_practice"] is None


def test_an_address_that_nobody_listed_stops_the_run_by_name():
    with pytest.raises(SystemExit, match="new_page"):
        every_page.refuse_unlisted({"home", "new_page"}, {"home": ["member"]})


@pytest.mark.django_db
def test_every_page_is_answered_in_a_small_data_set(monkeypatch, settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    monkeypatch.setitem(SIZES, "T", Shape(((1, 2), (1, 1)), members=3, published=2))
    call_command("load_frameworks", verbosity=0)
    dataset.make_places("T")
    list(years.make())
    world = build_world()
    visitor = every_page.Visitor(world.people)

    jobs = list(every_page.jobs_of(every_page.rows_of_matrix(), world))
    answered = [name for name, *job in jobs if next(every_page.answers_to(visitor, name, *job), None)]

    assert len(answered) > 200
    # Who edits frameworks is not shown all that the admin knows of; whatever else is not answered stops the run.
    assert {name for name, *_job in jobs if not name.startswith("admin:")} - set(answered) == set()
    assert "admin:frameworks_edition_change" in answered


def test_a_page_that_nobody_may_read_stops_the_run_by_name():
    class Nobody:
        def readers(self, _name, _roles):
            return []

    with pytest.raises(SystemExit, match="home at / is answered to nobody"):
        every_page.measured(Nobody(), "home", "/", ["member"])


@pytest.mark.parametrize(
    ("name", "worked", "verdict"),
    [
        ("home", 11.9, "Every target is met."),
        ("home", 12.1, "**Not met**: home."),
        ("reports:board", 59.0, "Every target is met."),
        ("reports:board", 61.0, "**Not met**: reports:board."),
        ("reports:province", 99.0, "Every target is met."),
        ("assessments:rate_table@closed", 9.0, "**Not met**: assessments:rate_table@closed."),
    ],
)
def test_what_takes_longer_than_its_target_is_named(name, worked, verdict):
    text = every_page_table.drawn(results(one(name, worked=worked)))

    assert verdict in text


def test_files_have_a_table_of_their_own_with_memory_and_no_target():
    text = every_page_table.drawn(
        results(one("home"), one("reports:board_csv", "file", peak=90.4, more=3.6, worked=900))
    )
    _pages, files = text.split("## Files and data")

    assert "| reports:board_csv | member | 4 | 1.0 | 0.003 / 0.900 / 90 (+4) |  |  |" in files
    assert "Every target is met." in files
