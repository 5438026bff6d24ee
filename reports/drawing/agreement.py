"""Draws the table of agreement as the heatmap is drawn: one join, and a number in every cell."""

from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .heatmap import draw_row, escape_all


def draw_agreement(agreement):
    """The whole table: all schools first, then the district's team, families as row groups, and their schools."""
    width = len(agreement.columns) + 1
    parts = [
        f"<table><caption>{escape(caption())}</caption>",
        f'<thead><tr><th scope="col">{escape(_("School"))}</th>{"".join(heads(agreement))}</tr></thead>',
        f"<tbody>{draw_row(agreement.schools)}{''.join(map(draw_row, agreement.teams))}</tbody>",
    ]
    for group in agreement.groups:
        head = ""
        if group.means:
            head = draw_group(group.means)
        elif group.name:
            name = escape(group.name)
            head = f'<tr class="fam"><th scope="rowgroup" colspan="{width}"><span>{name}</span></th></tr>'
        parts.append(f"<tbody>{head}{''.join(map(draw_row, group.rows))}</tbody>")
    parts.append("</table>")
    return mark_safe("".join(parts))  # every text in it was escaped above


def caption():
    """What the numbers are."""
    return _(
        "The share of people within one level of their group’s median, mean over the practices of each characteristic, "
        "as people rated before they talked. Choose a cell to read its practices."
    )


def heads(agreement):
    """A head per characteristic: its number, its short name, its full title for who asks or listens."""
    lang = escape(agreement.cycle.edition.language)
    for column in agreement.columns:
        title = escape(column.title)
        yield (
            f'<th scope="col" title="{title}"><a href="#c{column.number}"><span class="n">{column.number}</span>'
            f'{escape(column.short_name)}<span class="visually-hidden" lang="{lang}">: {title}</span></a></th>'
        )


def draw_group(row):
    """A family's row: its name heads the group, what is stored of it stands beside it without colour."""
    names = escape_all([cell.name for cell in row.cells])
    cells = "".join(
        f'<td><span class="visually-hidden">{name}</span>'
        f'<span class="small muted" aria-hidden="true">{escape(cell.text)}</span></td>'
        for cell, name in zip(row.cells, names, strict=True)
    )
    return f'<tr class="fam"><th scope="rowgroup"><span>{escape(row.name)}</span></th>{cells}</tr>'


def draw_practices(agreement, practices):
    """Rows of practices: in how many teams people stood apart, and how all schools' people stood together."""
    lang = escape(agreement.cycle.edition.language)
    withheld = escape(agreement.withheld)
    levels = {
        level.value: format_html(
            '<td><span class="level"><span class="k lvl-{}">{}</span> {}</span></td>',
            level.place,
            level.value,
            level.label,
        )
        for level in agreement.scale.levels
    }
    counted = escape(_("%(apart)s of %(shown)s"))
    return mark_safe("".join(draw_practice(one, lang, withheld, levels, counted) for one in practices))


def draw_practice(one, lang, withheld, levels, counted):
    """One practice; ``levels``, ``withheld`` and ``counted`` are markup."""
    teams = f'<span class="small muted">{withheld}</span>'
    if one.shown:
        words = counted % {"apart": one.apart, "shown": one.shown}
        meter = f'<progress class="meter" value="{one.apart}" max="{one.shown}" aria-hidden="true"></progress>'
        teams = f'<span class="num nowrap">{words}</span>{meter}'
    together = f'<td colspan="2" class="small muted">{withheld}</td>'
    if one.schools:
        together = f'{levels[one.schools.median]}<td class="num">{escape(one.near)}</td>'
    return (
        f'<tr><th scope="row"><span class="muted num">{escape(one.practice.code)}</span> '
        f'<span lang="{lang}">{escape(one.practice.statement)}</span></th><td>{teams}</td>{together}</tr>'
    )
