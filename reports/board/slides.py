"""The board report as slides. Only the task worker imports it.

Tables and charts are PowerPoint's own, so that a presenter can edit them; a slide's title is a real title, so that
screen readers can navigate.
"""

import datetime
from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from .document import drawn
from .slides_parts import add_chart, add_points, add_table, say_language, set_title

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE_SLIDE, TITLE_ONLY = 0, 5
OF_THE_TEMPLATE = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
)
# What fits a slide at a size that can be read from the back of a room.
LETTERS_A_SLIDE = 620


def board_slides(report):
    board = drawn(report)
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    add_first(deck, board)
    add_table(add_slide(deck, _("Nine characteristics, for the district")), board)
    add_chart(add_slide(deck, _("Levels of the characteristics")), board)
    add_words(deck, _("What we learned"), board.learned)
    add_words(deck, _("Next steps"), board.next_steps)
    add_points(add_slide(deck, _("How to read these figures")), [(sentence, True) for sentence in board.notes])
    say_language(deck, get_language())
    forget_template(deck)
    sign(deck.core_properties, board.report)
    answer = BytesIO()
    deck.save(answer)
    return answer.getvalue()


def forget_template(deck):
    for part in (deck.part.package, deck.part):
        for key, relation in list(part._rels.items()):
            if relation.reltype in OF_THE_TEMPLATE:
                part.drop_rel(key)


def sign(properties, report):
    day = datetime.datetime.combine(report.published, datetime.time.min)
    properties.title, properties.language = f"{_('Board report')} · {report.cycle}", get_language()
    properties.author = properties.last_modified_by = report.district
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = day


def add_slide(deck, title):
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    set_title(slide.shapes.title, title)
    return slide


def add_first(deck, board):
    report = board.report
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    title = f"{_('Board report')} ({_('Draft')})" if report.words.is_draft else _("Board report")
    set_title(slide.shapes.title, title, size=44, top=1.4)
    date = date_format(report.published, "DATE_FORMAT")
    cycle = _("Cycle %(name)s, published %(date)s") % {"name": report.cycle, "date": date}
    schools = ngettext(
        "Agreed by the leadership team of %(schools)s school. No school and no person is named.",
        "Agreed by the leadership teams of %(schools)s schools. No school and no person is named.",
        report.schools,
    ) % {"schools": report.schools}
    below = slide.placeholders[1]
    below.left, below.top, below.width, below.height = Inches(0.75), Inches(2.6), Inches(11.8), Inches(3.8)
    add_points(slide, [(line, False) for line in (report.district, cycle, board.headline, board.since, schools)], below)


def add_words(deck, title, blocks):
    lines = [(line, block.is_list) for block in blocks for line in block.lines]
    page, letters = [], 0
    for line in lines:
        if page and letters + len(line[0]) > LETTERS_A_SLIDE:
            add_points(add_slide(deck, title), page)
            title, page, letters = continued(title), [], 0
        page.append(line)
        letters += len(line[0])
    if page:
        add_points(add_slide(deck, title), page)


def continued(title):
    words = _("(continued)")
    return title if title.endswith(words) else f"{title} {words}"
