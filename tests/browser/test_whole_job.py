"""The main job, whole: five people, from a cycle's opening to the heatmap and the evidence behind one of its cells."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from .conftest import new_page

pytestmark = pytest.mark.browser

CYCLE = "Seven functions, whole"
TEAM, OTHER_TEAM = "O’Connor Public School", "St. Brendan’s Elementary School"
EVIDENCE = "Minutes of the planning team"
COLLEAGUE = """
from districts.roles.models import Membership
from people.users import User
known = ["member@demo.example", "facilitator@demo.example"]
held = Membership.objects.current().filter(team__name="O’Connor Public School", rates=True)
colleague = held.exclude(person__email__in=known).first().person
User.objects.filter(pk=colleague.pk).update(password=User.objects.get(email=known[0]).password)
print("address:", colleague.email)
"""
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def person(chromium, own_site, sign_in):
    """`with person("member@demo.example") as page`: somebody at their own computer, signed in."""

    @contextmanager
    def person(email, **options):
        with new_page(chromium, own_site, **options) as page:
            sign_in(page, email)
            yield page

    return person


def open_cycle(page):
    """The administrator opens a cycle of seven practices for two teams; answers its address."""
    page.goto("/districts/northern-lakes/cycles/open/")
    page.fill("[name=name]", CYCLE)
    choose_option(page.locator("[name=edition]"), "Essential practices")
    choose_option(page.locator("[name=scale]"), "Four levels")
    today = page.evaluate("new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })")
    page.fill("[name=opens_on]", today)
    page.fill("[name=closes_on]", f"{int(today[:4]) + 1}{today[4:8]}01")
    for box in page.locator("[name=teams]").all():
        box.uncheck()
    for team in (TEAM, OTHER_TEAM):
        page.get_by_role("checkbox", name=team).check()
    page.get_by_role("button", name="Open the cycle").click()
    expect(page.locator("#main")).to_contain_text("The cycle is open.")
    return page.url


def choose_option(select, words):
    """Choose the option that begins with these words, as people do who know how it begins."""
    value = select.locator("option").filter(has_text=words).first.get_attribute("value")
    select.select_option(value)


def go_to_assessment(page):
    """From one's assessments to that of the new cycle."""
    page.goto("/assessments/")
    page.locator("tr").filter(has_text=CYCLE).get_by_role("link").click()
    expect(page.locator("#main")).to_contain_text(CYCLE)
    return re.search(r"/assessments/\d+/", page.url)[0]


def accept_notice(page, assessment):
    page.goto(f"{assessment}rate/")
    expect(page).to_have_url(re.compile("/notice/$"))
    page.get_by_role("button", name="I have read this; start rating").click()
    expect(page).to_have_url(re.compile("/rate/1/"))


def rate_with_mouse(page, *levels):
    """Click a level on each card, in order, and wait until its time shows."""
    cards = page.locator("article.pr")
    expect(cards).to_have_count(7)  # the page may still be on its way, and ``all`` takes what is there
    for card, level in zip(cards.all(), levels, strict=False):
        card.locator(f".lv:has([value='{level}'])").click()
        expect(card.locator(".saved")).to_have_text(SAVED)


def link_a_note(page):
    """A note as evidence for the first practice."""
    page.locator("article.pr").first.get_by_role("link", name="Link evidence").click()
    page.fill("[name=title]", EVIDENCE)
    for group, value in (("kind", "document"), ("rung", "doing")):
        choose_value(page, group, value)
    page.fill("[name=note]", "Written after each meeting; the targets stand on the first page.")
    page.get_by_role("button", name="Add and link").click()
    expect(page.locator("article.pr").first).to_contain_text(EVIDENCE)


def choose_value(page, name, value):
    """Choose in a select or a group of radio buttons."""
    select = page.locator(f"select[name={name}]")
    if select.count():
        select.select_option(value)
    else:
        page.locator(f"[name={name}][value={value}]").check()


def agree(page, level, reason):
    """Reveal, choose the level, say why, record."""
    page.get_by_role("button", name="Reveal how we rated").click()
    expect(page.get_by_role("list", name="How the team rated")).to_be_visible()
    page.locator(f"[name=outcome][value='{level}']").check()
    page.fill("[name=reason]", reason)
    page.get_by_role("button", name="Record and next").click()


def tab_to(page, wanted, most=150):
    """Press Tab until a link with this address has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if re.search(wanted, page.evaluate("document.activeElement.href || ''")):
            return
    pytest.fail(f"no link to {wanted} within {most} tabs of {page.url}", pytrace=False)


def test_five_people_do_the_whole_job(own_site, person):
    colleague = re.search(r"address: (\S+)", own_site.manage("shell", "-c", COLLEAGUE))[1]

    with person("administrator@demo.example") as administrator:
        cycle = open_cycle(administrator)

    with person("member@demo.example") as member:
        assessment = go_to_assessment(member)
        accept_notice(member, assessment)
        rate_with_mouse(member, 3, 2, 2, 2, 2, 2)
        last = member.locator("article.pr").last
        last.locator("[type=radio]").first.focus()
        member.keyboard.press("Space")
        member.keyboard.press("ArrowRight")
        expect(last.locator(".saved")).to_have_text(SAVED)
        member.reload()
        expect(last.locator("[type=radio][value='2']")).to_be_checked()
        expect(member.locator("#answered-all")).to_have_text("7 of 7 answered")
        link_a_note(member)

    with person(colleague) as page:
        accept_notice(page, assessment)
        rate_with_mouse(page, 2, 2, 3, 2, 1, 2, 2)

    with person("facilitator@demo.example") as facilitator:
        accept_notice(facilitator, assessment)
        rate_with_mouse(facilitator, 3, 2, 2, 1, 2, 2, 4)
        meet(facilitator, assessment)

    with person("administrator@demo.example") as administrator:
        publish(administrator, cycle)

    with person("superintendent@demo.example") as superintendent:
        drill_down(superintendent)


def meet(page, assessment):
    """The meeting: the first practice is agreed without the evidence that its level asks for, which takes a reason."""
    page.goto(f"{assessment}meeting/")
    page.get_by_role("button", name="Start the meeting").click()
    page.locator("tbody").get_by_role("link").first.click()
    agree(page, 3, "It is routine here.")
    expect(page.locator("#id_unsupported_reason")).to_be_visible()
    expect(page.locator("[name=outcome][value='3']")).to_be_checked()
    page.fill("#id_unsupported_reason", "The second kind is being collected this spring.")
    page.get_by_role("button", name="Record and next").click()
    for number in range(2, 8):
        expect(page.locator(".eyebrow")).to_contain_text(f"{number} of 7")
        agree(page, 2, "It reaches us at times.")
    expect(page.locator("#main")).to_contain_text("Every practice has an outcome.")
    page.get_by_role("link", name="Close the assessment").click()
    page.locator("#main form").get_by_role("button").click()
    expect(page.locator("#main")).to_contain_text("The record is written and no longer changes.")


def publish(page, cycle):
    """The other team's assessment is ended with a reason; then the cycle is published."""
    page.goto(cycle)
    waiting = page.locator("tr").filter(has_text=OTHER_TEAM)
    waiting.get_by_role("link", name=re.compile("End")).click()
    page.fill("[name=reason]", "The team meets again next year.")
    page.locator("#main form").get_by_role("button").click()
    expect(page.locator("#main")).to_contain_text("Ended without result.")
    page.goto(f"{cycle}publish/")
    page.locator("#main form").get_by_role("button").click()
    expect(page.locator("#main")).to_contain_text("Published.")


def drill_down(page):
    """By keyboard alone: from a cell of the heatmap to its story with the evidence, and on to the school's record."""
    page.goto("/")
    page.locator("#main a[href$='/northern-lakes/results/']").first.click()
    expect(page.locator("#main")).to_contain_text(CYCLE)
    row = page.locator("#results tr").filter(has_text=TEAM)
    expect(row).to_contain_text("2.1")
    page.locator("#print").focus()
    tab_to(page, r"/results/characteristics/1/$")
    # The table is one tab stop, at the district's cell; the team's stands below.
    page.keyboard.press("ArrowDown")
    assert TEAM in page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name=TEAM)
    expect(panel).to_contain_text(EVIDENCE)
    expect(panel).to_contain_text("The second kind is being collected this spring.")
    tab_to(page, r"/results/schools/\d+/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/results/schools/\d+/"))
    expect(page.locator("h1")).to_contain_text(TEAM)
    expect(page.locator("#main")).to_contain_text(EVIDENCE)
