"""Nothing is lost on the rate screen: without a connection, without a server, signed out, in two tabs."""

import datetime
import os
import random
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Error, expect

from .conftest import DEMO_PASSWORD, kill, new_page, serve, stop, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.once]

MEMBER = "member@demo.example"
# How often the server is killed between a send and its acknowledgement: five times, or as `make soak` says.
KILLS = int(os.environ.get("SOAK", "5"))
# The page's own module of answers that wait: of another address it would be another one.
QUEUE = "import(document.querySelector('link[rel=modulepreload][href*=offline-queue]').href)"
STORED = """
    SELECT p.code, COALESCE(CAST(l.value AS text), r.answer), r.note, r.revision
      FROM assessments_rating r
      JOIN assessments_seat s ON s.id = r.seat_id
      JOIN assessments_cycle c ON c.id = s.cycle_id AND c.published_at IS NULL
      JOIN people_user u ON u.id = s.person_id AND u.email = ?
      JOIN frameworks_practice p ON p.id = r.practice_id
      LEFT JOIN frameworks_level l ON l.id = r.level_id
"""


def stored(site, email=MEMBER):
    """What the database holds of this person's answers in the open cycle, by the practice's code."""
    with closing(sqlite3.connect(site.database, timeout=20)) as connection:
        rows = connection.execute(STORED, [email]).fetchall()
    return {code: [int(said) if said.isdecimal() else said, *rest] for code, said, *rest in rows}


def open_rate(page, number):
    """A characteristic's page of one's open assessment; its address."""
    page.goto("/assessments/")
    page.locator("tbody a").first.click()
    address = re.search(r"/assessments/\d+/", page.url)[0] + f"rate/{number}/"
    page.goto(address)
    return address


def cards(page):
    return page.locator("article.pr").all()


def choose(card, level):
    card.locator(f".lvs input[value='{level}']").check()


def code_of(card):
    return card.locator(".code").inner_text()


def says(page, words):
    expect(page.locator("#save-state [data-text]")).to_have_text(re.compile(words))


def stop_the_clock(page):
    """From here on time passes on this page when the test says so."""
    page.clock.install()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))


def ready_offline(page):
    """Wait until the page is kept for opening without a connection."""
    kept = "navigator.serviceWorker.controller && caches.match(location.pathname).then(Boolean)"
    wait_until(page, kept, "the page was not kept")


def test_a_whole_characteristic_without_a_connection_is_sent_when_it_is_back(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        before = stored(restored_site)
        ready_offline(page)
        page.context.set_offline(True)
        codes = [code_of(card) for card in cards(page)]
        for place, card in enumerate(cards(page)):
            choose(card, place % 4 + 1)
        says(page, rf"Waiting for the connection.*: {len(codes)}$")
        expect(page.locator("article.pr .saved").first).to_have_text("Kept on this device")
        page.reload()
        assert [card.locator("input:checked").get_attribute("value") for card in cards(page)] == [
            str(place % 4 + 1) for place in range(len(codes))
        ]
        assert stored(restored_site) == before

        page.context.set_offline(False)
        says(page, "All saved")

        after = stored(restored_site)
    assert {code: after[code][0] for code in codes} == {code: place % 4 + 1 for place, code in enumerate(codes)}
    assert {code: after[code][2] for code in codes} == {code: before.get(code, [0, "", 0])[2] + 1 for code in codes}


def test_an_answer_chosen_before_the_scripts_have_come_is_sent_when_they_have(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, service_workers="block") as page:
        sign_in(page, MEMBER)
        address = open_rate(page, 6)
        held = []
        page.route(re.compile(r"/js/rate\."), lambda route: held.append(route))
        page.goto(address, wait_until="commit")
        card = page.locator("article.pr").first
        level = card.locator(".lvs input:not(:checked)").first.get_attribute("value")
        card.locator(f".lvs input[value='{level}']").check()
        card.locator("details.note summary").click()
        card.locator("[name=note]").fill("Chosen at once")
        code = code_of(card)
        assert held

        held[0].continue_()

        says(page, "All saved")
        expect(card.locator(f".lvs input[value='{level}']")).to_be_checked()
        assert stored(restored_site)[code][:2] == [int(level), "Chosen at once"]


def test_passing_over_a_level_records_nothing_and_undo_takes_back(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        before = stored(restored_site)
        card = cards(page)[0]
        code = code_of(card)
        stop_the_clock(page)  # however slow the machine, the arrows follow each other within a rest
        card.locator(".lvs input[value='1']").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.clock.run_for(1000)
        says(page, "All saved")
        passed = stored(restored_site)[code]
        page.get_by_role("button", name="Undo the last change").click()
        expect(card.locator(".saved")).to_have_text("Taken back")

        taken_back = stored(restored_site)[code]
    assert code not in before
    assert passed == [4, "", 1]
    assert taken_back == ["withdrawn", "", 2]


@pytest.mark.parametrize("view", [6, "table"], ids=["cards", "table"])
def test_an_answer_can_be_taken_back_as_soon_as_it_stands_and_not_before_or_after(
    view, chromium, restored_site, sign_in
):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, view)
        ready_offline(page)
        card = page.locator("article.pr", has=page.locator("[id^='statement-']", has_text="Align")).filter(
            has_not=page.locator("input:checked")
        )
        card = page.locator(f"#{card.first.get_attribute('id')}")
        back = card.locator("label:has([value=withdrawn])")
        expect(back).to_be_hidden()
        page.context.set_offline(True)
        choose(card, 3)
        expect(back).to_be_visible()
        page.reload()
        expect(back).to_be_visible()
        back.locator("input").check()
        expect(back).to_be_hidden()
        expect(card.locator("input:checked")).to_have_count(0)
        expect(card.locator("[name=answer]").first).to_be_focused()
        page.context.set_offline(False)
        says(page, "All saved")
        expect(card.locator(".saved")).to_have_text("Taken back")
        choose(card, 2)
        expect(card.locator(".saved")).to_contain_text("Saved")
        says(page, "All saved")
        expect(back).to_be_visible()

        taken = [row for row in stored(restored_site).values() if row[2] == 3]
    assert taken == [[2, "", 3]]


def test_a_note_is_still_kept_after_its_answer_was_taken_back(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        card = cards(page)[0]
        choose(card, 3)
        says(page, "All saved")
        card.locator("[value=withdrawn]").check()
        expect(card.locator(".saved")).to_have_text("Taken back")
        card.locator("details.note summary").click()
        card.locator("textarea").fill("Ask again in spring")
        expect(card.locator("[name=revision]")).to_have_value("3")

        kept = stored(restored_site)[code_of(card)]
    assert kept == ["withdrawn", "Ask again in spring", 3]


def test_an_answer_waits_through_signing_in_again(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = open_rate(page, 6)
        card = cards(page)[0]
        code = code_of(card)
        page.context.clear_cookies(name="sessionid")
        choose(card, 3)
        says(page, "You are signed out.*: 1$")
        assert code not in stored(restored_site)
        page.locator("#save-state").get_by_role("link", name="Sign in").click()
        page.fill("[name=login]", MEMBER)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.locator("form:has([name=password]) [type=submit]").click()
        expect(page).to_have_url(re.compile(re.escape(address)))
        says(page, "All saved")

        assert stored(restored_site)[code] == [3, "", 1]


def test_what_is_kept_of_one_person_is_neither_shown_to_another_nor_sent_as_theirs(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = open_rate(page, 6)
        code = code_of(cards(page)[0])
        ready_offline(page)
        others = stored(restored_site, "facilitator@demo.example")
        page.context.clear_cookies(name="sessionid")
        choose(cards(page)[0], 3)
        says(page, "You are signed out.*: 1$")
        other = page.context.new_page()
        sign_in(other, "facilitator@demo.example", remembered=False)
        wait_until(other, "caches.has('rate-who').then((is) => !is)", "the page kept for somebody else is still there")
        page.context.set_offline(True)
        with pytest.raises(Error, match="ERR_"):
            other.goto(address)
        page.context.set_offline(False)
        other.goto(address)
        expect(other.locator("#save-state [data-text]")).to_have_text(re.compile("Each answer is saved"))
        page.evaluate("window.dispatchEvent(new Event('online'))")
        says(page, "You are signed out.*: 1$")

        assert stored(restored_site, "facilitator@demo.example") == others
        assert code not in stored(restored_site)


def test_signing_out_asks_before_it_deletes_what_waits(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, 6)
        ready_offline(page)
        page.context.set_offline(True)
        choose(cards(page)[0], 2)
        says(page, "Waiting for the connection")
        page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('lost')))")
        page.context.set_offline(False)
        page.locator("details.menu:has(form[data-sign-out]) summary").click()
        page.get_by_role("button", name="Sign out").click()
        dialog = page.locator("#sign-out-dialog")
        expect(dialog).to_contain_text("Kept on this device alone: 1")
        dialog.get_by_role("button", name="Delete them and sign out").click()
        expect(page).to_have_url(re.compile("/accounts/login/"))

        assert page.evaluate("caches.keys()") == []
        count = "new Promise((done) => { indexedDB.open('rating').onsuccess = (e) => { e.target.result.transaction('edits').objectStore('edits').count().onsuccess = (c) => done(c.target.result) } })"
        assert page.evaluate(count) == 0


def test_two_tabs_show_what_the_other_saved(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as first:
        sign_in(first, MEMBER)
        address = open_rate(first, 6)
        second = first.context.new_page()
        second.goto(address)
        choose(cards(first)[0], 2)
        says(first, "All saved")
        expect(cards(second)[0].locator("input[value='2']")).to_be_checked()
        choose(cards(second)[0], 4)
        says(second, "All saved")
        expect(cards(first)[0].locator("input[value='4']")).to_be_checked()

        assert stored(restored_site)[code_of(cards(first)[0])] == [4, "", 2]


def test_two_devices_that_differ_show_both_answers_also_after_a_reload(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as first, new_page(chromium, restored_site) as second:
        for page in (first, second):
            sign_in(page, MEMBER)
            open_rate(page, 6)
        choose(cards(first)[0], 1)
        says(first, "All saved")
        choose(cards(second)[0], 4)
        says(second, "Could not be saved: 1")
        second.reload()
        conflict = cards(second)[0].locator(".conflict")
        expect(conflict).to_contain_text("Not yet evident")
        expect(conflict).to_contain_text("Embedded")
        conflict.get_by_role("button", name="Save what I chose here").click()
        says(second, "All saved")
        expect(second.locator("article.pr").first).to_be_focused()

        assert stored(restored_site)[code_of(cards(second)[0])] == [4, "", 2]


class Killing:
    """Kills the server around a send: before it had the request, after it wrote, or a moment after the choice."""

    def __init__(self, site, way):
        self.site, self.way, self.server, self.chance = site, way, site.server, random.Random(way)

    def choose(self, page, card, level):
        """Choose a level; the answer to its save is lost with the server."""
        if self.way == "at any moment":
            choose(card, level)
            card.locator(".code").click()
            page.wait_for_timeout(self.chance.uniform(0, 12))
            kill(self.server)
        else:
            page.route("**/practices/*/rate/", self.lose, times=1)
            choose(card, level)
            says(page, "Waiting for the connection")

    def lose(self, route):
        if self.way == "after it was written":
            assert route.fetch().status == 200
        kill(self.server)
        route.abort()

    def start_again(self, page):
        self.server = serve(self.site.environment, self.site.log)
        page.evaluate("void window.dispatchEvent(new Event('online'))")
        user = "document.getElementById('rate').dataset.user"
        sent = f"{QUEUE}.then((queue) => queue.editsOf({user})).then((edits) => edits.length === 0)"
        wait_until(page, sent, "answers still wait")
        says(page, "All saved")


@pytest.mark.parametrize("way", ["before the server had it", "after it was written", "at any moment"])
def test_a_server_killed_between_send_and_acknowledgement_loses_and_doubles_nothing(chromium, own_site, sign_in, way):
    killing = Killing(own_site, way)
    times = KILLS // 3 + (way != "at any moment") * (KILLS % 3) // 2
    # A request of a page with a service worker cannot be lost on purpose.
    with new_page(chromium, own_site, service_workers="block") as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        all_cards = cards(page)
        saved = {}
        for turn in range(times):
            card = all_cards[turn % len(all_cards)]
            code = code_of(card)
            level = (turn + turn // len(all_cards)) % 4 + 1
            killing.choose(page, card, level)
            killing.start_again(page)
            saved[code] = [level, "", saved.get(code, [0, "", 0])[2] + 1]
            held = stored(own_site)
            assert {code: held[code] for code in saved} == saved
        stop(killing.server)
