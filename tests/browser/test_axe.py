"""Every page of the matrix, as somebody whom it is for: no barrier that axe finds, in both colour schemes; fits 320 px."""

import pytest

from tests.permissions.addresses import address_of
from tests.permissions.matrix import MATRIX

from .axe import TAGS, barriers_on, bring_axe, same_ids, thin_out

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Who looks at a page: the first of these to whom the matrix opens it. Strangers first, for what is open to them.
LOOKING = (
    "anonymous",
    "facilitator",
    "guide",
    "administrator",
    "superintendent",
    "principal",
    "trustee",
    "editor",
    "installation",
    "province",
)
NOT_A_PAGE = ("_csv", "_xlsx", "_file", "_chart", "_now", "_offline", "_json")
PAGES = [
    row
    for (method, row), answers in MATRIX.items()
    if method == "GET" and "200" in answers.values() and not row.partition("@")[0].endswith(NOT_A_PAGE)
]
# How wide the page is where it is wider than the window, and what sticks out.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const page = document.documentElement.scrollWidth;
    if (page <= width) return [];
    const out = [...document.body.querySelectorAll('*')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > width + 1);
    return [page, ...out.map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`).slice(0, 5)];
}"""


def who_looks_at(row):
    """The role in whose eyes a page is looked at."""
    first = (
        ("member",) if ":rate_" in row or ":own_rating" in row else ()
    )  # one of the demo's facilitators only facilitates
    return next(role for role in (*first, *LOOKING) if MATRIX["GET", row][role] == "200")


@pytest.fixture(scope="session")
def said():
    """What the pages' consoles said that is an error."""
    return []


@pytest.fixture(scope="session")
def pages(chromium, site, demo_world, said):
    """One page a role, kept: signed in by its session's cookie. Without motion: axe would see colours on their way."""
    kept = {}

    def page_of(role, state):
        role = f"{role}@{state}" if f"{role}@{state}" in demo_world.people else role
        if role not in kept:
            context = chromium.new_context(base_url=site.base_url, locale="en-CA", reduced_motion="reduce")
            bring_axe(context)
            if role != "anonymous":
                cookie = {"name": "sessionid", "value": demo_world.people[role], "url": site.base_url}
                context.add_cookies([cookie])
            kept[role] = page = context.new_page()
            page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: said.append(str(error)))
        return kept[role]

    yield page_of
    for page in kept.values():
        page.context.close()


@pytest.mark.parametrize("row", PAGES)
def test_page_has_no_barrier(site, pages, demo_world, said, row):
    page = pages(who_looks_at(row), row.partition("@")[2])
    page.set_viewport_size({"width": 1280, "height": 720})
    said.clear()

    answer = page.goto(address_of(row, demo_world))
    assert answer.status == 200, f"{answer.status} from {page.url}\n{site.log.read_text()[-3000:]}"

    page.set_viewport_size({"width": 320, "height": 640})
    too_wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": 1280, "height": 720})
    doubled = same_ids(page)
    thin_out(page)
    barriers = barriers_on(page, tags=TAGS)

    assert barriers == []
    assert doubled == []
    assert too_wide == []
    assert said == []
