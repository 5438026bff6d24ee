"""Draws the trend's practices as HTML in one join: a template for each of their cells takes ten times as long."""

from html import escape
from itertools import groupby

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


def draw_practice_trends(trend):
    """In how many schools each practice rose, fell and stayed, by characteristic."""
    caption = _(
        "In how many schools the agreed level rose, fell or stayed, of those that agreed a level in both cycles. "
        "The bar shows those that fell to the left of its middle, those that rose to its right."
    )
    heads = "".join(
        f'<th scope="col" class="num">{escape(head)}</th>' for head in (_("Rose"), _("Fell"), _("Stayed"), _("Schools"))
    )
    practice = escape(_("Practice"))
    parts = [
        f'<table class="table-calm trend-table"><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">{practice}</th><td class="balance"></td>{heads}</tr></thead>'
    ]
    lang = escape(trend.cycle.edition.language)
    for column, practices in groupby(trend.practices, key=lambda one: one.column):
        name = escape(f"{column.number} {column.short_name}")
        parts.append(
            f'<tbody><tr class="group"><th scope="rowgroup" colspan="6" id="c{column.number}">{name}</th></tr>'
        )
        parts += [draw_practice(one, lang) for one in practices]
        parts.append("</tbody>")
    parts.append("</table>")
    return mark_safe("".join(parts))  # every text in it was escaped above


def draw_practice(one, lang):
    """A practice's row."""
    note = f' <span class="chip">{escape(one.note)}</span>' if one.note else ""
    tally = one.tally
    return (
        f'<tr><th scope="row" class="fw-normal"><span class="muted num">{escape(one.practice.code)}</span> '
        f'<span lang="{lang}">{escape(one.practice.statement)}</span>{note}</th>'
        f'<td class="balance">{balance(tally)}</td><td class="num">{tally.rose}</td><td class="num">{tally.fell}</td>'
        f'<td class="num">{tally.stayed}</td><td class="num muted">{tally.compared}</td></tr>'
    )


def balance(tally):
    """How many of those compared fell, to the left of the middle, and rose, to its right; the numbers stand beside it."""
    if not tally.compared:
        return ""
    fell, rose = (round(50 * many / tally.compared, 1) for many in (tally.fell, tally.rose))
    return (
        '<svg class="ways" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="fell" x="{50 - fell:.1f}" width="{fell}" height="10"/>'
        f'<rect class="rose" x="50" width="{rose}" height="10"/><path class="middle" d="M50 0V10"/></svg>'
    )
