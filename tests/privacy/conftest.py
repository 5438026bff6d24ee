import datetime

import pytest

from tests.assessments.conftest import evidence_apart, no_scale_of_another_test

from .world import World

__all__ = ["evidence_apart", "no_scale_of_another_test"]


@pytest.fixture
def world(time_machine):
    """The district, at a moment that does not move."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC), tick=False)
    return World()
