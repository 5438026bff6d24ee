"""A link that is handed on: copied where the browser can, counted where somebody looks."""

import pytest
from playwright.sync_api import expect

from .conftest import new_page

pytestmark = [pytest.mark.browser, pytest.mark.once]

LINKS = "/districts/northern-lakes/results/board/links/"
# What browsers have on a page that came by plain http, and where the person, or a policy, says no.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));"
# As in a tab that is loaded behind another one.
BEHIND = """
  let state = "hidden";
  Object.defineProperty(document, "visibilityState", { get: () => state });
  window.bringToFront = () => { state = "visible"; document.dispatchEvent(new Event("visibilitychange")); };
"""


@pytest.fixture
def superintendent(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, "superintendent@demo.example")
        yield page


def make_link(page):
    page.goto(LINKS)
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("Link to the shared report").input_value()


def how_often(page):
    page.goto(LINKS)
    return page.locator("li.card-quiet").first.inner_text()


# -- Copied --------------------------------------------------------------------------------------------


def test_copied_is_said_of_what_was_copied_and_not_for_ever(superintendent):
    superintendent.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = make_link(superintendent)
    superintendent.clock.install()

    superintendent.get_by_role("button", name="Copy").click()

    expect(superintendent.get_by_role("button", name="Copied")).to_be_focused()
    expect(superintendent.locator("[role=status]").filter(has_text="Copied")).to_have_count(1)
    assert superintendent.evaluate("navigator.clipboard.readText()") == link
    superintendent.clock.run_for(6_000)
    expect(superintendent.get_by_role("button", name="Copy", exact=True)).to_be_visible()


@pytest.mark.parametrize("browser", [NO_CLIPBOARD, REFUSED], ids=["plain http", "refused"])
def test_what_was_not_copied_is_selected_and_the_button_says_how(superintendent, browser):
    superintendent.add_init_script(browser)
    link = make_link(superintendent)

    superintendent.get_by_role("button", name="Copy").click()

    expect(superintendent.get_by_role("button", name="Press Ctrl+C")).to_be_visible()
    expect(superintendent.get_by_text("Copied")).to_have_count(0)
    field = superintendent.get_by_label("Link to the shared report")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == link


def test_every_copy_button_is_the_same(superintendent, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        page.add_init_script(NO_CLIPBOARD)
        sign_in(page, "superintendent@demo.example")
        page.goto("/me/dates/")
        page.get_by_role("button", name="address").first.click()
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("button", name="Press Ctrl+C")).to_be_visible()


# -- Counted -------------------------------------------------------------------------------------------


def test_a_page_in_sight_is_counted_once(superintendent, chromium, restored_site):
    link = make_link(superintendent)
    assert "Not looked at yet." in how_often(superintendent)

    with new_page(chromium, restored_site) as reader:
        with reader.expect_request("**/looked/") as sent:
            reader.goto(link)
        assert sent.value.post_data is None
        assert "cookie" not in sent.value.all_headers()
        reader.wait_for_timeout(2_500)  # a second one would come by then

    assert "Looked at 1 time, last on" in how_often(superintendent)


def test_a_page_that_nobody_sees_is_not_counted_until_somebody_does(superintendent, chromium, restored_site):
    link = make_link(superintendent)

    with new_page(chromium, restored_site) as reader:
        reader.add_init_script(BEHIND)
        reader.goto(link)
        reader.wait_for_timeout(2_500)
        assert "Not looked at yet." in how_often(superintendent)

        with reader.expect_response("**/looked/"):
            reader.evaluate("bringToFront()")

    assert "Looked at 1 time" in how_often(superintendent)


def test_a_glance_is_no_look(superintendent, chromium, restored_site):
    link = make_link(superintendent)

    with new_page(chromium, restored_site) as reader:
        reader.goto(link)
        reader.goto("about:blank")
        reader.wait_for_timeout(2_500)

    assert "Not looked at yet." in how_often(superintendent)


def test_without_scripts_a_copy_is_read_and_not_counted(superintendent, chromium, restored_site):
    link = make_link(superintendent)

    with new_page(chromium, restored_site, java_script_enabled=False) as reader:
        reader.goto(link)
        expect(reader.locator("h1")).to_have_text("Board report")
        reader.wait_for_timeout(2_500)

    assert "Not looked at yet." in how_often(superintendent)
