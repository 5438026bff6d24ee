"""Districts in which anything is said: pandas finds the same number as the product, or the same refusal."""

import random

import pytest

from .opinion import the_second_opinion_is_the_same
from .telling import tell

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("seed", range(8))
def test_pandas_finds_the_same_or_the_same_refusal(seed):
    the_second_opinion_is_the_same(*tell(random.Random(seed)))


@pytest.mark.parametrize("seed", range(6))
def test_pandas_finds_the_same_where_many_people_rated(seed):
    """Several blocks, one that was joined, coarse and fine steps, and a district team that stands in the mirror."""
    the_second_opinion_is_the_same(*tell(random.Random(seed), crowded=True))
