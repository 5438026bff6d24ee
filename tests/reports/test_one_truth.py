"""Every page, file and answer about a cycle says the same: read as printed, figure by figure, dash by dash."""

import datetime
import json
from types import SimpleNamespace

import pytest
from django.test import Client

from districts.roles.models import Role
from reports.board.frozen import freeze
from reports.board.value import board_of
from reports.sharing.actions import share_report
from tests.factories import appoint, make_district, make_edition, make_family, make_scale, make_school, token_of

from .factories import make_crosswalk, make_year, superintendent_of
from .pencil import Reader
from .test_pages import as_person

pytestmark = [pytest.mark.django_db, pytest.mark.needs_pango]
# From the edition of then to that of now: the first moved to another characteristic, one was split, one is new.
CROSSWALK = [
    ("1.1", "2.4", "moved"), ("1.2", "1.2", "same"), ("1.3", "1.3", "reworded"), ("1.4", "1.4", "same"),
    ("2.1", "2.1", "same"), ("2.2", "2.2", "same"), ("2.3", "2.3", "split"), ("2.3", "1.1", "split"),
    ("3.1", "3.1", "same"), ("3.2", "3.2", "same"), ("3.3", "3.3", "same"), ("3.4", "3.4", "same"),
    ("4.1", "4.1", "split"), ("4.1", "4.2", "split"), ("4.2", None, "retired"),
]  # fmt: skip
ALL = [f"{c}.{p}" for c in range(1, 6) for p in range(1, 5)]


def levels(school, shift=0, without=()):
    """What a school agrees: levels that differ from school to school and practice to practice."""
    return {
        code: min(max(1 + (3 * school + 7 * place) % 4 + shift * (place % 3 - place % 2), 1), 4)
        for place, code in enumerate(ALL)
        if not code.startswith(without)
    }


def world(schools, extra=False):
    """A district of so many schools in both cycles; one came late, one is gone, some agreed too little, or find it alien.

    ``extra``: one cycle more, before both.
    """
    district, scale = make_district(), make_scale()
    family = make_family(district, name="Lake")
    old, new = make_edition(5, 4), make_edition(5, 4)
    make_crosswalk(old, new, *CROSSWALK)
    there = [make_school(district, family=family if n % 2 else None, name=f"School {n}") for n in range(schools)]
    gone, late = make_school(district, name="Gone"), make_school(district, name="Late")
    said = {school: levels(n) for n, school in enumerate(there)}
    if extra:
        make_year(district, old, scale, 2, said, name="2023–24")
    # The last school agreed on little of the second characteristic then, and the first on nothing of the third now.
    said[there[-1]] = levels(schools, without=("2.1", "2.2"))
    then = make_year(district, old, scale, 1, {**said, gone: levels(9), None: levels(4)}, name="2024–25")
    # Of the fifth characteristic only one school says anything: the lowest level, and of its last practice nobody.
    said = {school: levels(n, 1, without=("5",)) for n, school in enumerate(there)}
    said[there[0]] = levels(0, 1, without=("3", "5")) | dict.fromkeys(["4.1", "4.2", "4.3", "4.4"], "n/a")
    said[late] = levels(11, 1, without=("5.4",)) | dict.fromkeys(["5.1", "5.2", "5.3"], 1)
    now = make_year(district, new, scale, 0, {**said, None: levels(4, 1)}, name="2025–26")
    return SimpleNamespace(district=district, then=then, now=now)


def reader_of(place):
    """A reader of the newest cycle, with everybody's eyes."""
    superintendent = superintendent_of(place.district)
    report = board_of(place.now, place.then)
    _shared, token = share_report(cycle=place.now, frozen=freeze(lambda: report), days=30, by=None)
    program = Client(headers={"Authorization": f"Bearer {token_of(superintendent)}"})

    def ask(path):
        answer = program.get(f"/api/v1/{path}")
        return json.loads(b"".join(answer) if answer.streaming else answer.content)

    return Reader(
        place.district,
        place.now,
        as_person(superintendent),
        trustee=as_person(appoint(Role.TRUSTEE, district=place.district)),
        province=as_person(appoint(Role.PROVINCE_VIEWER)),
        program=ask,
        report=report,
        shared=f"/shared/{token}/",
    )


@pytest.mark.once
@pytest.mark.parametrize(("schools", "extra", "told"), [(2, False, 0), (5, True, 0), (16, False, 3)])
def test_a_reader_with_a_pencil_finds_no_contradiction(schools, extra, told, time_machine):
    # Late in the evening in the district it is the next day in Greenwich.
    time_machine.move_to(datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC), tick=False)
    place = world(schools, extra)

    reader = reader_of(place)

    assert reader.read_all() == []
    # What makes it worth reading: changes and dashes, schools left out, faint cells and marks.
    rows = reader.board_rows(reader.board)
    assert sum(row["change"] is not None for row in rows.values()) == told
    assert {row["level"] is None for row in rows.values()} == {True, False}
    assert {row["left_out"] > 0 for row in rows.values()} == {True, False}
    assert str(place.now.published_on) == "2026-11-20"
