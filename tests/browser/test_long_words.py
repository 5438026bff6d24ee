"""Every page on a narrow screen, in a language whose texts are two fifths longer: nothing sticks out, nothing is cut."""

import pytest
from django.conf import settings

from tests.olf_site.extraction import translatable
from tests.olf_site.pseudo import write_catalogue
from tests.permissions.addresses import address_of

from .conftest import running_site
from .demo_world import describe_demo
from .test_axe import PAGES, TOO_WIDE, who_looks_at

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Texts that are wider, or higher, than the button or link that they stand in. What is in a line of text has no width.
CUT = """() => [...document.querySelectorAll('a, button, summary, .btn, .badge-state, [type=submit]')]
    .filter((e) => e.clientWidth > 1 && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
    .map((e) => `${e.tagName}.${e.className} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: ${e.textContent.trim()}`)"""


@pytest.fixture(scope="module")
def long_site(prepared, tmp_path_factory):
    """The site in that language."""
    folder = tmp_path_factory.mktemp("long")
    write_catalogue(folder / "locale", translatable())
    with running_site(prepared, folder, PSEUDO_LOCALE=str(folder / "locale")) as site:
        yield site


@pytest.fixture(scope="module")
def long_world(long_site):
    return describe_demo(long_site)


@pytest.fixture(scope="module")
def narrow_page(chromium, long_site, long_world):
    """One page, 320 pixels wide; `narrow_page(role)` signs somebody in, or nobody."""
    narrow = {"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"}
    context = chromium.new_context(base_url=long_site.base_url, **narrow)
    page = context.new_page()

    def signed_in(role, state):
        key = long_world.people.get(f"{role}@{state}", long_world.people.get(role))
        cookies = {settings.LANGUAGE_COOKIE_NAME: "eo"} | ({settings.SESSION_COOKIE_NAME: key} if key else {})
        context.clear_cookies()
        context.add_cookies([{"name": k, "value": v, "url": long_site.base_url} for k, v in cookies.items()])
        return page

    yield signed_in
    context.close()


# The widest of the fonts that a machine may have, and the one that pages are looked at with.
FONTS = ("Liberation Sans", "DejaVu Sans")
SET_FONT = "(family) => document.documentElement.style.setProperty('--font', `'${family}'`)"

# A page's other states have their words from the same templates.
ONE_STATE = [row for row in PAGES if "@" not in row or row.partition("@")[0] not in PAGES]


@pytest.mark.parametrize("row", ONE_STATE)
def test_long_words_fit_a_narrow_screen(long_site, long_world, narrow_page, row):
    page = narrow_page(who_looks_at(row), row.partition("@")[2])

    answer = page.goto(address_of(row, long_world))
    assert answer.status == 200, f"{answer.status} from {page.url}\n{long_site.log.read_text()[-3000:]}"

    assert "⟦" in page.content()
    for font in FONTS:
        page.evaluate(SET_FONT, font)
        assert (font, page.evaluate(TOO_WIDE)) == (font, [])
        assert (font, page.evaluate(CUT)) == (font, [])
