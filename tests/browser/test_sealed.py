"""A browser in which somebody rated shows nothing of it while it is sealed, not even what it keeps by itself."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from .conftest import new_page
from .test_rate import MEMBER, choose, open_rate, says

pytestmark = [pytest.mark.browser, pytest.mark.once]


def seal(site, moment):
    """What the member wrote until a moment is sealed; None opens it."""
    with closing(sqlite3.connect(site.database, timeout=20)) as connection, connection:
        connection.execute("UPDATE people_user SET sealed_at = ? WHERE email = ?", [moment, MEMBER])


def test_what_this_browser_keeps_is_not_shown_while_it_is_sealed_and_then_sent(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        address = open_rate(page, 6)
        saved, waiting = (page.locator("article.pr").nth(place) for place in (0, 1))
        choose(saved, 4)
        says(page, "All saved")
        page.context.set_offline(True)
        choose(waiting, 1)
        says(page, "Waiting for the connection")
        chosen = page.locator(".lvs input:checked")

        seal(restored_site, "2099-01-01 00:00:00")
        page.goto("about:blank")
        page.context.set_offline(False)
        page.goto("/")
        page.goto(address)
        expect(page.get_by_text("What you wrote for yourself is sealed")).to_be_visible()
        page.wait_for_timeout(1500)  # as long as storage may take to answer
        expect(chosen).to_have_count(0)

        seal(restored_site, None)
        page.goto(address)
        expect(saved.locator(".lvs input[value='4']")).to_be_checked()
        expect(waiting.locator(".lvs input[value='1']")).to_be_checked()
