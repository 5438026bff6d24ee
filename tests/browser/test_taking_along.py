"""A superintendent with the mouse: from the heatmap to the evidence, and every file opened by what did not write it."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]

RESULTS = "/districts/northern-lakes/results/"
SCHOOL = "Lighthouse Point Public School"
IN_SLIDES = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@pytest.fixture
def reader(page, sign_in):
    """The demo district's superintendent."""
    sign_in(page, "superintendent@demo.example")
    return page


@pytest.fixture
def heatmap(reader):
    """Their heatmap."""
    reader.goto(RESULTS)
    return reader


def kept(page, link):
    """What the browser keeps of a download."""
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def row_of(page, school):
    """What stands in a school's row of the heatmap: its cells as numbers, missing ones as nothing."""
    cells = page.locator("#results tr").filter(has_text=school).locator("td:not(.cov)")
    return [float(text) for text in cells.evaluate_all("all => all.map((cell) => parseFloat(cell.innerText))")]


def test_from_a_measure_and_a_family_to_the_evidence_behind_a_cell(heatmap):
    heatmap.get_by_role("link", name="At or above target").click()
    expect(heatmap).to_have_url(re.compile("measure=target"))
    heatmap.get_by_label("Family of schools").select_option(label="Harbour family of schools")
    expect(heatmap).to_have_url(re.compile(r"family=\d+"))
    expect(heatmap.locator("#results tr").filter(has_text="Birchbark")).to_have_count(0)

    heatmap.locator("#results tr").filter(has_text=SCHOOL).locator("td a").first.click()
    story = heatmap.get_by_role("dialog", name=SCHOOL)
    expect(story).to_be_visible()
    story.get_by_role("link", name="The whole record").click()

    expect(heatmap.locator("h1")).to_contain_text(SCHOOL)
    name, _bytes = kept(heatmap, heatmap.locator("a[href*='/results/evidence/']").first)
    assert name
    heatmap.go_back()
    expect(heatmap).to_have_url(re.compile(r"(?=.*measure=target).*family=\d+"))


def test_tables_open_in_pandas_and_in_a_workbook_with_the_pages_numbers(heatmap):
    shown = row_of(heatmap, SCHOOL)

    _name, text = kept(heatmap, heatmap.locator("#download"))
    table = pd.read_csv(io.BytesIO(text))
    levels = table[table["School"] == SCHOOL].filter(regex="Level")
    assert levels.iloc[0].tolist() == shown

    _name, workbook = kept(heatmap, heatmap.get_by_role("link", name="Excel workbook"))
    readme, figures, *_others = load_workbook(io.BytesIO(workbook)).worksheets
    head, *rows = figures.iter_rows(values_only=True)
    rows = pd.DataFrame(rows, columns=head)
    assert rows[rows["School or team"] == SCHOOL]["Level"].tolist() == shown
    assert "Northern Lakes" in " ".join(str(cell.value) for cell in readme["B"])

    _name, practices = kept(heatmap, heatmap.get_by_role("link", name="All practices as CSV"))
    practices = pd.read_csv(io.BytesIO(practices))
    own = practices[practices["School or team"] == SCHOOL].groupby("Characteristic")["Level"].mean()
    assert own.round(1).tolist() == pytest.approx(shown, abs=0.05)


def test_board_report_is_made_while_one_waits_and_opens_elsewhere(site, reader):
    reader.goto(f"{RESULTS}board/")
    level = reader.locator(".board-table tbody tr").first.locator("td").first.inner_text().split()[0]
    reader.get_by_role("button", name="Make PowerPoint").click()
    expect(reader.locator("#export")).to_contain_text("Waiting for its turn")

    site.manage("work", "--batch")

    name, slides = kept(reader, reader.get_by_role("link", name="Download"))
    assert name.endswith("board-report.pptx")
    with zipfile.ZipFile(io.BytesIO(slides)) as file:
        assert file.testzip() is None
        pages = [file.read(part) for part in file.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)]
        said = [text.text for page in pages for text in ElementTree.fromstring(page).iter(IN_SLIDES)]
        assert any(part.startswith("ppt/charts/chart") for part in file.namelist())
    assert "Northern Lakes District School Board" in " ".join(said)
    assert level in said


@pytest.mark.needs_pango
def test_board_report_opens_as_pdf(site, reader):
    from pypdf import PdfReader

    reader.goto(f"{RESULTS}board/")
    reader.get_by_role("button", name="Make PDF").click()
    site.manage("work", "--batch")

    name, written = kept(reader, reader.get_by_role("link", name="Download"))
    document = PdfReader(io.BytesIO(written))
    assert name.endswith("board-report.pdf")
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert "Vision & goals" in " ".join(" ".join(page.extract_text().split()) for page in document.pages)
