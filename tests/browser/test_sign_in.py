import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_demo_account_signs_in(page, sign_in):
    sign_in(page, "superintendent@demo.example")

    expect(page.locator("h1")).to_be_visible()
