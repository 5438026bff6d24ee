"""Draws a heatmap's table as HTML in one join: a template for each of 600 cells takes ten times as long."""

from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


def draw_heatmap(heatmap):
    """The whole table: caption, heads, the district's row first, families as row groups, coverage last."""
    width = len(heatmap.columns) + 2
    school = escape(_("Family of schools") if heatmap.of_families else _("School"))
    coverage = escape(_("Coverage"))
    parts = [
        f"<table><caption>{escape(heatmap.caption)}</caption><thead><tr>",
        f'<th scope="col">{school}</th>',
        *heads(heatmap),
        f'<th scope="col" class="cov">{coverage}</th></tr></thead><tbody>',
        draw_row(heatmap.district),
        *(draw_row(row) for row in heatmap.teams),
        "</tbody>",
    ]
    for group in heatmap.groups:
        parts.append("<tbody>")
        if heatmap.of_families:
            parts.append(draw_row(group.means))
        elif group.means:
            parts.append(draw_means(group))
        elif group.name:
            parts.append(
                f'<tr class="fam"><th scope="rowgroup" colspan="{width}"><span>{escape(group.name)}</span></th></tr>'
            )
        parts.extend(draw_row(row) for row in group.rows)
        parts.append("</tbody>")
    parts.append("</table>")
    return mark_safe("".join(parts))  # every text in it was escaped above


def heads(heatmap):
    """A head per characteristic: its number, its short name, its full title for who asks or listens."""
    lang = escape(heatmap.cycle.edition.language)
    for column, href in zip(heatmap.columns, heatmap.column_links, strict=True):
        title = escape(column.title)
        yield (
            f'<th scope="col" title="{title}"><a href="{escape(href)}"><span class="n">{column.number}</span>'
            f'{escape(column.short_name)}<span class="visually-hidden" lang="{lang}">: {title}</span></a></th>'
        )


def draw_practices(table):
    """Schools × the practices of one characteristic."""
    width = len(table.summaries) + 1
    lang = escape(table.cycle.edition.language)
    caption = _("What each team agreed. Choose a cell to read why, and on what evidence.")
    school = escape(_("School"))
    parts = [f"<table><caption>{escape(caption)}</caption>"]
    parts.append(f'<thead><tr><th scope="col">{school}</th>')
    for summary in table.summaries:
        statement = escape(summary.statement)
        parts.append(
            f'<th scope="col" title="{statement}"><span class="n">{escape(summary.code)}</span>'
            f'<span class="visually-hidden" lang="{lang}">{statement}</span></th>'
        )
    parts += ["</tr></thead><tbody>", *(draw_row(row) for row in table.teams), "</tbody>"]
    for name, rows in table.groups:
        parts.append("<tbody>")
        if name:
            parts.append(
                f'<tr class="fam"><th scope="rowgroup" colspan="{width}"><span>{escape(name)}</span></th></tr>'
            )
        parts += [*(draw_row(row) for row in rows), "</tbody>"]
    parts.append("</table>")
    return mark_safe("".join(parts))  # every text in it was escaped above


def draw_row(row):
    """A row with its head; the head leads to the record where there is one."""
    name = escape(row.name)
    head = f'<a href="{escape(row.href)}">{name}</a>' if row.href else name
    note = f' <span class="small muted">{escape(row.note)}</span>' if row.note else ""
    kind = f' class="{row.kind}"' if row.kind != "school" else ""
    return "".join(
        [
            f'<tr id="{row.key}"{kind}><th scope="row">{head}{note}</th>',
            *draw_cells(row.cells),
            draw_coverage(row),
            "</tr>",
        ]
    )


def draw_means(group):
    """A family's row: its name heads the group, its means stand beside it without colour, quieter than a school's."""
    row = group.means
    names = escape_all([cell.name for cell in row.cells])
    cells = "".join(
        f'<td><span class="visually-hidden">{name}</span><span class="small muted" aria-hidden="true">{cell.text}</span></td>'
        for cell, name in zip(row.cells, names, strict=True)
    )
    return f'<tr class="fam"><th scope="rowgroup"><span>{escape(row.name)}</span></th>{cells}{draw_coverage(row)}</tr>'


def draw_cells(cells):
    """Cells: a number on its colour, the whole of it a link that says in words what it is."""
    names = escape_all([cell.name for cell in cells])
    addresses = escape_all([cell.href for cell in cells])
    return [
        f'<td class="{cell.css}"><a href="{address}" aria-label="{name}">{draw_figure(cell.text, cell.sign)}</a></td>'
        for cell, address, name in zip(cells, addresses, names, strict=True)
    ]


@lru_cache(maxsize=4096)
def draw_figure(text, sign):
    """What is printed in a cell; a table has few different ones."""
    mark = f' <span class="mark">{escape(sign)}</span>' if sign else ""
    return f"{escape(text)}{mark}"


def escape_all(texts):
    """Many texts escaped in one go, a tenth of the cost of one by one. None of them holds NUL: no field accepts it."""
    return escape("\0".join(texts)).split("\0") if texts else []


def draw_coverage(row):
    """Coverage as a bar and a number that say the same; a row of outcomes has none."""
    if row.coverage is None:
        return ""
    number, text = row.coverage
    bar = (
        f'<progress class="meter" value="{number}" max="100" aria-hidden="true"></progress>'
        if number is not None
        else ""
    )
    why = f'<span class="visually-hidden"> {escape(no_coverage())}</span>' if number is None else ""
    return f'<td class="cov">{bar}{escape(text)}{why}</td>'


def no_coverage():
    """Why a coverage is a dash: of a team nothing applies, of a group there are too few schools."""
    return _("no figure, nothing to count")
