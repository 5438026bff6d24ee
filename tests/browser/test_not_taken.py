"""An answer given alone that arrives when the team rates together in the room stays with its author, in words."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import new_page
from .test_rate import MEMBER, cards, choose, code_of, open_rate, says, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Nobody of the member's team has answered yet.
PREPARE = """
from assessments.cycles.models import Assessment
from assessments.rating.models import Rating
from people.users import User
member = User.objects.get(email="member@demo.example")
rating = Assessment.objects.get(cycle__published_at=None, team__memberships__person=member)
Rating.objects.filter(seat__assessment=rating).delete()
"""
START = f"""{PREPARE}
from assessments.meeting.actions import start_meeting
start_meeting(assessment=rating, by=None, in_the_room=True)
"""
RATE = "**/practices/*/rate/"
NOTE = "Seen twice in grade 4"
NOT_TAKEN = "^Could not be saved: 1. An answer given alone is not taken while your team rates together in the room."


def test_an_answer_that_comes_after_the_start_in_the_room_is_shown_until_it_is_dismissed(
    chromium, restored_site, sign_in
):
    restored_site.manage("shell", "--verbosity", "0", "-c", PREPARE)
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        page.route(RATE, lambda route: route.abort())
        card = cards(page)[0]
        code = code_of(card)
        card.locator("details.note summary").click()
        card.locator("[name=note]").fill(NOTE)
        choose(card, 3)
        says(page, "^Waiting for the connection; kept on this device: 1$")
        restored_site.manage("shell", "--verbosity", "0", "-c", START)

        page.unroute(RATE)
        told = f"{code} · You had answered: Established – “{NOTE}”"
        says(page, NOT_TAKEN)
        expect(page.locator("#not-saved")).to_have_text(told)
        page.reload()
        says(page, NOT_TAKEN)
        expect(page.locator("#not-saved")).to_have_text(told)
        expect(page.get_by_text(re.compile("^Your team rates together in the room"))).not_to_have_count(0)
        assert stored(restored_site) == {}

        page.get_by_role("button", name="Dismiss").click()
        expect(page.locator("#not-saved")).to_be_hidden()
        page.reload()
        says(page, "^Each answer is saved as you choose it.$")
        expect(page.locator("#not-saved")).to_be_hidden()
