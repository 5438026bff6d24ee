"""A meeting with one facilitator, three members and a projector: five browsers, one practice."""

import re
import statistics
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from .conftest import new_page

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Three who rate get the password; the second of them has answered nothing of the practice that comes next.
PREPARE = """
from assessments.cycles.models import Assessment
from assessments.rating.models import Rating
from assessments.meeting.queries import order_of
from people.users import User
meeting = Assessment.objects.get(cycle__published_at=None, team__name="Portage Lakes Collegiate")
people = [m.person for m in meeting.team.memberships.filter(rates=True).order_by("pk")[:3]]
User.objects.filter(pk__in=[p.pk for p in people]).update(password=User.objects.get(email="guide@demo.example").password)
Rating.objects.filter(seat__person=people[1], practice=order_of(meeting)[27], seat__assessment=meeting).delete()
print("prepared:", meeting.pk, *[p.email for p in people])
"""
REPLACE = """
from districts.roles.models import Membership
held = Membership.objects.filter(team__name="Portage Lakes Collegiate")
held.filter(person__email="guide@demo.example").update(facilitates=False)
held.filter(person__email="%s").update(facilitates=True)
"""
UNLINK = """
from assessments.cycles.models import Assessment
from assessments.evidence.models import EvidenceLink
meeting = Assessment.objects.get(cycle__published_at=None, team__name="Portage Lakes Collegiate")
EvidenceLink.objects.filter(assessment=meeting, practice=meeting.place.practice).delete()
"""
SAVED = re.compile(r"Saved \d\d:\d\d")
# How long each page waits before it asks again where the meeting stands; by its own clock, since machines are slow.
WAITS = """
const plain = window.setTimeout;
window.waits = [];
window.setTimeout = (act, milliseconds, ...rest) => {
    if (act.name === "ask") window.waits.push(milliseconds);
    return plain(act, milliseconds, ...rest);
};
"""
FOLLOWS = 1000  # milliseconds, for screens that follow within two seconds, as the product promises


@pytest.fixture
def room(chromium, own_site, sign_in):
    """The facilitator at the desk, three members at their own screens, the projector; and how they are called."""
    printed = own_site.manage("shell", "--verbosity", "0", "-c", PREPARE)
    pk, *members = re.search(r"prepared: (.*)", printed)[1].split()
    with ExitStack() as stack:

        def sits(email, path):
            page = stack.enter_context(new_page(chromium, own_site))
            page.add_init_script(WAITS)
            sign_in(page, email)
            page.goto(f"/assessments/{pk}/meeting/{path}")
            return page

        desk = sits("guide@demo.example", "")
        desk.get_by_role("link", name="To the desk").click()
        yield desk, [sits(email, "room/") for email in members], sits(members[0], "screen/"), members


def statement(page):
    return page.locator("h1.statement").inner_text()


def act_and_follow(pages, act, shows):
    """Do something at the desk; each of the screens shows what came of it."""
    act()
    for page in pages:
        shows(page)


def test_a_meeting_of_five_screens(own_site, room):
    desk, members, projector, names = room
    screens = [*members, projector]

    # The desk records an outcome: everybody goes along.
    before = statement(desk)
    assert {statement(page) for page in screens} == {before}
    desk.locator("[name=outcome][value='2']").check()
    desk.fill("[name=reason]", "It reaches us at times.")
    record = desk.get_by_role("button", name="Record and next")
    act_and_follow(screens, record.click, lambda page: expect(page.locator("h1")).not_to_have_text(before))
    expect(desk.locator("h1.statement")).not_to_have_text(before)
    practice = statement(desk)
    assert {statement(page) for page in screens} == {practice}
    expect(projector.locator("#following")).to_contain_text("Not revealed yet")

    # One changes an answer, one answers for the first time, one writes a note and stays: nobody else sees any of it.
    changing, voting, staying = members
    expect(voting.locator(".vote [type=radio]:checked")).to_have_count(0)
    for page, level in ((changing, 1), (voting, 4)):
        page.locator(f".vote .lv:has([value='{level}'])").click()
        expect(page.locator(".vote .saved")).to_have_text(SAVED)
    expect(projector.locator(".plot")).to_have_count(0)
    changing.reload()
    expect(changing.locator(".vote [value='1']")).to_be_checked()

    # The reveal: all at once, and nothing changes any more.
    reveal = desk.get_by_role("button", name="Reveal how we rated")
    act_and_follow(screens, reveal.click, lambda page: expect(page.locator(".plot")).to_be_visible())
    expect(desk.locator(".plot")).to_be_visible()
    dots = [page.locator(".plot i").count() for page in [desk, *screens]]
    assert len(set(dots)) == 1
    assert projector.locator(".plot li").first.locator("i").count() >= 1
    assert projector.locator(".plot li").last.locator("i").count() >= 1
    for page in members:
        expect(page.locator(".vote")).to_have_count(0)
    expect(voting.locator(".own")).to_contain_text("Embedded")
    assert not any(name.partition(".")[0].capitalize() in projector.inner_text("body") for name in names)

    # Somebody else takes over: their own screen offers the desk, which stands where the meeting does.
    own_site.manage("shell", "--verbosity", "0", "-c", REPLACE % names[2])
    staying.get_by_role("link", name="To the desk").click()
    assert statement(staying) == practice
    desk.get_by_role("button", name="Skip for now").click()
    expect(desk.locator("h1")).not_to_have_text(practice)  # 403: no longer theirs
    assert {statement(page) for page in (changing, voting, projector)} == {practice}

    # The new one leaves, comes back to the same practice, and parks it; then goes back to it and records.
    staying.goto("/")
    staying.goto(changing.url.replace("/room/", "/"))
    staying.get_by_role("link", name="To the desk").click()
    assert statement(staying) == practice
    staying.fill("[name=reason]", "We wait for the numbers.")
    screens = [changing, voting, projector]
    park = staying.get_by_role("button", name="Park it")
    act_and_follow(screens, park.click, lambda page: expect(page.locator("h1")).not_to_have_text(practice))
    staying.get_by_role("complementary").get_by_role("link", name=re.compile(re.escape(practice[:30]))).first.click()
    expect(staying.locator("[name=reason]")).to_have_value("We wait for the numbers.")
    bring = staying.get_by_role("button", name="Bring everybody here")
    act_and_follow(screens, bring.click, lambda page: expect(page.locator("h1")).to_have_text(practice))

    waits = [page.evaluate("window.waits") for page in screens]
    assert [len(asked) > 2 and statistics.median(asked) <= FOLLOWS for asked in waits] == [True] * 3, waits


def test_a_level_that_asks_for_evidence_asks_at_once(own_site, chromium, sign_in):
    printed = own_site.manage("shell", "--verbosity", "0", "-c", PREPARE)
    pk = re.search(r"prepared: (\d+)", printed)[1]
    own_site.manage("shell", "--verbosity", "0", "-c", UNLINK)
    with new_page(chromium, own_site) as page:
        sign_in(page, "guide@demo.example")
        page.goto(f"/assessments/{pk}/meeting/")
        page.get_by_role("link", name="To the desk").click()
        asked = page.get_by_role("group", name="This level asks for evidence")
        expect(asked).to_be_hidden()
        page.locator("[name=outcome][value='2']").check()
        expect(asked).to_be_hidden()
        page.locator("[name=outcome][value='3']").check()
        expect(asked).to_be_visible()
        asked.get_by_role("checkbox").first.check()
        page.get_by_text("Add a note or a link").click()
        page.fill("[name=new_title]", "A walk through six classrooms")
        page.select_option("[name=new_kind]", "observation")
        page.fill("[name=new_text]", "Seen in October, in five of six.")
        before = page.url
        page.get_by_role("button", name="Record and next").click()
        expect(page).not_to_have_url(before)
        page.goto(before)
        expect(page.locator("#main")).to_contain_text("A walk through six classrooms")
        expect(page.locator("[name=outcome][value='3']")).to_be_checked()
