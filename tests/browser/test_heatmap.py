"""The heatmap in hand: by keyboard, its stories beside it, a school found, a chart to keep, all of it on one sheet."""

import re
import struct

import pytest
from playwright.sync_api import expect

from .conftest import new_page

pytestmark = [pytest.mark.browser, pytest.mark.once]

RESULTS = "/districts/northern-lakes/results/"
SUPERINTENDENT = "superintendent@demo.example"
SEVENTY_SCHOOLS = """
from districts.roles.models import Role
from people.users import User
from tests.factories import appoint, make_cycle, make_district, make_edition, make_family
from tests.reports.factories import add_school, publish

district = make_district(name="Seventy", slug="seventy")
families = [make_family(district, name=f"Family of schools number {number}") for number in range(8)]
cycle = make_cycle(district, edition=make_edition(9, 2))
levels = {f"{characteristic}.{practice}": practice + 1 for characteristic in range(1, 10) for practice in (1, 2)}
for number in range(70):
    add_school(cycle, levels, family=families[number % 8], name=f"École secondaire catholique {number}", local={"1.1", "9.2"})
publish(cycle)
appoint(Role.SUPERINTENDENT, User.objects.get(email="superintendent@demo.example"), district=district)
"""


@pytest.fixture
def heatmap(page, sign_in):
    """The demo district's heatmap, as its superintendent sees it."""
    sign_in(page, SUPERINTENDENT)
    page.goto(RESULTS)
    return page


def focused(page):
    """The name of what has the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return focused(page)


def test_table_is_one_tab_stop_and_arrow_keys_move_in_it(heatmap):
    heatmap.locator(".heat td a").first.focus()
    columns = heatmap.locator("thead th a").count()

    assert heatmap.locator('.heat a[tabindex="0"]').count() == 1
    assert re.match("District, 1 ", focused(heatmap))
    assert re.match("District, 2 ", press(heatmap, "ArrowRight"))
    assert re.match("District leadership team, 2 ", press(heatmap, "ArrowDown"))
    # The family's own row has no link; the next school has.
    assert re.match(r".* School, 2 ", press(heatmap, "ArrowDown"))
    assert re.match(rf".* School, {columns} ", press(heatmap, "End"))
    assert re.match(rf"District, {columns} ", press(heatmap, "ArrowUp", "ArrowUp"))
    press(heatmap, "Tab")
    assert not heatmap.evaluate("Boolean(document.activeElement.closest('.heat table'))")
    assert re.match(rf"District, {columns} ", press(heatmap, "Shift+Tab"))


def test_cell_that_has_the_focus_is_never_under_the_heads(heatmap):
    heatmap.emulate_media(reduced_motion="reduce")  # else it is still on its way when one looks
    heatmap.locator(".heat tbody tr").last.locator("td a").last.focus()
    for _press in range(40):
        heatmap.keyboard.press("ArrowUp")
        covered = heatmap.evaluate(
            """() => {
                const cell = document.activeElement.getBoundingClientRect();
                const top = document.elementFromPoint(cell.x + cell.width / 2, cell.y + 4);
                return !document.activeElement.contains(top) && !top?.contains(document.activeElement);
            }"""
        )
        assert not covered, focused(heatmap)


def test_story_opens_beside_the_cell_and_gives_the_focus_back(heatmap):
    cell = heatmap.get_by_role("link", name=re.compile("^O’Connor Public School, 2 "))
    cell.focus()
    heatmap.keyboard.press("Enter")
    panel = heatmap.get_by_role("dialog", name="O’Connor Public School")

    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel).to_contain_text("practices have an agreed level")
    panel.get_by_role("link", name=re.compile("^3 ")).click()
    expect(panel.locator(".eyebrow").first).to_contain_text("· 3 ")
    heatmap.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(cell).to_be_focused()
    expect(heatmap).to_have_url(re.compile(f"{RESULTS}$"))


def test_practices_cell_opens_the_story_at_its_practice(heatmap):
    heatmap.goto(f"{RESULTS}characteristics/2/")
    heatmap.get_by_role("link", name=re.compile(r"^O’Connor Public School, 2\.3")).click()

    expect(heatmap.locator("#story [id='p2.3']")).to_be_focused()


def test_school_is_found_while_one_types_and_by_those_without_scripts(heatmap, chromium, site, sign_in):
    schools = heatmap.locator(".heat tbody tr:not([class]):visible")
    everything = schools.count()
    heatmap.locator("#find").press_sequentially("ECOLE sec")

    expect(schools).to_have_count(1)
    expect(heatmap.locator("[data-find-says]")).to_have_text(f"Schools shown: 1 of {everything}")
    expect(heatmap.locator("tr.fam:visible")).to_have_count(1)
    with new_page(chromium, site, java_script_enabled=False) as page:
        sign_in(page, SUPERINTENDENT)
        page.goto(RESULTS)
        page.locator("#find").fill("ecole sec")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator(".heat tbody tr:not([class])")).to_have_count(1)
        page.locator(".heat tbody tr:not([class]) td a").first.click()
        expect(page.locator("h1")).to_contain_text("École secondaire")


def test_chart_can_be_kept_as_a_drawing_and_as_a_picture_with_the_tables_numbers(heatmap):
    said = []
    heatmap.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    heatmap.get_by_role("button", name="Explore as chart").click()
    expect(heatmap.locator("#chart .main-svg").first).to_be_visible(timeout=30_000)
    kept = {}
    for format in ("svg", "png"):
        with heatmap.expect_download() as download:
            heatmap.get_by_role("button", name=format.upper()).click()
        kept[format] = download.value.path().read_bytes()
        assert download.value.suggested_filename == f"northern-lakes-202526-level.{format}"

    cells = heatmap.locator(".heat tbody td:not(.cov)").evaluate_all(
        "all => all.map((cell) => cell.lastElementChild.firstChild.textContent.trim())"
    )
    drawing = kept["svg"].decode()
    assert sorted(re.findall(r">([\d.]+|–)</text>", drawing)) == sorted(cells)
    assert "Northern Lakes District School Board · Cycle 2025–26 · Level" in drawing
    width, height = struct.unpack(">II", kept["png"][16:24])
    assert kept["png"].startswith(b"\x89PNG")
    assert (width >= 1800, height > 1000) == (True, True)
    assert said == []


def test_seventy_schools_stand_on_one_sheet(chromium, own_site, sign_in):
    own_site.manage("shell", "--verbosity", "0", "-c", SEVENTY_SCHOOLS)
    with new_page(chromium, own_site) as page:
        sign_in(page, SUPERINTENDENT)
        sheets = {}
        for measure in ("level", "coverage"):
            page.goto(f"/districts/seventy/results/?measure={measure}")
            assert page.locator(".heat tbody tr:not([class])").count() == 70
            for size in ("A4", "Letter"):
                printed = page.pdf(format=size, landscape=True)
                sheets[measure, size] = len(re.findall(rb"/Type\s*/Page\b", printed))

    assert set(sheets.values()) == {1}, sheets
