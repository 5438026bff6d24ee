"""A browser's storage that refuses: answers go on from memory, the page says so, and signing out does not wait for it."""

import re

import pytest
from playwright.sync_api import expect

from . import storage_faults as faults
from .conftest import new_page, wait_until
from .test_rate import MEMBER, QUEUE, cards, choose, code_of, open_rate, says, stop_the_clock, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]

KEEP_OPEN = "Not saved yet. Keep this page open."
ON_THIS_DEVICE = "Kept on this device"
REFUSALS = {
    "put throws": faults.PUT_THROWS,
    "transactions abort": faults.ABORTS,
    "transactions never end": faults.NEVER_COMPLETES,
    "it never opens": faults.NEVER_OPENS,
    "it is forbidden": faults.FORBIDDEN,
    "it is missing": faults.MISSING,
    "it is full": "",
}
# Asked as the browser asks.
MAY_LEAVE = "window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
LOST = "void (window.fetch = () => Promise.reject(new TypeError('lost')))"
WAITING = """new Promise((done) => {
    indexedDB.open("rating").onsuccess = ({ target }) => {
        const rows = target.result.transaction("edits").objectStore("edits").getAll();
        rows.onsuccess = () => done(rows.result.map((edit) => edit.answer).join());
    };
})"""


def mark_of(card):
    return card.locator(".saved-area .saved")


def sign_out(page):
    page.locator("details.menu:has(form[data-sign-out]) summary").click()
    page.get_by_role("button", name="Sign out").click()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_an_answer_is_sent_from_memory_where_the_storage_refuses(refusal, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(REFUSALS[refusal])
        sign_in(page, MEMBER)
        open_rate(page, 6)
        limit = refusal == "it is full" and faults.limit_storage(page)
        first, second = cards(page)[:2]
        codes = [code_of(first), code_of(second)]
        choose(first, 3)
        expect(mark_of(first)).to_contain_text("Saved")
        says(page, "All saved")
        assert stored(restored_site)[codes[0]] == [3, "", 1]

        page.context.set_offline(True)
        choose(first, 1)
        expect(mark_of(first)).to_have_text(KEEP_OPEN)
        says(page, "^Not saved yet: 1. Keep this page open until the server answers.$")
        choose(second, 4)
        says(page, "^Not saved yet: 2. Keep")
        assert page.evaluate(MAY_LEAVE) is False
        choose(second, 2)
        says(page, "^Not saved yet: 3. Keep")

        page.context.set_offline(False)
        says(page, "All saved")
        assert page.evaluate(MAY_LEAVE) is True
        assert [stored(restored_site)[code] for code in codes] == [[1, "", 2], [2, "", 2]]
        if limit:
            limit.detach()


@pytest.mark.parametrize("lost", ["the connection", "all it kept"])
def test_a_storage_that_the_browser_closed_is_opened_anew(lost, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(faults.CLOSABLE)
        sign_in(page, MEMBER)
        open_rate(page, 6)
        first, second = cards(page)[:2]
        codes = [code_of(first), code_of(second)]
        page.context.set_offline(True)
        choose(first, 3)
        expect(mark_of(first)).to_have_text(ON_THIS_DEVICE)
        if lost == "the connection":
            page.evaluate("window.connections.forEach((connection) => connection.close())")
        else:
            faults.clear_storage(page)
        choose(second, 4)
        expect(mark_of(second)).to_have_text(ON_THIS_DEVICE)
        wait_until(page, f"{WAITING}.then((kept) => kept === '3,4')", "what waits is not kept")

        page.context.set_offline(False)
        says(page, "All saved")
        assert [stored(restored_site)[code] for code in codes] == [[3, "", 1], [4, "", 1]]


def test_nothing_says_saved_while_a_choice_has_not_been_sent(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        card = cards(page)[0]
        choose(card, 3)
        expect(mark_of(card)).to_contain_text("Saved")
        says(page, "All saved")
        stop_the_clock(page)
        choose(card, 4)
        expect(mark_of(card)).to_be_hidden()
        says(page, "^Saving…$")
        choose(card, 3)  # as it was: nothing to send
        page.clock.run_for(1000)
        expect(mark_of(card)).to_contain_text("Saved")
        says(page, "All saved")


def test_signed_out_with_answers_in_memory_one_signs_in_beside_the_page(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(faults.PUT_THROWS)
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, 6)
        card = cards(page)[0]
        code = code_of(card)
        page.context.clear_cookies(name="sessionid")
        choose(card, 3)
        says(page, "^You are signed out. Keep this page open and sign in in a new tab. Not saved yet: 1$")
        with page.expect_popup() as beside:
            page.locator("#save-state").get_by_role("link", name="Sign in").click()
        sign_in(beside.value, MEMBER, remembered=False)
        page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))")
        says(page, "All saved")
        assert stored(restored_site)[code] == [3, "", 1]


@pytest.mark.parametrize(
    "refusal", [faults.NEVER_OPENS, faults.NEVER_COMPLETES, ""], ids=["never opens", "never completes", "caches only"]
)
def test_signing_out_waits_two_seconds_for_storage_and_no_longer(refusal, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(refusal + faults.CACHES_NEVER_ANSWER)
        sign_in(page, MEMBER, remembered=False)
        stop_the_clock(page)
        sign_out(page)
        page.clock.run_for(2000)
        expect(page).to_have_url(re.compile("/accounts/login/"))


def test_signing_out_asks_about_answers_in_memory_too(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(faults.NEVER_OPENS + faults.CACHES_NEVER_ANSWER)
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, 6)
        card = cards(page)[0]
        code = code_of(card)
        page.evaluate(LOST)
        stop_the_clock(page)
        choose(card, 2)
        sign_out(page)  # within the answer's rest
        page.clock.run_for(1000)
        dialog = page.locator("#sign-out-dialog")
        expect(dialog).to_contain_text("Kept on this device alone: 1")
        page.clock.resume()
        dialog.get_by_role("button", name="Delete them and sign out").click()
        expect(page).to_have_url(re.compile("/accounts/login/"))
        assert code not in stored(restored_site)


@pytest.mark.parametrize("refusal", [faults.FORBIDDEN, faults.MISSING], ids=["forbidden", "missing"])
def test_pages_open_and_signing_out_works_without_any_storage(refusal, chromium, site, sign_in):
    with new_page(chromium, site) as page:
        page.add_init_script(refusal)
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, "table")
        expect(page.locator("#save-state [data-text]")).to_have_text("Each answer is saved as you choose it.")
        page.get_by_role("button", name="Keys").click()
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Your team’s evidence").first.click()
        expect(page.locator("h1")).to_be_visible()
        sign_out(page)
        expect(page).to_have_url(re.compile("/accounts/login/"))


def test_an_answer_from_whatever_stands_before_the_server_does_not_count_as_saved(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, service_workers="block") as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        card = cards(page)[0]
        code = code_of(card)
        page.route("**/rate/", lambda route: route.fulfill(status=200, body="<h1>Accept our terms</h1>"), times=1)
        choose(card, 3)
        expect(mark_of(card)).to_have_text(ON_THIS_DEVICE)
        says(page, "All saved")
        assert stored(restored_site)[code] == [3, "", 1]


def test_what_is_kept_of_another_assessment_is_not_shown_in_this_one(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, service_workers="block") as page:
        sign_in(page, MEMBER)
        address = open_rate(page, 6)
        card = cards(page)[0]
        elsewhere = f"""([user, practice, url]) => {QUEUE}.then((queue) => Promise.all([
            queue.acknowledge({{ user, practice, url, answer: "4", note: "Last year", revision: 9 }}),
            queue.put({{ order: 1, id: crypto.randomUUID(), user, practice, url, answer: "2", note: "", revision: 9, refused: "" }}),
        ]))"""
        user, practice = (
            page.locator("#rate").get_attribute("data-user"),
            card.locator(".pr-form").get_attribute("data-practice"),
        )
        page.route("**/assessments/0/**", lambda route: route.abort())
        page.evaluate(elsewhere, [user, practice, f"{restored_site.base_url}/assessments/0/practices/{practice}/rate/"])
        page.goto(address)
        says(page, "Waiting for the connection.*: 1$")
        expect(card.locator("input:checked")).to_have_count(0)
        choose(card, 3)
        says(page, "Waiting for the connection.*: 2$")
        page.unroute("**/assessments/0/**")
        says(page, "^Could not be saved: 1.")
        assert stored(restored_site)[code_of(card)] == [3, "", 1]


def test_a_note_without_an_answer_is_said_not_to_be_saved(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        card = cards(page)[0]
        card.locator("details.note summary").click()
        card.locator("textarea").fill("Ask again in spring")
        expect(mark_of(card)).to_have_text("Not saved yet. Choose an answer; the note is saved with it.")
        assert page.evaluate(MAY_LEAVE) is False
        choose(card, 2)
        expect(mark_of(card)).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
        assert page.evaluate(MAY_LEAVE) is True
        assert stored(restored_site)[code_of(card)] == [2, "Ask again in spring", 1]
