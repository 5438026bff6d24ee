"""The small pictures: the scale's own ends as limits, nothing drawn where nothing can be compared, words for all of it."""

import re
from fractions import Fraction

import pytest
from django.template.loader import render_to_string

from reports.figures.scales import ReadScale, ScaleLevel, Writing
from reports.figures.sparkline import Step, sparkline_of
from reports.trend.course import change_css
from tests.reports.test_contrast import GROUND, STYLES, channels, contrast

pytestmark = pytest.mark.once
SCALE = ReadScale(tuple(ScaleLevel(value, str(value), value * 10) for value in (1, 2, 3, 4)), None)
CHANGES = GROUND.findall((STYLES / "colours/changes.css").read_text())


def drawn(*steps, names=("Then", "Now", "Later")):
    sparkline = sparkline_of("1 Vision", names, steps, SCALE, Writing())
    return render_to_string("reports/trend/_sparkline.jinja", {"sparkline": sparkline})


def test_a_picture_reaches_from_the_scales_lowest_to_its_highest_level():
    picture = drawn(Step(Fraction(1), Fraction(4)))

    assert 'd="M34.0 82.0L206.0 14.0"' in picture
    assert re.findall(r'class="grid" d="M34 (\d+\.\d)H206"', picture) == ["82.0", "59.3", "36.7", "14.0"]


def test_a_step_that_cannot_be_compared_is_left_out_and_no_line_bridges_it():
    picture = drawn(Step(None, None), Step(Fraction(2), Fraction(5, 2)))

    assert picture.count('class="line"') == 1
    assert re.findall(r"<text[^>]*>([^<]*)", picture) == ["2.0", "2.5"]
    assert 'aria-label="1 Vision. Now to Later: from 2.0 to 2.5"' in picture


def test_nothing_to_compare_draws_nothing():
    assert sparkline_of("1 Vision", ("Then", "Now"), [Step(None, None)], SCALE, Writing()) is None


def test_names_are_text_and_never_markup():
    assert "<b>" not in drawn(Step(Fraction(1), Fraction(2)), names=("<b>", '"Now'))


@pytest.mark.parametrize(
    ("value", "css"),
    [
        (None, ""),
        (Fraction(0), "chg same"),
        (Fraction(1, 25), "chg same"),  # shown as 0.0
        (Fraction(1, 20), "chg up-1"),  # shown as 0.1
        (Fraction(-1, 2), "chg down-2"),
        (Fraction(1), "chg up-3"),
        (Fraction(-3), "chg down-3"),
    ],
)
def test_the_colour_of_a_change_agrees_with_the_figure_printed_on_it(value, css):
    assert change_css(value) == css


@pytest.mark.parametrize(("name", "ground", "ink"), CHANGES)
def test_the_figure_on_a_change_can_be_read(name, ground, ink):
    assert contrast(channels(ground), channels(ink)) >= 4.5


def test_every_change_has_a_class():
    assert {name for name, _ground, _ink in CHANGES} == {
        f"{way}-{step}" for way in ("up", "down") for step in (1, 2, 3)
    }
