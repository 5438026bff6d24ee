"""The rate screen by keyboard: from the sign-in to the last practice, while a page opens, and while somebody types."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DEMO_PASSWORD, new_page
from .test_rate import MEMBER, cards, code_of, open_rate, says, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]

SAVED = re.compile(r"Saved \d\d:\d\d")
# The codes of the practices from the one that the address names, or from the first.
CODES = """() => [...document.querySelectorAll(location.hash ? ".pr:target, .pr:target ~ .pr" : ".pr")]
    .map((card) => card.querySelector(".code").innerText)"""


def test_keyboard_alone_from_sign_in_to_the_last_practice(chromium, restored_site):
    with new_page(chromium, restored_site) as page:
        page.goto("/accounts/login/")
        page.locator("[name=login]").focus()
        page.keyboard.type(MEMBER)
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.name") != "password":
            page.keyboard.press("Tab")
        page.keyboard.type(DEMO_PASSWORD)
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("/accounts/login/"))
        page.wait_for_load_state()
        press_until(page, "a", re.compile("rating", re.I))
        page.wait_for_url("**/rate/**")
        answered = []
        for _ in range(12):
            answered += answer_the_page(page)
            if not follow(page, "Next:"):
                break
        says(page, "All saved")

        held = stored(restored_site)
    assert answered[-1] == "9.14"
    assert {code: held[code][0] for code in answered} == dict.fromkeys(answered, 3)


def press_until(page, tag, words, most=60):
    """Tab on to the link or button with these words, and press Enter on it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "(tag) => (document.activeElement.matches(tag) ? document.activeElement.innerText : '')", tag
        )
        if words.search(text):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no {tag} with {words.pattern} within {most} Tabs")


def answer_the_page(page):
    """Answer a page's practices with keys alone, from the one that its address names, else the first; their codes."""
    page.wait_for_load_state()
    codes = page.evaluate(CODES)
    answered = []
    for _code in codes:
        page.keyboard.press("n")
        page.keyboard.press("3")
        answered.append(page.evaluate("document.activeElement.closest('.pr')?.querySelector('.code').innerText"))
    assert answered == codes
    expect(page.locator("article.pr").last.locator(".saved")).to_have_text(SAVED)
    return codes


def follow(page, words):
    """Tab to the way on, if there is one, and take it."""
    if not page.locator(".foot a", has_text=words).count():
        return False
    here = page.url
    press_until(page, "a", re.compile(words), most=80)
    expect(page).not_to_have_url(here)
    return True


# As soon as the keys are there, which is before the browser has gone to the practice that the address names.
FAST = """document.addEventListener("DOMContentLoaded", () => {
    for (const key of "n3n4") document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})"""


def test_keys_pressed_while_a_page_opens_answer_the_practice_that_its_address_names(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        address = open_rate(page, 6)
        before = stored(restored_site)
        codes = [code_of(card) for card in cards(page)]
        named = page.locator("article.pr").nth(1).get_attribute("id")
        page.goto("/")
        page.add_init_script(FAST)
        page.goto(f"{address}#{named}")
        says(page, "All saved")
        page.keyboard.press("n")
        page.keyboard.press("2")
        expect(cards(page)[3].locator("input[value='2']")).to_be_checked()
        expect(cards(page)[3].locator(".saved")).to_have_text(SAVED)

        after = stored(restored_site)
    assert {code: after[code][0] for code in codes if after.get(code) != before.get(code)} == {
        codes[1]: 3,
        codes[2]: 4,
        codes[3]: 2,
    }


def test_keys_are_listed_left_alone_while_typing_and_can_be_switched_off(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        card = cards(page)[0]
        card.locator("details.note summary").click()
        card.locator("textarea").fill("")
        card.locator("textarea").press_sequentially("123 n?")
        expect(card.locator("input:checked")).to_have_count(0)
        expect(card.locator("textarea")).to_have_value("123 n?")
        card.locator(".lvs input").first.focus()
        page.keyboard.press("?")
        help = page.locator("#rate-help")
        expect(help).to_be_visible()
        help.get_by_label("Use these keys").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        expect(card.locator("input:checked")).to_have_count(0)
        page.reload()
        page.keyboard.press("?")

        expect(help).to_be_hidden()
