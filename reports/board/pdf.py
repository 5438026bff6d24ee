"""The board report as a tagged PDF. Only the task worker imports it: typesetting takes too much memory for a page."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language
from PIL import ImageFile

from reports.exports.pango import NoPango

from .document import drawn

STYLE_SHEETS = tuple(
    f"css/{name}.css"
    for name in ("tokens", "heatmap/table", "heatmap/legend", "heatmap/print", "colours/levels", "board-pdf")
)


def board_pdf(report):
    """The report's bytes, as PDF/UA, with reading order, headings, table heads and language. Raises ``NoPango``."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError as missing:  # what Python says where Pango's libraries are not on the machine
        raise NoPango from missing
    # WeasyPrint turns it on for whoever shares its process; here a broken picture stays a broken picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    nothing = URLFetcher(allowed_protocols=())  # the page names no file, and nobody's words may
    page = render_to_string("reports/board/board_pdf.html", {"board": drawn(report), "language": get_language()})
    sheets = [CSS(string=Path(finders.find(name)).read_text(), url_fetcher=nothing) for name in STYLE_SHEETS]
    return HTML(string=page, url_fetcher=nothing).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")
