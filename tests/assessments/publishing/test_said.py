"""What people are told of the protection threshold is what the blocks and the mirror go by."""

from itertools import count

import pytest
from django.conf import settings

from assessments.publishing.blocks import is_mirrored, is_safe, is_shown
from districts.settings.notice import NoticeFacts
from tests.factories import make_person


def facts(threshold):
    return NoticeFacts(threshold, months=24, kept_until=None, contact="")


def fewest(allowed):
    """The smallest number of people with which something is shown."""
    return next(filter(allowed, count()))


def beside_the_largest(people):
    """Teams of which so many people, of two teams, remain beside the two largest."""
    return (people, people, people - people // 2, people // 2)


@pytest.mark.parametrize("threshold", [3, 5, 9])
def test_the_notice_names_the_numbers_that_the_rules_ask_for(threshold):
    told = facts(threshold)

    assert told.in_a_block == fewest(lambda people: is_safe(beside_the_largest(people), threshold))
    assert told.in_the_mirror == fewest(lambda people: is_mirrored(people, threshold))


def test_the_page_about_protection_names_the_numbers_of_the_lowest_threshold(client, db):
    client.force_login(make_person())
    shown = client.get("/protection/").context
    lowest = settings.LOWEST_THRESHOLD

    assert shown["in_a_block"] == facts(lowest).in_a_block
    assert shown["in_the_mirror"] == facts(lowest).in_the_mirror
    assert shown["of_a_practice"] == fewest(lambda people: is_shown(beside_the_largest(people), lowest))
