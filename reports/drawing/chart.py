"""The heatmap as a chart to explore: the same value, built and checked by plotly when somebody asks for it."""

from html import escape
from textwrap import wrap

from django.utils.translation import gettext as _

from ..values.scales import place, plain

# The stops of the colour scales in static/css/heatmap.css.
LEVEL_COLOURS = ("#f2e3bd", "#b5d7bf", "#5aa3a1", "#12506a")
SHARE_COLOURS = ("#eef4f3", "#76b4b0", "#084c4f")
ROW_HEIGHT = 30
# Ink as in that file: white from these on.
WHITE_FROM_PLACE = 35
WHITE_FROM_SHARE = 76
MUTED = "#7d888e"


def chart_of(heatmap):
    """The figure's JSON: rows from top to bottom as in the table, the scale's own ends as fixed limits."""
    # Imported here: it takes time and memory that no page should pay for.
    import plotly.graph_objects as go

    rows = heatmap.rows
    heads = [broken(f"{column.number} {column.short_name}") for column in heatmap.columns]
    return go.Figure(
        data=[ground(go, heatmap, heads), numbers(go, heatmap, heads)], layout=layout(heatmap, rows)
    ).to_plotly_json()


def ground(go, heatmap, heads):
    """The colours. ``customdata`` is each cell in words, as the table says it."""
    share = heatmap.measure.figure.is_share
    colours = SHARE_COLOURS if share else LEVEL_COLOURS
    return go.Heatmap(
        x=heads,
        y=list(range(len(heatmap.rows))),
        # Rounded as it is shown, so that colour and number agree.
        z=[[shown(heatmap, cell) for cell in row.cells] for row in heatmap.rows],
        text=[[safe(cell.name) for cell in row.cells] for row in heatmap.rows],
        customdata=[[cell.name for cell in row.cells] for row in heatmap.rows],
        hovertemplate="%{text}<extra></extra>",
        zmin=0 if share else heatmap.scale.low,
        zmax=100 if share else heatmap.scale.high,
        colorscale=[[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        showscale=False,
        xgap=1,
        ygap=1,
    )


def numbers(go, heatmap, heads):
    """The figures, black or white as in the table; a heatmap's own text has one ink for all."""
    cells = [(head, y, cell) for y, row in enumerate(heatmap.rows) for head, cell in zip(heads, row.cells, strict=True)]
    return go.Scatter(
        x=[head for head, _y, _cell in cells],
        y=[y for _head, y, _cell in cells],
        text=[safe(cell.text) for _head, _y, cell in cells],
        textfont={"color": [ink(heatmap, cell) for _head, _y, cell in cells]},
        mode="text",
        hoverinfo="skip",
        showlegend=False,
    )


def layout(heatmap, rows):
    """A row as high as in the table, heads above, names of rows at the left; only height can be zoomed."""
    return {
        "height": 110 + ROW_HEIGHT * len(rows),
        "margin": {"l": 8, "r": 8, "t": 72, "b": 8},
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


def shown(heatmap, cell):
    """The number that the cell prints; None for none."""
    return None if cell.value is None else plain(heatmap.measure.figure, cell.value)


def ink(heatmap, cell):
    """Black or white, whichever stands at 4.5 : 1 on the cell's colour; a dash takes the page's muted grey."""
    number = shown(heatmap, cell)
    if number is None:
        return MUTED
    if heatmap.measure.figure.is_share:
        return "#fff" if number >= WHITE_FROM_SHARE else "#000"
    return "#fff" if place(cell.value, heatmap.scale.low, heatmap.scale.high) >= WHITE_FROM_PLACE else "#000"


def safe(text):
    """Text in which plotly finds no markup."""
    return escape(str(text), quote=False)


def broken(name, width=16):
    """A head on several lines."""
    return "<br>".join(safe(line) for line in wrap(name, width, break_long_words=False))


def label(heatmap, row):
    """A row's name beside the chart; a family's figure among its schools says that it is their mean."""
    if row.kind != "family" or heatmap.of_families:
        return row.name
    return _("%(family)s (mean)") % {"family": row.name}
