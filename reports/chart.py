"""The heatmap as a chart to explore: the same value, built and checked by plotly when somebody asks for it."""

from django.utils.translation import gettext as _

from .scales import plain

# The stops of the colour scales in static/css/heatmap.css.
LEVEL_COLOURS = ("#f2e3bd", "#b5d7bf", "#5aa3a1", "#12506a")
SHARE_COLOURS = ("#eef4f3", "#76b4b0", "#084c4f")
ROW_HEIGHT = 30


def chart_of(heatmap):
    """The figure's JSON: rows from top to bottom as in the table, the scale's own ends as fixed limits."""
    # Imported here: it takes time and memory that no page should pay for.
    import plotly.graph_objects as go

    rows = heatmap.rows
    share = heatmap.measure.figure.is_share
    colours = SHARE_COLOURS if share else LEVEL_COLOURS
    trace = go.Heatmap(
        x=[f"{column.number} {column.short_name}" for column in heatmap.columns],
        y=list(range(len(rows))),
        z=[[exact(heatmap, cell.value) for cell in row.cells] for row in rows],
        text=[[cell.text for cell in row.cells] for row in rows],
        customdata=[[cell.name for cell in row.cells] for row in rows],
        texttemplate="%{text}",
        hovertemplate="%{customdata}<extra></extra>",
        zmin=0 if share else heatmap.scale.low,
        zmax=100 if share else heatmap.scale.high,
        colorscale=[[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        showscale=False,
        hoverongaps=False,
        xgap=1,
        ygap=1,
    )
    layout = go.Layout(
        height=110 + ROW_HEIGHT * len(rows),
        margin={"l": 8, "r": 8, "t": 64, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"side": "top", "fixedrange": True, "automargin": True, "tickangle": 0},
        yaxis={
            "autorange": "reversed",
            "automargin": True,
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": [label(row) for row in rows],
            "showgrid": False,
        },
    )
    return go.Figure(data=[trace], layout=layout).to_plotly_json()


def exact(heatmap, value):
    """A value as the colour scale takes it: rounded as it is shown, so that colour and number agree."""
    if value is None:
        return None
    return plain(heatmap.measure.figure, value)


def label(row):
    """A row's name beside the chart; means of a family say so."""
    return _("%(family)s (mean)") % {"family": row.name} if row.kind == "family" else row.name
