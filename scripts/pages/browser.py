"""One page of Chromium that looks at a site in the same way every time."""

import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from .demo import BASE_URL, HOST
from .neutral import TOKEN, UUID

READ = Path(__file__).with_name("page.js").read_text()
PATIENCE = 60_000
ALWAYS = {
    "viewport": {"width": 1440, "height": 900},
    "timezone_id": "America/Toronto",
    "reduced_motion": "reduce",
    "color_scheme": "light",
}
# What asks all the time is never done: a meeting's screen.
ASKED_AGAIN = re.compile(r"/now/")
# In pictures one token looks like another. Not in the page that is read: there they are taken out of the text.
HIDE = """([token, uuid]) => {
    const random = new RegExp(`${token}|${uuid}`, "g");
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (random.test(text.data)) text.data = text.data.replace(random, "token");
    }
    for (const control of document.querySelectorAll("input:not([type=hidden]), textarea"))
        if (random.test(control.value)) control.value = control.value.replace(random, "token");
}"""
DRAWN = "() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => null)"


@contextmanager
def opened(site, language, chromium):
    """A browser with the cookies of who asks the site."""
    with sync_playwright() as playwright:
        rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{site.port}"
        browser = playwright.chromium.launch(executable_path=chromium, args=[rules, "--font-render-hinting=none"])
        context = browser.new_context(base_url=BASE_URL, locale=f"{language}-CA", **ALWAYS)
        context.add_cookies([{"name": name, "value": value, "url": BASE_URL} for name, value in site.cookies])
        try:
            yield BrowserPage(context.new_page())
        finally:
            browser.close()


class BrowserPage:
    """A page that is always given time to load what it asks for after itself, such as a chart."""

    def __init__(self, page):
        self.page = page
        self.page.set_default_timeout(PATIENCE)
        self.asked = set()
        self.page.on("request", lambda request: self.asked.add(request))
        for event in ("requestfinished", "requestfailed"):
            self.page.on(event, lambda request: self.asked.discard(request))

    def go(self, path):
        """Open a path; answers the status and the address where it led."""
        self.asked.clear()
        answer = self.page.goto(path, wait_until="load")
        self.settle()
        return answer.status, self.page.url

    def settle(self):
        """Wait until nothing that was asked for is still on its way."""
        quiet = 0
        while quiet < 2:
            self.page.wait_for_timeout(15)
            waited_for = [one for one in self.asked if not ASKED_AGAIN.search(urlsplit(one.url).path)]
            quiet = 0 if waited_for else quiet + 1
        self.page.evaluate(DRAWN)

    def read(self):
        page = self.page.evaluate(READ)
        page["tree"] = self.page.locator("body").aria_snapshot().splitlines()
        return page

    def picture(self, path):
        self.page.evaluate(HIDE, [TOKEN.pattern, UUID.pattern])
        self.page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
