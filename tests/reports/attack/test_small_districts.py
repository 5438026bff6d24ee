"""Every way in which the people of a small district can answer, published: what is left to know of fewer than *m*?"""

import pytest

from .adversary import Shape, betrayed, lacking, lower_middle, middle, total

pytestmark = pytest.mark.once
# The deployment's lowest threshold: three. Four levels, or three where the teams are more.
PAIR = Shape((3, 4))
FAMILY = Shape((3, 5), families=((0, 1),))
MIRROR = Shape((4, 3), has_district_team=True)
THREE = Shape((3, 3, 3), families=((0, 1),))
SMALL = Shape((2, 2, 3), families=((0, 1),))
LOOSE = Shape((2, 1, 3, 2), families=((0, 1),))
WHOLE = Shape((3, 3, 3), families=((0, 1),), has_district_team=True)
PAIRED = Shape((2, 2, 3), has_district_team=True)


@pytest.mark.parametrize(
    ("shape", "levels"),
    [(PAIR, 4), (FAMILY, 4), (MIRROR, 4), (THREE, 3), (SMALL, 3), (LOOSE, 2), (WHOLE, 3), (PAIRED, 3), (PAIR, 2)],
    ids=["pair", "family", "mirror", "three", "small", "loose", "whole", "paired", "two levels"],
)
@pytest.mark.parametrize("figure", [total, middle], ids=["sum", "median"])
def test_of_fewer_than_three_nothing_is_determined(shape, levels, figure):
    assert betrayed(shape, levels, 3, figure) == []


@pytest.mark.parametrize("shape", [Shape((2, 4)), Shape((2, 3, 3), families=((0, 1),)), Shape((1, 1, 4))], ids=str)
def test_the_median_of_a_team_of_two_is_nowhere(shape):
    """At an inner level: at an end, a group's median already says it of most of its people."""
    whole = shape.sizes[:1] if shape.sizes[0] == 2 else shape.sizes[:2]
    team = (*whole, *(0 for _other in shape.sizes[len(whole) :]))

    found = [value for few, _way, value in betrayed(shape, 4, 3, lower_middle) if few == team]

    assert set(found) <= {1, 4}


@pytest.mark.parametrize(
    ("figure", "most"), [(total, 4), (middle, 2)], ids=["sum of four or fewer", "median of one or two"]
)
@pytest.mark.parametrize("shape", [Shape((5, 5)), Shape((3, 2, 5), families=((0, 1),))], ids=["pair", "family"])
def test_of_fewer_than_five_nothing_is_determined(shape, figure, most):
    """But what a median always says of most of its people: of five with median 1 any four have it, whoever they are."""
    assert betrayed(shape, 3, 5, figure, most=most) == []


@pytest.mark.parametrize(
    "shape",
    [Shape((4, 3)), Shape((3, 2, 2), families=((0, 1),)), Shape((4, 4), has_district_team=True)],
    ids=["pair", "family", "mirror"],
)
def test_of_fewer_than_three_who_may_lack_information_nothing_is_determined(shape):
    """But that nobody lacked it, which a share of 0 % says of all: that is no judgement of anything."""
    assert betrayed(shape, 2, 3, total, may_lack=True) == []
    assert {value for *_who, value in betrayed(shape, 2, 3, lacking, may_lack=True)} <= {0}
