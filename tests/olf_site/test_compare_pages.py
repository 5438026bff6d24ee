"""The comparison of pages finds whatever differs between two takes, and nothing that is random."""

import json

import pytest
from PIL import Image

from scripts.pages.difference import compare
from scripts.pages.neutral import Neutral

FIXED, RANDOM = "f22ca0b6-e159-591a-a5ef-6c0baa538aa1", "0b1f8a52-3c53-4d0e-9d57-1f4b1c9ad0aa"
TOKEN = "p4bQ7-nS0_aZkWm1x9LrTgHy2EuVc8DfJ3oKiN6sB5q"
PAGE = {
    "url": "/me/",
    "kind": "me/",
    "status": 200,
    "reached": "/me/",
    "title": "Me",
    "language": "en",
    "text": ["You", "Sign out"],
    "folded": ["More"],
    "links": [{"text": "Home", "href": "/"}],
    "forms": [{"action": "/me/", "controls": [{"name": "name", "type": "text", "value": "Ada"}]}],
    "tree": ['- heading "You"'],
}
FILE = {"url": "/me/dates.ics", "kind": "me/dates.ics", "status": 200, "type": "text/calendar", "name": "", "sum": "1"}


@pytest.fixture
def taken(tmp_path):
    """`taken("new", pages, colour)`: a folder as `take` writes it, with one picture."""

    def taken(name, pages, colour=(250, 250, 250), **about):
        folder = tmp_path / name
        (folder / "pictures").mkdir(parents=True)
        (folder / "about.json").write_text(json.dumps({"moment": "2026-11-30", "most": 3} | about))
        (folder / "member.en.json").write_text(json.dumps(pages))
        picture = Image.new("RGB", (20, 20), (250, 250, 250))
        picture.putpixel((3, 4), colour)
        picture.save(folder / "pictures" / "en-me.png")
        return folder

    return taken


def compared(old, new):
    lines = []
    return compare(old, new, lines.append), lines


def test_two_takes_that_are_alike_do_not_differ(taken):
    code, lines = compared(taken("old", [PAGE, FILE]), taken("new", [PAGE, FILE]))
    assert (code, lines) == (
        0,
        ["2 pages and files compared: 0 differ, 0 went, 0 came; 1 pictures: 0 differ"],
    )


@pytest.mark.parametrize("part", [part for part in PAGE if part not in ("url", "kind")])
def test_a_changed_part_of_a_page_is_said(taken, part):
    code, lines = compared(taken("old", [PAGE]), taken("new", [PAGE | {part: ["changed"]}]))
    assert code == 1
    assert lines[0] == f"\n{part}: member.en /me/"
    assert "+changed" in lines[1]


def test_a_changed_control_is_said_without_the_rest_of_its_form(taken):
    form = PAGE["forms"][0] | {"controls": [{"name": "name", "type": "text", "value": "Grace"}]}
    _code, lines = compared(taken("old", [PAGE]), taken("new", [PAGE | {"forms": [form]}]))
    assert lines[1].splitlines() == [
        '    -{"name": "name", "type": "text", "value": "Ada"}',
        '    +{"name": "name", "type": "text", "value": "Grace"}',
    ]


@pytest.mark.parametrize("part", ["status", "type", "name", "location", "sum"])
def test_a_changed_file_is_said(taken, part):
    code, lines = compared(taken("old", [FILE]), taken("new", [FILE | {part: "other"}]))
    assert (code, lines[0]) == (1, f"\n{part}: member.en /me/dates.ics")


def test_pages_that_went_or_came_are_said(taken):
    code, lines = compared(taken("old", [PAGE, FILE]), taken("new", [PAGE, PAGE]))
    assert (code, lines[:2]) == (1, ["- member.en /me/dates.ics", "+ member.en /me/ (2)"])


def test_what_many_pages_have_is_said_once(taken):
    others = [PAGE | {"url": f"/{number}/"} for number in range(5)]
    changed = [page | {"title": "You"} for page in others]
    _code, lines = compared(taken("old", others), taken("new", changed))
    assert lines[0] == "\ntitle: member.en /0/; member.en /1/; member.en /2/ and 2 more"
    assert len(lines) == 3


@pytest.mark.parametrize(("colour", "differs"), [((230, 240, 250), 0), ((200, 250, 250), 1), ((250, 250, 200), 1)])
def test_a_picture_differs_by_more_than_anti_aliasing(taken, colour, differs):
    code, lines = compared(taken("old", [PAGE]), taken("new", [PAGE], colour))
    assert code == differs
    assert lines[:-1] == differs * ["picture en-me.png: 1 pixels differ, 0.250 %, within (3, 4, 4, 5)"]


def test_takes_of_different_moments_are_not_compared(taken):
    code, lines = compared(taken("old", [PAGE]), taken("new", [PAGE], moment="2027-01-01"))
    assert (code, len(lines)) == (1, 1)


def test_what_is_random_is_taken_out_and_what_fixtures_fix_is_not(tmp_path):
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "edition.yaml").write_text(f"uuid: {FIXED}")
    neutral = Neutral(tmp_path)
    assert neutral(
        {"href": f"/join/{TOKEN}/", "text": [f"{FIXED} {RANDOM}", "an-ordinary-anchor-of-a-long-heading"]}
    ) == {
        "href": "/join/<token>/",
        "text": [f"{FIXED} <uuid>", "an-ordinary-anchor-of-a-long-heading"],
    }
