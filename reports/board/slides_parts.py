"""The parts of a slide: titles, points, the native table and the native chart, in the colours of the product."""

from django.utils.translation import gettext as _
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from people.languages import as_read_aloud
from reports.colours import PAGE
from reports.figures.outcomes import tenths

INK, MUTED, ACCENT, BAND, PAPER = (
    RGBColor.from_string(PAGE[name][1:].upper()) for name in ("ink", "muted", "accent", "sunken", "surface")
)
LEFT, TOP, WIDE, HIGH = Inches(0.75), Inches(1.55), Inches(11.8), Inches(5.4)


def set_title(shape, words, size=30, top=0.45):
    shape.left, shape.top, shape.width, shape.height = LEFT, Inches(top), WIDE, Inches(0.95)
    write(shape.text_frame, words, size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def write(frame, words, size, *, bold=False, colour=INK, align=PP_ALIGN.LEFT):
    frame.text = words
    frame.word_wrap = True
    for paragraph in frame.paragraphs:
        paragraph.alignment = align
        style(paragraph.font, size, bold, colour)


def style(font, size, bold, colour):
    font.size, font.bold = Pt(size), bold
    font.color.rgb = colour


def add_points(slide, lines, shape=None):
    shape = shape or slide.shapes.add_textbox(LEFT, TOP, WIDE, HIGH)
    frame = shape.text_frame
    frame.word_wrap = True
    for number, (line, is_point) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = f"–\u00a0{line}" if is_point else line
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(8)
        style(paragraph.font, 20, False, INK)


def add_table(slide, board):
    report = board.report
    heads = [_("Characteristic"), _("Level")]
    heads += [_("Change since %(cycle)s") % {"cycle": report.before}] if report.compares else []
    heads += [_("%(level)s or above") % {"level": report.scale.target.label}] if report.scale.target else []
    heads += [_("Coverage"), _("Schools")]
    shape = slide.shapes.add_table(
        len(board.rows) + 1, len(heads), LEFT, TOP, WIDE, Inches(0.45) * (len(board.rows) + 1)
    )
    shape.name = _("Table of the characteristics")
    describe(shape, f"{board.headline} {board.since}")
    table = shape.table
    widths = widths_of(len(heads), report.compares)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = [heads, *(cells_of(row, report) for row in board.rows)]
    for y, cells in enumerate(rows):
        for x, words in enumerate(cells):
            fill(table.cell(y, x), words, head=y == 0, first=x == 0, band=y % 2 == 0)


def widths_of(columns, compares):
    wide = [Inches(4), Inches(2.7)] if compares else [Inches(4.6)]
    others = [(WIDE - sum(wide)) // (columns - len(wide))] * (columns - len(wide))
    return [wide[0], others[0], *wide[1:], *others[1:]]


def cells_of(drawn, report):
    row = drawn.row
    cells = [f"{row.number}  {row.name}", noted(drawn.level, drawn.dash if row.level is None else "")]
    cells += [noted(drawn.change, drawn.basis)] if report.compares else []
    cells += [noted(drawn.at_target, drawn.dash if row.at_target is None else "")] if report.scale.target else []
    return [
        *cells,
        noted(drawn.coverage, drawn.dash if row.coverage is None else ""),
        noted(str(row.schools), drawn.left_out),
    ]


def noted(figure, note):
    return f"{figure}\n{note}" if note else figure


def fill(cell, words, *, head, first, band):
    align = PP_ALIGN.LEFT if first else PP_ALIGN.RIGHT
    write(cell.text_frame, words, 15, bold=head or first, colour=PAPER if head else INK, align=align)
    for note in cell.text_frame.paragraphs[1:]:
        style(note.font, 10, False, PAPER if head else MUTED)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = ACCENT if head else BAND if band else PAPER


def add_chart(slide, board):
    report = board.report
    data = CategoryChartData(number_format="0.0")
    rows = list(reversed(board.rows))  # a bar chart begins at the bottom
    data.categories = [labelled_row(drawn) for drawn in rows]
    data.add_series(report.cycle, [format_level(drawn.row.level) for drawn in rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, LEFT, Inches(1.35), WIDE, Inches(5.75), data)
    frame.name = _("Chart of the levels")
    describe(frame, " · ".join(f"{labelled_row(drawn)} {drawn.level}" for drawn in board.rows))
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(14)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = report.scale.low, report.scale.high, 1
    axis.major_gridlines.format.line.color.rgb = BAND
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 0
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = ACCENT
    series.data_labels.show_value, series.data_labels.number_format = True, "0.0"
    series.data_labels.number_format_is_linked = False
    series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def labelled_row(drawn):
    name = f"{drawn.row.number}  {drawn.row.name}"
    return f"{name} ({drawn.dash})" if drawn.row.level is None else name


def format_level(level):
    """A level to one decimal, as shown everywhere; None leaves a gap."""
    return None if level is None else tenths(level) / 10


def describe(shape, words):
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def say_language(deck, language):
    """Set the language of every run of text, so that it is read aloud in it."""
    for slide in deck.slides:
        for properties in slide._element.xpath(".//a:rPr | .//a:defRPr | .//a:endParaRPr"):
            properties.set("lang", as_read_aloud(language))
