"""Files that the product makes: whose they are, what they tell of their making, and what ruins none of them."""

import datetime
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from people.languages import dialect_of
from reports.board.value import BoardWords, board_of
from reports.exports.csv import lines
from reports.exports.table import Field, Table
from reports.exports.xlsx import workbook_of
from tests.reports.board.test_export import needs_pango
from tests.reports.factories import add_school, make_published

NOW = datetime.datetime(2026, 1, 4, 12, tzinfo=datetime.UTC)
# What stood in texts before it was refused: each ruins a file of some kind.
UNWRITTEN = "\x01\x0b\x1b\ufdd0\ufffe\uffff\U0001ffff"


@pytest.fixture
def report():
    """A district's report, with characters in every text that no file can hold."""
    cycle = make_published(name=f"Now{UNWRITTEN}", characteristics=2)
    for name in ("North School", "South School"):
        add_school(cycle, {"1.1": 2, "2.1": 3}, name=name)
    words = BoardWords(learned=f"What{UNWRITTEN}we learned\n- and{UNWRITTEN} that", next_steps=f"Then{UNWRITTEN}")
    return replace(board_of(cycle, None, words), district=f"Northern{UNWRITTEN}Lakes")


def members_of(deck):
    """The parts of an Office file by name."""
    archive = zipfile.ZipFile(io.BytesIO(deck))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.django_db
@pytest.mark.once
def test_slides_open_whatever_stands_in_stored_texts(report):
    from reports.board.slides import board_slides

    deck = Presentation(io.BytesIO(board_slides(report)))

    said = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "we learned" in said
    assert not any(character in said for character in "\x01\x1b\ufdd0\ufffe\uffff")


@pytest.mark.django_db
@pytest.mark.once
def test_slides_are_the_district_s_and_tell_nothing_of_their_template(report):
    from reports.board.slides import board_slides

    written = board_slides(replace(report, district="Northern Lakes", cycle="2025–26"))
    properties = Presentation(io.BytesIO(written)).core_properties

    assert (properties.author, properties.last_modified_by, properties.comments) == (*["Northern Lakes"] * 2, "")
    assert properties.title == "Board report · 2025–26"
    assert properties.created.date() == report.published
    parts = members_of(written)
    assert [name for name in parts if "thumbnail" in name or "printer" in name or name == "docProps/app.xml"] == []
    assert not any(word in content for content in parts.values() for word in (b"Steve Canny", b"python-pptx"))


@needs_pango
@pytest.mark.django_db
@pytest.mark.once
def test_the_pdf_is_the_district_s_whatever_stands_in_stored_texts(report):
    from reports.board.pdf import board_pdf

    pdf = PdfReader(io.BytesIO(board_pdf(report)))

    assert pdf.metadata.author.startswith("Northern")
    assert "we learned" in " ".join(page.extract_text() for page in pdf.pages)


@pytest.mark.once
def test_a_workbook_is_the_district_s_and_opens_whatever_stands_in_a_cell():
    text = f"one{UNWRITTEN}two"
    table = Table(f"T{UNWRITTEN}", (Field("t", text),), [(text,)])

    book = openpyxl.load_workbook(
        io.BytesIO(workbook_of([table], title=text, made_at=NOW, author=f"Northern{UNWRITTEN}Lakes"))
    )

    assert book.properties.creator.startswith("Northern")
    marks = "\ufffd" * 5
    assert [cell.value for row in book.worksheets[0] for cell in row] == [f"one\ufffd\n{marks}two"] * 2


@pytest.mark.once
def test_a_csv_file_can_be_sent_whatever_stands_in_a_cell():
    written = "".join(lines(Table("T", (Field("t", "Text"),), [("one\ud800\uffff",)]), dialect_of("en")))

    assert written.encode().decode("utf-8-sig") == "Text\r\none\ufffd\ufffd\r\n"
