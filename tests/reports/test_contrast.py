"""Every figure printed on a colour stands at 4.5 : 1, computed from the stylesheets and from the charts' own inks."""

import re
from pathlib import Path

import pytest

from assessments.rating.models import UNSCORED
from reports.colours import GAP_MARKS, LEVELS, PAGE, SHARES, ink_on, level_colour, luminance, share_colour
from reports.mirror.gaps import STEPS
from scripts.colours import stylesheets

pytestmark = pytest.mark.once

STYLES = Path(__file__).resolve().parent.parent.parent / "static/css"
TOKENS = (STYLES / "tokens.css").read_text()
GROUND = re.compile(r"\.([\w-]+) \{\s+--c: (#\w+);\s+--on: (#\w+);")
CLASSES, ANSWERS, GAPS = (
    GROUND.findall((STYLES / f"colours/{name}.css").read_text()) for name in ("levels", "answers", "gaps")
)


def channels(colour):
    colour = colour.lstrip("#")
    colour = "".join(letter * 2 for letter in colour) if len(colour) == 3 else colour
    return [int(colour[i : i + 2], 16) for i in (0, 2, 4)]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def between(stops, share):
    """The colour at a share of the way along stops, in straight lines, as plotly draws it."""
    at = min(share * (len(stops) - 1), len(stops) - 1 - 1e-9)
    one, other = channels(stops[int(at)]), channels(stops[int(at) + 1])
    return [a + (b - a) * (at - int(at)) for a, b in zip(one, other, strict=True)]


def test_black_and_white_are_as_far_apart_as_two_colours_can_be():
    assert contrast(channels("#000"), channels("#fff")) == pytest.approx(21)


@pytest.mark.parametrize("name", ["answers.css", "changes.css", "gaps.css", "levels.css"])
def test_a_stylesheet_of_colours_says_what_the_table_says(name):
    assert (STYLES / "colours" / name).read_text() == stylesheets()[name], "run: python -m scripts.colours"


def test_every_stylesheet_of_colours_is_written_from_the_table():
    assert {path.name for path in (STYLES / "colours").iterdir()} == set(stylesheets())


@pytest.mark.parametrize("name", sorted(PAGE))
def test_files_have_the_pages_own_colours(name):
    light = TOKENS[: TOKENS.index('[data-bs-theme="dark"]')]

    assert re.search(rf"--{name}: (#\w+);", light).group(1) == PAGE[name]


def test_every_tenth_of_a_level_and_every_step_of_a_share_has_a_class():
    assert {name for name, _c, _on in CLASSES} == {f"lvl-{n}" for n in range(10, 41)} | {
        f"pct-{n}" for n in range(0, 101, 5)
    }


def test_every_answer_without_a_level_has_a_colour():
    assert [name for name, _c, _on in ANSWERS] == [f"answer-{answer}" for answer in (*UNSCORED, "no_answer")], (
        "reports/colours.py has a colour for each answer without a level (ANSWERS); then `python -m scripts.colours`"
    )


@pytest.mark.parametrize(("name", "ground", "ink"), [*CLASSES, *ANSWERS])
def test_the_figure_in_a_cell_can_be_read(name, ground, ink):
    assert contrast(channels(ground), channels(ink)) >= 4.5


@pytest.mark.parametrize("place", range(10, 41))
def test_the_figure_in_a_charts_cell_can_be_read_on_a_level(place):
    assert contrast(between(LEVELS, (place - 10) / 30), channels(ink_on(level_colour(place)))) >= 4.5


@pytest.mark.parametrize("share", range(101))
def test_the_figure_in_a_charts_cell_can_be_read_on_a_share(share):
    assert contrast(between(SHARES, share / 100), channels(ink_on(share_colour(share)))) >= 4.5


def theme(name):
    """Ink, surface and the share of its colour that a faint cell keeps."""
    block = TOKENS[TOKENS.index(f'[data-bs-theme="{name}"] {{') :]
    found = {key: re.search(rf"--{key}: ([^;]+);", block).group(1) for key in ("ink", "surface", "faint-share")}
    return channels(found["ink"]), channels(found["surface"]), float(found["faint-share"].rstrip("%")) / 100


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("cell", "ground", "_on"), CLASSES)
def test_the_figure_in_a_faint_cell_can_be_read(name, cell, ground, _on):
    ink, surface, share = theme(name)
    mixed = [share * c + (1 - share) * s for c, s in zip(channels(ground), surface, strict=True)]

    assert contrast(mixed, ink) >= 4.5


def test_every_step_of_a_gap_has_a_class():
    steps = range(1, STEPS + 1)

    assert {name for name, _c, _on in GAPS} == {"gap-0", *(f"gap-{side}{step}" for side in "ds" for step in steps)}


@pytest.mark.parametrize(("name", "ground", "ink"), GAPS)
def test_a_gap_can_be_read_on_its_colour(name, ground, ink):
    assert contrast(channels(ground), channels(ink)) >= 4.5


@pytest.mark.parametrize("colour", [GAP_MARKS["district"], GAP_MARKS["schools"]])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_marks_of_the_mirrors_chart_stand_out_from_its_ground(name, colour):
    _ink, surface, _share = theme(name)

    assert contrast(channels(colour), surface) >= 3
