"""What must hold when something is missing: scripts, the newest page, the session, one's language."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import new_page

pytestmark = [pytest.mark.browser, pytest.mark.once]

MEMBER = "member@demo.example"


def rate_page(page):
    """The second characteristic of one's open assessment."""
    page.goto("/assessments/")
    page.locator("tbody a").first.click()
    address = re.search(r"/assessments/\d+/", page.url)[0] + "rate/2/"
    page.goto(address)
    return address


def test_rates_without_scripts(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, java_script_enabled=False) as page:
        sign_in(page, MEMBER)
        rate_page(page)
        card = page.locator("article.pr").first
        card.locator("[type=radio][value='1']").check()
        card.get_by_role("button", name="Save rating").click()

        expect(card.locator("[type=radio][value='1']")).to_be_checked()
        expect(card.locator(".saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def test_session_that_ended_leads_back_after_sign_in(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = rate_page(page)
        page.context.clear_cookies()
        page.reload()
        expect(page).to_have_url(re.compile("/accounts/login/"))
        page.fill("[name=login]", MEMBER)
        page.fill("[name=password]", "demo-demo-demo")
        page.locator("form:has([name=password]) [type=submit]").click()

        expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_language_switch_keeps_the_page(page, sign_in):
    sign_in(page, "superintendent@demo.example")
    page.goto("/districts/northern-lakes/results/?measure=target")
    page.get_by_role("button", name="Français").first.click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_url(re.compile(r"/districts/northern-lakes/results/\?measure=target$"))


def test_every_time_on_the_rate_screen_is_of_the_districts_clock(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, timezone_id="Asia/Kolkata", locale="en-US") as page:
        sign_in(page, MEMBER)
        rate_page(page)
        card = page.locator("article.pr").first
        level = card.locator(".lvs input:not(:checked)").first.get_attribute("value")
        card.locator(f".lvs input[value='{level}']").check()

        expect(page.locator("#save-state [data-text]")).to_have_text(re.compile("All saved, "))
        saved = card.locator(".saved-area .saved")
        expect(saved).to_have_text(re.compile(r"Saved \d\d:\d\d"))
        time = re.search(r"\d\d:\d\d", saved.inner_text())[0]
        expect(page.locator("#save-state [data-text]")).to_have_text(f"All saved, {time}")
