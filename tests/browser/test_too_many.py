"""A part of a page that is asked for too often: the line under the bar says when to come back."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("text/plain; charset=utf-8", "Too many requests. Try again in 4 minutes.", "Try again in 4 minutes."),
        ("text/html", "<h1>A proxy’s own page</h1>", "The server could not do that."),
    ],
    ids=["our words", "a proxy's page"],
)
def test_who_has_to_wait_is_told_for_how_long(page, sign_in, kind, body, words):
    sign_in(page, "superintendent@demo.example")
    page.goto("/districts/northern-lakes/results/")
    page.route(
        lambda _address: True,
        lambda route: (
            route.fulfill(status=429, content_type=kind, body=body)
            if route.request.headers.get("hx-request")
            else route.continue_()
        ),
    )

    page.locator("a[hx-get]:not([aria-current])").first.click()

    expect(page.locator("#connection")).to_contain_text(words)
    expect(page.locator("#connection")).not_to_contain_text("<h1>")
