"""The heatmap as a chart to explore: the same value, built and checked by plotly on request."""

from html import escape
from textwrap import wrap

from django.utils.translation import gettext as _

from reports.colours import LEVELS, NO_FIGURE, SHARES, ink_on, level_colour, share_colour
from reports.figures import legend as figures_legend
from reports.figures.scales import place, plain

ROW_HEIGHT = 30
# How much of its colour a faint cell keeps, as in the dark table, where it is least.
FAINT = 0.28
LEGEND_LINE = 18
# Plotly's own markup, which it reads out of a figure's texts; no page prints it. The second: nothing beside the text.
BREAK, TEXT_ALONE = "<br>", "%{text}<extra></extra>"


def chart_of(heatmap):
    # Imported here: it takes time and memory that no page should pay for.
    import plotly.graph_objects as go

    rows = heatmap.rows
    heads = [broken(f"{column.number} {column.short_name}") for column in heatmap.columns]
    cells = [(head, y, cell) for y, row in enumerate(rows) for head, cell in zip(heads, row.cells, strict=True)]
    data = [ground(go, heatmap, heads), figures(go, *full_of(heatmap, cells))]
    # Faint cells have the page's own ink, light or dark.
    faint = [one for one in cells if is_faint(one[2])]
    if faint:
        data += [faint_ground(go, heatmap, heads), figures(go, faint)]
    signed = [one for one in cells if one[2].sign]
    if signed:
        data += [signs(go, *full_of(heatmap, signed)), signs(go, [one for one in signed if is_faint(one[2])])]
    return go.Figure(data=data, layout=layout(heatmap, rows)).to_plotly_json()


def full_of(heatmap, cells):
    full = [one for one in cells if not is_faint(one[2])]
    return full, {"color": [ink(heatmap, cell) for _head, _y, cell in full]}


def is_faint(cell):
    """Whether fewer than half of its practices are agreed."""
    return figures_legend.THIN.css in cell.css.split()


def ground(go, heatmap, heads):
    """The colours; ``customdata`` is each cell in words, as in the table."""
    return go.Heatmap(
        z=[[None if is_faint(cell) else printed_number(heatmap, cell) for cell in row.cells] for row in heatmap.rows],
        text=[[safe(cell.name) for cell in row.cells] for row in heatmap.rows],
        customdata=[[cell.name for cell in row.cells] for row in heatmap.rows],
        hovertemplate=TEXT_ALONE,
        **scaled(heatmap, heads),
    )


def faint_ground(go, heatmap, heads):
    return go.Heatmap(
        z=[[printed_number(heatmap, cell) if is_faint(cell) else None for cell in row.cells] for row in heatmap.rows],
        opacity=FAINT,
        hoverinfo="skip",
        **scaled(heatmap, heads),
    )


def scaled(heatmap, heads):
    """What both traces share. Numbers are rounded as they are shown, so that colour and number agree."""
    share = heatmap.measure.figure.is_share
    colours = SHARES if share else LEVELS
    return {
        "x": heads,
        "y": list(range(len(heatmap.rows))),
        "zmin": 0 if share else heatmap.scale.low,
        "zmax": 100 if share else heatmap.scale.high,
        "colorscale": [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
    }


def figures(go, cells, font=None):
    """The figures, black or white as in the table; a heatmap's own text has one ink for all."""
    return go.Scatter(
        x=[head for head, _y, _cell in cells],
        y=[y for _head, y, _cell in cells],
        text=[safe(cell.text) for _head, _y, cell in cells],
        mode="text",
        hoverinfo="skip",
        showlegend=False,
        textfont=font,
    )


def signs(go, cells, font=None):
    beside = "\u2007" * 2  # as wide as half a figure
    return go.Scatter(
        x=[head for head, _y, _cell in cells],
        y=[y for _head, y, _cell in cells],
        text=[f"{beside}{safe(cell.sign)}" for _head, _y, cell in cells],
        textposition="middle right",
        mode="text",
        hoverinfo="skip",
        showlegend=False,
        textfont=font,
    )


def layout(heatmap, rows):
    lines = [line for mark in heatmap.marks for line in wrap(f"{mark.sign} {mark.explained}", 44)]
    below = LEGEND_LINE * len(lines)
    return {
        "height": 110 + ROW_HEIGHT * len(rows) + below,
        "margin": {"l": 8, "r": 8, "t": 72, "b": 8 + below},
        "annotations": [legend(BREAK.join(map(safe, lines)))] if lines else [],
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"side": "top", "fixedrange": True, "tickangle": 0, "showgrid": False, "zeroline": False},
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": [safe(label(heatmap, row)) for row in rows],
            "showgrid": False,
            "zeroline": False,
        },
    }


def legend(text):
    place = {"xref": "paper", "yref": "paper", "x": 1, "y": 0, "xanchor": "right", "yanchor": "top", "yshift": -4}
    return {"text": text, "showarrow": False, "align": "right", "font": {"size": 12}, **place}


def printed_number(heatmap, cell):
    return None if cell.value is None else plain(heatmap.measure.figure, cell.value)


def ink(heatmap, cell):
    """Black or white, whichever has a contrast of 4.5 : 1 with the cell's colour; muted grey for a dash."""
    number = printed_number(heatmap, cell)
    if number is None:
        return NO_FIGURE
    if heatmap.measure.figure.is_share:
        return ink_on(share_colour(number))
    return ink_on(level_colour(place(cell.value, heatmap.scale.low, heatmap.scale.high)))


def safe(text):
    """Escape text, since plotly reads markup in it."""
    return escape(str(text), quote=False)


def broken(name, width=16):
    return BREAK.join(safe(line) for line in wrap(name, width, break_long_words=False))


def label(heatmap, row):
    if row.kind != "family" or heatmap.of_families:
        return row.name
    return _("%(family)s (mean)") % {"family": row.name}
