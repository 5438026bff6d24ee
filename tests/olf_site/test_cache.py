"""The cache table holds what is counted: nothing that still counts is dropped, and what is over does not pile up."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db
OTHERS = 1_000


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        return cursor.fetchone()[0]


def test_count_outlives_a_thousand_other_keys():
    cache.set("a-counter", 7, 600)

    for number in range(OTHERS + 5):
        cache.set(f"{number}-more", 1, 600)

    assert cache.get("a-counter") == 7
    assert cache.get("0-more") == cache.get(f"{OTHERS}-more") == 1


def test_what_is_over_makes_room(time_machine):
    now = datetime.datetime(2026, 11, 20, 14, 0, tzinfo=datetime.UTC)
    time_machine.move_to(now, tick=False)
    cache.clear()
    for number in range(OTHERS + 5):
        cache.set(f"{number}-of-yesterday", 1, 600)
    cache.set("for-good", 1, None)
    time_machine.move_to(now + datetime.timedelta(days=1), tick=False)

    cache.set("of-today", 1, 600)

    assert rows() == 2
    assert cache.get("for-good") == 1
