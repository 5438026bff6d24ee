"""Walk a site as one person in one language, in a browser, and write down every page.

Of a URL pattern only the first few pages are taken, in the order of the links that lead to them, and of each set of
parameters that a pattern is asked with only the first.
"""

import hashlib
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urlsplit

from playwright.sync_api import Error

from .browser import opened
from .demo import BASE_URL

# Open to strangers; for all others the navigation leads on from home.
FOR_STRANGERS = ("/", "/accounts/login/", "/accounts/password/reset/", "/protection/", "/accessibility/", "/api/v1/")
FILES = (".csv", ".xlsx", ".pdf", ".pptx", ".ics", ".json", ".txt", ".js", ".png", ".jpg", ".zip")
# Ends what the walk needs, or is no page of the site's own.
NOT_WALKED = ("/accounts/logout/", "/static/")
# Files of these kinds are text, and what is random in them can be taken out.
TEXT = ("text/", "application/json", "application/javascript")


@dataclass(frozen=True)
class Walk:
    """Who walks, in which language, and of a pattern how many pages; without a role a stranger.

    ``also``: addresses that are asked in the end although no link may lead there any more.
    """

    role: str | None
    language: str
    most: int
    also: tuple = ()

    @property
    def name(self):
        return f"{self.role or 'anonymous'}.{self.language}"


def pages_of(site, walk, chromium):
    """All pages and files of a walk, each once, in the order in which they were found."""
    site = site.seen_by(walk.role, walk.language)
    with opened(site, walk.language, chromium) as browser:
        return list(Walker(site, walk, browser).walk())


def take_pictures(site, walk, wanted, chromium):
    """A picture of each path, into the file that stands beside it."""
    site = site.seen_by(walk.role, walk.language)
    with opened(site, walk.language, chromium) as browser:
        for path, file in wanted:
            browser.go(path)
            browser.picture(file)


class Walker:
    def __init__(self, site, walk, browser):
        self.site, self.browser, self.most, self.also = site, browser, walk.most, walk.also
        self.known, self.taken, self.found = set(), Counter(), deque()

    def walk(self):
        visited = set()
        self.choose(["/", *FOR_STRANGERS])
        while self.found:
            path, kind = self.found.popleft()
            visited.add(path)
            page = self.visit(path)
            self.choose(page.pop("next", []))
            yield {"url": path, "kind": kind} | page
        for path in self.also:
            if path not in visited:
                page = self.visit(path)
                yield {"url": path, "kind": None} | {part: page[part] for part in page if part != "next"}

    def choose(self, links):
        """Queue those of a page's links that were not known and of whose kind there are not enough yet."""
        paths = dict.fromkeys(path_of(link) for link in links if is_ours(link))
        new = [path for path in paths if path not in self.known and not path.startswith(NOT_WALKED)]
        self.known.update(new)
        for path, pattern in zip(new, self.site.patterns_of([path.partition("?")[0] for path in new]), strict=True):
            names = sorted({name for name, _value in parse_qsl(urlsplit(path).query)})
            kind = f"{pattern}?{'&'.join(names)}" if names else pattern
            if self.taken[kind] < (1 if names else self.most):
                self.taken[kind] += 1
                self.found.append((path, kind))

    def visit(self, path):
        if path.partition("?")[0].endswith(FILES):
            return self.fetch(path)
        try:
            status, address = self.browser.go(path)
        except Error as error:
            if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
                return self.fetch(path)
            raise
        return {"status": status, "reached": path_of(address)} | self.browser.read()

    def fetch(self, path):
        """A file, without a browser."""
        answer = self.site.ask("GET", path)
        where, name = (answer.headers.get(header, "") for header in ("location", "content-disposition"))
        return {"status": answer.status, "type": answer.kind, "name": name, "location": where, "file": answer.body}


def said(page, neutral):
    """A page as it is written down: of a file a sum, of text without what is random in it."""
    file = page.pop("file", None)
    if file is not None:
        content = neutral(file.decode()).encode() if page["type"].startswith(TEXT) else file
        page["sum"] = hashlib.sha256(content).hexdigest()
    return neutral(page)


def is_ours(link):
    return link.startswith("/") or link.startswith(f"{BASE_URL}/")


def path_of(link):
    return urldefrag(link.removeprefix(BASE_URL))[0]
