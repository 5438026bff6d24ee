"""The demo: every figure of its two published cycles once more in pandas, and how far its third one is."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from districts.models import District
from frameworks.loading import load_frameworks

from .districts import published
from .opinion import the_second_opinion_is_the_same


@pytest.mark.once  # random districts are computed on both databases
@pytest.mark.django_db
def test_pandas_finds_the_same_or_the_same_refusal():
    """One test for all of it, since telling the demo takes most of its time."""
    load_frameworks()
    with override_settings(DEMO=True):
        call_command("demo", stdout=StringIO())
    demo = District.objects.get(slug="northern-lakes")
    assert len(published(demo)) == 2

    the_second_opinion_is_the_same(demo)
