"""A laptop that several people use: what one of them leaves behind in the browser, for whoever comes after."""

import re

import pytest
from playwright.sync_api import Error, expect

from .conftest import new_page, wait_until
from .test_rate import MEMBER, cards, choose, code_of, open_rate, ready_offline, says, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]
OTHER = "facilitator@demo.example"
PAGES = "caches.keys().then((names) => names.filter((name) => name !== 'rate-static'))"
WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
EDITS = """new Promise((done) => { indexedDB.open('rating').onsuccess = ({ target }) => {
    const edits = target.result.transaction('edits').objectStore('edits').count();
    edits.onsuccess = () => done(edits.result);
} })"""
SAVED = EDITS.replace("'edits'", "'saved'")


def leave_an_answer_behind(page, sign_in):
    """The member's session ends while an answer of theirs waits, and they go away."""
    sign_in(page, MEMBER, remembered=False)
    address = open_rate(page, 6)
    ready_offline(page)
    page.context.clear_cookies(name="sessionid")
    choose(cards(page)[0], 3)
    says(page, "You are signed out.*: 1$")
    page.close(run_before_unload=False)
    return address


def sign_out(page):
    page.locator("details.menu:has(form[data-sign-out]) summary").click()
    page.get_by_role("button", name="Sign out").click()


def test_whoever_signs_in_next_finds_no_page_and_is_asked_about_answers_that_wait(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        before = stored(restored_site)
        other = page.context.new_page()
        leave_an_answer_behind(page, sign_in)
        sign_in(other, OTHER, remembered=False)
        dialog = other.locator("#others-dialog")

        expect(dialog).to_contain_text("Kept on this device alone, and not sent: 1")
        assert other.evaluate(PAGES) == []
        assert other.evaluate(WORKERS) == 0
        dialog.get_by_role("button", name="Delete them").click()
        wait_until(other, f"{EDITS}.then((number) => number === 0)", "what waited is still there")
        other.reload()
        expect(dialog).to_be_hidden()
        assert stored(restored_site) == before


def test_answers_that_are_left_are_sent_when_their_author_is_back(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        before = stored(restored_site)
        other = page.context.new_page()
        leave_an_answer_behind(page, sign_in)
        sign_in(other, OTHER, remembered=False)
        other.locator("#others-dialog").get_by_role("button", name="Leave them").click()
        other.goto("/me/")
        expect(other.locator("#others-dialog")).to_be_hidden()  # asked once
        assert other.evaluate(EDITS) == 1
        other.context.clear_cookies(name="sessionid")
        sign_in(other, MEMBER, remembered=False)

        wait_until(other, f"{EDITS}.then((number) => number === 0)", "what waited was not sent")
        assert len(stored(restored_site)) == len(before) + 1


# As version 0.3.0 wrote it: the names are in people's browsers, whatever the scripts call them.
OF_AN_EARLIER_VERSION = """async ([user, practice, url]) => {
    const edit = { order: 1, user, practice, url, answer: "2", note: "Kept before", revision: 0, refused: "" };
    const database = await new Promise((done) => {
        const opening = indexedDB.open("rating", 1);
        opening.onsuccess = () => done(opening.result);
    });
    const writing = database.transaction(["edits", "saved"], "readwrite");
    writing.objectStore("edits").put({ ...edit, id: "5f3c1d0e-8a57-4c0b-9a53-6a1f0d2b7c11" });
    writing.objectStore("saved").put({ user, practice: "0", url, answer: "1", note: "", revision: 1 });
    await new Promise((done) => { writing.oncomplete = done });
    database.close();
    const pages = { "rate-who": "/who", [`rate-${user}`]: "/assessments/1/rate/1/", "rate-static": "/static/js/waiting.js" };
    for (const [name, path] of Object.entries(pages)) await (await caches.open(name)).put(path, new Response(user));
}"""


def test_what_an_earlier_version_kept_is_sent_and_then_deleted(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, 6)
        free = [card for card in cards(page) if not card.locator("[name=answer]:checked").count()][0]
        form, code = free.locator(".pr-form"), code_of(free)
        of = [page.locator("#rate").get_attribute("data-user"), form.get_attribute("data-practice")]
        address = form.evaluate("(form) => form.action")
        page.goto("/accounts/email/")
        page.evaluate(OF_AN_EARLIER_VERSION, [*of, address])
        page.goto("/me/")

        wait_until(page, f"{EDITS}.then((number) => number === 0)", "what was kept was not sent")
        assert stored(restored_site)[code][:2] == [2, "Kept before"]
        sign_out(page)
        expect(page).to_have_url(re.compile("/accounts/login/"))
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate(SAVED) == 0


@pytest.mark.parametrize("place", ["menu", "page"])
def test_signing_out_asks_about_somebody_else_s_answers_too_and_leaves_nothing(place, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        other = page.context.new_page()
        leave_an_answer_behind(page, sign_in)
        sign_in(other, OTHER, remembered=False)
        other.locator("#others-dialog").get_by_role("button", name="Leave them").click()
        if place == "menu":
            sign_out(other)
        else:
            other.goto("/accounts/logout/")
            other.locator("main").get_by_role("button", name="Sign out").click()
        dialog = other.locator("#sign-out-dialog")
        expect(dialog).to_contain_text("Kept on this device alone: 1")
        dialog.get_by_role("button", name="Delete them and sign out").click()
        expect(other).to_have_url(re.compile("/accounts/login/"))

        assert other.evaluate(EDITS) == 0
        assert other.evaluate("caches.keys()") == []


def test_a_browser_that_signs_out_without_scripts_is_told_to_throw_away_what_it_kept(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        open_rate(page, 6)
        ready_offline(page)
        page.route("**/device-data*.js", lambda route: route.abort())
        page.goto("/me/")
        page.evaluate("localStorage.setItem('left', 'behind')")
        sign_out(page)
        expect(page).to_have_url(re.compile("/accounts/login/"))

        assert page.evaluate("localStorage.getItem('left')") is None
        assert page.evaluate(WORKERS) == 0


def test_the_choice_of_light_or_dark_outlives_signing_out(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        page.evaluate("document.querySelector('[data-theme-choice=dark]').click()")
        sign_out(page)
        expect(page).to_have_url(re.compile("/accounts/login/"))
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

        page.evaluate("document.querySelector('[data-theme-choice=system]').click()")
        page.reload()
        assert page.locator("html").get_attribute("data-bs-theme") is None


def test_pages_that_open_without_a_connection_end_with_the_session(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = open_rate(page, 6)
        ready_offline(page)
        page.context.set_offline(True)
        assert page.goto(address).ok
        page.context.service_workers[0].evaluate("const now = Date.now(); Date.now = () => now + 15 * 24 * 3600 * 1000")

        with pytest.raises(Error, match="ERR_"):
            page.goto(address)


def test_a_session_that_was_ended_elsewhere_takes_its_pages_along(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = open_rate(page, 6)
        ready_offline(page)
        page.context.clear_cookies(name="sessionid")
        page.goto(address)
        expect(page).to_have_url(re.compile("/accounts/login/"))

        wait_until(page, f"{PAGES}.then((names) => names.length === 0)", "pages are still there")
