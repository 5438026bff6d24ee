"""Copies and files that were frozen before ratings stayed in their teams hold no figure of one team any more, and say so."""

from copy import deepcopy
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from reports.board.frozen import thaw
from reports.board.models import Export
from reports.sharing.models import SharedReport
from tests.reports.board.test_export import ask
from tests.reports.factories import add_school, make_export, make_published, make_shared, superintendent_of
from tests.reports.test_pages import as_person, results
from tests.worker import work

pytestmark = pytest.mark.django_db
migration = import_module("reports.migrations.0003_remove_figures_of_single_teams_from_copies")
LATE_IN_THE_EVENING = datetime(2026, 12, 1, 3, 40, tzinfo=UTC)  # in Toronto, where it is still November
SAID = "Figures made from one team’s ratings were removed from this copy on"


@pytest.fixture
def cycle():
    cycle = make_published(name="Now")
    for name in ("North School", "South School"):
        add_school(cycle, {"1.1": 1, "1.2": 3, "1.3": 4, "1.4": 3, "2.1": 2, "2.2": 2}, name=name)
    return cycle


def look_through():
    migration.remove_figures(apps, SimpleNamespace(connection=connection))


def in_a_row(report):
    report["rows"][0] |= {"median": 3, "share_within_one": 0.75}


def in_a_change(report):
    report["rows"][0]["change"] = {"before": "2", "after": "3", "agreement": "3/4"}


def beside_the_rows(report):
    report["agreement"] = [{"school": "North School", "median": 3}]


def in_place_of_a_name(report):
    report["rows"][0]["name"] = {"words": "Short 1", "median": 3}


def in_the_scale(report):
    report["scale"]["levels"][0]["median"] = 3


def beside_the_words(report):
    report["words"]["share_not_enough"] = 0.5


PLANTED = [in_a_row, in_a_change, beside_the_rows, in_place_of_a_name, in_the_scale, beside_the_words]


def plant(kept, how):
    """Freeze beside the report what an older version had, in each of its languages."""
    for report in kept.frozen.values():
        how(report)
    kept.save()
    return kept


@pytest.mark.parametrize("how", PLANTED)
def test_what_the_report_does_not_say_leaves_a_copy(cycle, how):
    shared, _token = make_shared(cycle)
    plant(shared, how)

    look_through()

    shared.refresh_from_db()
    text = str(shared.frozen)
    assert not [word for word in ("median", "share_within_one", "agreement", "share_not_enough") if word in text]
    assert shared.figures_removed_at


def one_school_in_a_row(report):
    report["rows"][0] |= {"schools": 1, "level": "3", "at_target": "1"}
    return ("level", "at_target")


def one_school_in_all(report):
    report["schools"] = 1
    report["rows"][0] |= {"coverage": "1/2"}
    return ("coverage", "change")


@pytest.mark.parametrize("how", [one_school_in_a_row, one_school_in_all])
def test_a_figure_behind_which_one_school_stands_leaves_a_copy(cycle, how):
    shared, _token = make_shared(cycle)
    kept = plant(shared, how)
    names = how(deepcopy(kept.frozen["en"]))

    look_through()

    shared.refresh_from_db()
    assert [shared.frozen["en"]["rows"][0][name] for name in names] == [None] * len(names)
    assert shared.figures_removed_at


def test_a_copy_that_holds_none_stays_as_it_was(cycle):
    shared, token = make_shared(cycle)
    before, page = deepcopy(shared.frozen), Client().get(f"/shared/{token}/").content

    look_through()

    shared.refresh_from_db()
    assert (shared.frozen, shared.figures_removed_at) == (before, None)
    assert Client().get(f"/shared/{token}/").content == page
    assert SAID not in page.decode()


def test_the_pages_say_when_figures_were_removed(cycle, time_machine):
    time_machine.move_to(LATE_IN_THE_EVENING)
    shared, token = make_shared(cycle)
    plant(shared, in_a_row)

    look_through()

    said = f"{SAID} Nov. 30, 2026: they stay in the team now."
    page = Client().get(f"/shared/{token}/")
    assert page.status_code == 200
    assert said in page.content.decode()
    links = as_person(superintendent_of(cycle.district)).get(results(cycle.district, "board/links/"))
    assert said in links.content.decode()


def test_a_file_that_held_some_is_gone_and_says_why(cycle):
    reader = superintendent_of(cycle.district)
    export = plant(make_export(cycle, reader), in_a_row)

    look_through()

    export.refresh_from_db()
    client = as_person(reader)
    page = client.get(f"/exports/{export.pk}/").content.decode()
    assert (export.content, "median" in str(export.frozen)) == (None, False)
    assert "<h2>Removed</h2>" in page
    assert "This file held figures made from one team’s ratings." in page
    assert client.get(f"/exports/{export.pk}/file/").status_code == 404


def test_a_file_that_is_not_made_yet_is_not_made_of_them(cycle):
    export = plant(ask(cycle, superintendent_of(cycle.district)), in_a_row)

    look_through()
    work()

    export.refresh_from_db()
    assert (export.problem, export.content) == (Export.Problem.REMOVED, None)


def test_a_file_that_held_none_can_still_be_had(cycle):
    reader = superintendent_of(cycle.district)
    export = make_export(cycle, reader)

    look_through()

    assert b"Slides" == as_person(reader).get(f"/exports/{export.pk}/file/").content


@pytest.mark.parametrize("how", [in_a_row, beside_the_rows, beside_the_words])
def test_what_is_written_by_an_older_version_meanwhile_is_read_by_nobody(cycle, how):
    shared, token = make_shared(cycle)
    expected = thaw(deepcopy(shared.frozen))
    plant(shared, how)

    assert thaw(SharedReport.objects.get(pk=shared.pk).frozen) == expected
    assert Client().get(f"/shared/{token}/").status_code == 200
