"""An answer given in the meeting's room: sent when the network is back, marked until then, and told when it came too late."""

import re

import pytest
from playwright.sync_api import expect

from . import storage_faults as faults
from .conftest import new_page
from .test_rate import says, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]

GUIDE = "guide@demo.example"
# Somebody who rates gets a password, and has answered nothing of the practice that the meeting is at, which is not revealed.
PREPARE = """
from assessments.cycles.models import Assessment
from assessments.rating.models import Rating
from assessments.meeting.queries import order_of
from people.users import User
meeting = Assessment.objects.get(cycle__published_at=None, team__name="Portage Lakes Collegiate")
voter = meeting.team.memberships.filter(rates=True).order_by("pk").first().person
voter.password = User.objects.get(email="guide@demo.example").password
voter.save()
revealed = set(meeting.reveals.values_list("practice", flat=True))
practice = next(practice for practice in order_of(meeting) if practice.pk not in revealed)
meeting.place.practice = practice
meeting.place.save()
Rating.objects.filter(seat__person=voter, practice=practice).delete()
print("prepared:", meeting.pk, voter.email, practice.code)
"""
LATE = "^Could not be saved: 1. The practice was revealed before this answer arrived, so it was not saved.$"
SAVED = re.compile(r"Saved \d\d:\d\d")
RATE = "**/practices/*/rate/"


@pytest.fixture
def meeting(restored_site):
    """The address of a meeting, who answers in its room, and the practice that it is at."""
    printed = restored_site.manage("shell", "--verbosity", "0", "-c", PREPARE)
    pk, email, code = re.search(r"prepared: (\S+) (\S+) (\S+)", printed).groups()
    return f"/assessments/{pk}/meeting/", email, code


@pytest.fixture
def room(chromium, restored_site, meeting, sign_in):
    """The screen of one who answers."""
    address, email, _code = meeting
    with new_page(chromium, restored_site) as page:
        sign_in(page, email)
        page.goto(f"{address}room/")
        yield page


@pytest.fixture
def desk(chromium, restored_site, meeting, sign_in):
    """The facilitator's screen."""
    with new_page(chromium, restored_site) as page:
        sign_in(page, GUIDE)
        page.goto(meeting[0])
        page.get_by_role("link", name="To the desk").click()
        yield page


def vote(page, level):
    page.locator(f".vote .lv:has([value='{level}'])").click()


def mark_of(page):
    return page.locator(".vote .saved-area .saved")


@pytest.mark.parametrize(
    ("storage", "mark"),
    [("", "Kept on this device"), (faults.NEVER_OPENS, "Not saved yet. Keep this page open.")],
    ids=["stored", "in memory"],
)
def test_an_answer_given_in_a_network_gap_arrives(storage, mark, restored_site, room, meeting):
    _address, email, code = meeting
    room.add_init_script(storage)
    room.reload()
    room.context.set_offline(True)
    vote(room, 4)
    expect(mark_of(room)).to_have_text(mark)
    vote(room, 3)
    expect(room.locator("#save-state")).to_be_visible()
    assert code not in stored(restored_site, email)
    room.context.set_offline(False)
    expect(mark_of(room)).to_have_text(SAVED)
    says(room, "All saved")
    assert stored(restored_site, email)[code] == [3, "", 2]
    expect(room.locator(".vote label:has([value=withdrawn])")).to_be_visible()


def test_a_screen_drawn_anew_keeps_the_mark_and_the_choice_of_an_answer_that_waits(restored_site, room, desk, meeting):
    _address, email, code = meeting
    room.route(RATE, lambda route: route.abort())
    vote(room, 4)
    expect(mark_of(room)).to_have_text("Kept on this device")

    with room.expect_response("**/meeting/room/"):
        room.evaluate("void htmx.trigger('#following', 'meeting-changed')")
    expect(room.locator(".vote [value='4']")).to_be_checked()
    expect(mark_of(room)).to_have_text("Kept on this device")

    here = room.locator("h1").inner_text()
    desk.get_by_role("button", name="Skip for now").click()
    expect(room.locator("h1")).not_to_have_text(here)
    says(room, "^Waiting for the connection; kept on this device: 1$")
    desk.get_by_role("button", name="Previous").click()
    expect(room.locator("h1")).to_have_text(here)
    expect(room.locator(".vote [value='4']")).to_be_checked()
    expect(mark_of(room)).to_have_text("Kept on this device")

    room.unroute(RATE)
    expect(mark_of(room)).to_have_text(SAVED)
    assert stored(restored_site, email)[code] == [4, "", 1]


def test_an_answer_that_comes_after_the_reveal_is_told_until_it_is_dismissed(restored_site, room, desk, meeting):
    _address, email, code = meeting
    room.route(RATE, lambda route: route.abort())
    vote(room, 4)
    expect(mark_of(room)).to_have_text("Kept on this device")
    desk.get_by_role("button", name="Reveal how we rated").click()
    expect(room.locator(".plot")).to_be_visible()
    says(room, "^Waiting for the connection; kept on this device: 1$")

    room.unroute(RATE)
    says(room, LATE)
    expect(room.locator("#not-saved")).to_have_text("You had answered: 4")  # where no level is to choose any more
    room.reload()
    says(room, LATE)
    expect(room.locator("#not-saved")).to_have_text("You had answered: 4")
    room.get_by_role("button", name="Dismiss").click()
    says(room, "^Each answer is saved as you choose it.$")
    expect(room.locator("#not-saved")).to_be_hidden()
    room.reload()
    says(room, "^Each answer is saved as you choose it.$")
    assert code not in stored(restored_site, email)


def test_signed_out_in_the_room_the_answer_waits_for_signing_in_again(restored_site, room, meeting, sign_in):
    _address, email, code = meeting
    room.context.clear_cookies(name="sessionid")
    vote(room, 2)
    says(room, "^You are signed out. Kept on this device until you sign in again: 1$")
    expect(room.locator("#save-state").get_by_role("link", name="Sign in")).to_be_visible()
    assert code not in stored(restored_site, email)
    # In another tab: this page's token is now an old one.
    sign_in(room.context.new_page(), email, remembered=False)
    room.evaluate("void document.dispatchEvent(new Event('visibilitychange'))")
    expect(mark_of(room)).to_have_text(SAVED)
    assert stored(restored_site, email)[code] == [2, "", 1]


def test_without_scripts_the_room_saves_with_a_button(chromium, restored_site, meeting, sign_in):
    address, email, code = meeting
    with new_page(chromium, restored_site) as page:
        sign_in(page, email)
        cookies = page.context.cookies()
    with new_page(chromium, restored_site, java_script_enabled=False) as page:
        page.context.add_cookies(cookies)
        page.goto(f"{address}room/")
        page.locator(".vote [value='3']").check()
        page.get_by_role("button", name="Save rating").click()
        expect(page).to_have_url(re.compile(f"{address}room/$"))
        expect(mark_of(page)).to_have_text(SAVED)
        assert stored(restored_site, email)[code] == [3, "", 1]
