"""A piece of evidence as a record froze it, drawn in one join: a record shows some eighty of them."""

from html import escape

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from people.templatetags.icons import icon
from people.text import with_breaks

register = template.Library()


@register.simple_tag
def frozen_piece(piece, file_url):
    """The piece as a chip, with what it says to be opened; after a withdrawal only its place.

    ``file_url`` leads to its file, where it is one.
    """
    if piece.withdrawn_at:
        words = _("Withdrawn on %(date)s") % {"date": date_format(localtime(piece.withdrawn_at), "DATE_FORMAT")}
        return mark_safe(f'<span class="chip">{icon("lock")}<span class="muted">{escape(words)}</span></span>')
    words = escape(f"{piece.title} · {piece.get_kind_display()} · {piece.get_rung_display()}")
    if piece.carrier == "file":
        size = escape(filesizeformat(piece.file_size))
        chip = f'<a class="chip" href="{escape(file_url)}">{icon("file")}<span>{words} · {size}</span></a>'
    elif piece.carrier == "link" and piece.leads_out:
        rel = "noopener noreferrer nofollow"
        chip = f'<a class="chip" href="{escape(piece.url)}" rel="{rel}">{icon("external")}<span>{words}</span></a>'
    else:
        chip = f'<span class="chip">{icon("note")}<span>{words}</span></span>'
    return mark_safe(f"{chip}{draw_words(piece)}")  # every text in it was escaped above and below


def draw_words(piece):
    """What the piece says, and where it is from; nothing where it says neither."""
    if not (piece.note or piece.source):
        return ""
    heading = escape(_("What it says"))
    said = f'<p class="measure">{with_breaks(piece.note)}</p>' if piece.note else ""
    day = date_format(piece.dated_on, "DATE_FORMAT") if piece.dated_on else ""
    origin = " · ".join(part for part in (piece.source, day) if part)
    said += f'<p class="muted">{escape(origin)}</p>' if origin else ""
    return f'<details class="small"><summary class="py-1">{heading}</summary>{said}</details>'
