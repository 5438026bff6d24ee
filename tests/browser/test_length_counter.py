"""How much still fits a field: said near its end, to eyes and ears, and what a paste loses is said too."""

import pytest
from playwright.sync_api import expect

from .conftest import new_page
from .test_comforts import MEMBER, rate_page

pytestmark = [pytest.mark.browser, pytest.mark.once]

PASTE = """([field, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    document.execCommand("insertText", false, text.slice(0, field.maxLength - field.value.length));
}"""


def note_of(page):
    """The note beside the first rating."""
    rate_page(page)
    card = page.locator("article.pr").first
    card.locator("details.note summary").click()
    return card.locator("textarea")


def test_what_is_left_is_counted_as_the_server_counts_and_said_to_eyes_and_ears(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        note = note_of(page)
        counter, ear = page.locator(".length-left"), page.locator("#length-left")
        note.fill("x" * 9_000)
        expect(counter).to_have_count(0)
        note.fill("x" * 9_600 + "\n👩")
        expect(counter).to_have_text("Characters left: 397")
        expect(counter).to_have_attribute("aria-hidden", "true")
        expect(ear).to_have_text("Characters left: 397")
        expect(ear).to_have_attribute("role", "status")
        note.fill("x" * 100)
        expect(counter).to_have_count(0)
        expect(ear).to_be_empty()


def test_what_a_paste_loses_is_said(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        note = note_of(page)
        note.fill("")
        page.evaluate(PASTE, [note.element_handle(), "x" * 10_005])

        expect(page.locator(".length-left")).to_have_text(
            "Too long to paste in whole. Characters cut off at the end: 5"
        )


def test_without_scripts_a_field_still_ends_where_it_is_full(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, java_script_enabled=False) as page:
        sign_in(page, MEMBER)
        rate_page(page)
        page.locator("article.pr").first.get_by_role("link", name="Link evidence").click()

        long = page.locator("main form textarea, main form input:not([type=hidden])").filter(visible=True)
        lengths = {field.get_attribute("name"): field.get_attribute("maxlength") for field in long.all()}
        assert {name: lengths[name] for name in ("title", "note", "source", "url")} == {
            "title": "200",
            "note": "10000",
            "source": "200",
            "url": "4000",
        }
