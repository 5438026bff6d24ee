"""The service worker of the rate screen, where the browser does not let it keep what it hands on."""

import pytest
from playwright.sync_api import Error, expect

from .conftest import new_page
from .test_rate import MEMBER, cards, choose, open_rate, ready_offline, says

pytestmark = [pytest.mark.browser, pytest.mark.once]

REFUSE = "Promise.reject(new DOMException('no', 'QuotaExceededError'))"
HANG = "new Promise(() => {})"
WORKER_FAULTS = {
    "puts are refused": f"() => {{ Cache.prototype.put = () => {REFUSE} }}",
    "puts never end": f"() => {{ Cache.prototype.put = () => {HANG} }}",
    "nothing opens": f"() => {{ for (const name of ['open', 'match']) CacheStorage.prototype[name] = () => {REFUSE} }}",
    "nothing answers": f"() => {{ for (const name of ['open', 'match']) CacheStorage.prototype[name] = () => {HANG} }}",
}


@pytest.mark.parametrize("fault", WORKER_FAULTS)
def test_a_page_that_cannot_be_kept_comes_from_the_server_all_the_same(fault, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        open_rate(page, 6)
        ready_offline(page)
        page.context.service_workers[0].evaluate(WORKER_FAULTS[fault])
        choose(cards(page)[0], 3)
        says(page, "All saved")
        answer = page.reload()
        assert answer.from_service_worker
        # As the server draws it now; the page that was kept before has nothing saved there.
        expect(cards(page)[0].locator(".saved-area .saved")).to_contain_text("Saved")
        assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)") is True


def test_a_worker_that_can_keep_nothing_more_shows_nobody_the_page_of_somebody_else(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        address = open_rate(page, 6)
        ready_offline(page)
        page.context.service_workers[0].evaluate(WORKER_FAULTS["puts are refused"])
        page.context.clear_cookies(name="sessionid")
        other = page.context.new_page()
        other.add_init_script(f"CacheStorage.prototype.delete = () => {REFUSE}")  # only the worker can
        sign_in(other, "facilitator@demo.example", remembered=False)
        other.goto(address)
        mine, theirs = (one.locator("#rate").get_attribute("data-user") for one in (other, page))
        assert mine != theirs
        page.context.set_offline(True)
        with pytest.raises(Error, match="ERR_"):
            other.goto(address)
