"""The mirror as a chart: for each characteristic two marks on the scale, and the line between them.

The page draws it in its table (``dumbbells``); the plotly figure is for exploring.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from people.text import labelled
from reports.colours import GAP_MARKS
from reports.heatmap.chart import TEXT_ALONE, broken, safe

from .value import CharacteristicMirror

ROW_HEIGHT = 48


class Dumbbell(NamedTuple):
    """The positions of a row's two marks, in per cent of the scale's width; empty if they are not shown."""

    row: CharacteristicMirror
    district: str = ""
    schools: str = ""


class Tick(NamedTuple):
    """A level on the scale: its position in per cent of the width, its text anchor, and the number."""

    place: str
    anchor: str
    value: int


def ticks(scale):
    levels, width = scale.levels, scale.high - scale.low
    for level in levels:
        anchor = "start" if level is levels[0] else "end" if level is levels[-1] else "middle"
        yield Tick(f"{100 * (level.value - scale.low) / width:.4g}", anchor, level.value)


def dumbbells(mirror):
    low, width = 4 * mirror.scale.low, 4 * (mirror.scale.high - mirror.scale.low)
    for row in mirror.rows:
        sides = row.reflected.sides
        ends = (
            [f"{100 * (side.quarters - low) / width:.1f}" for side in (sides.district, sides.schools)] if sides else []
        )
        yield Dumbbell(row, *ends)


def mirror_chart(mirror):
    rows = mirror.rows
    sides = {"district": _("District team"), "schools": _("Schools")}
    marks = {"district": (GAP_MARKS["district"], "diamond"), "schools": (GAP_MARKS["schools"], "circle")}
    return {
        # The lines first, so that the marks lie on them.
        "data": [between(rows), *(side(rows, key, name, *marks[key]) for key, name in sides.items())],
        "layout": layout(mirror),
    }


def side(rows, key, name, colour, symbol):
    figures = [getattr(row.reflected, key) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [printed_number(row, key) for row in rows],
        "y": list(range(len(rows))),
        "text": [safe(labelled(name, figure)) for figure in figures],
        "customdata": [words_for(row, name, figure) for row, figure in zip(rows, figures, strict=True)],
        "hovertemplate": TEXT_ALONE,
        "marker": {"color": colour, "symbol": symbol, "size": 14},
    }


def between(rows):
    ends = [(printed_number(row, key), y) for y, row in enumerate(rows) for key in ("district", "schools", None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _y in ends],
        "y": [y for _x, y in ends],
        "line": {"color": GAP_MARKS["between"], "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def printed_number(row, key):
    if key is None or row.reflected.sides is None:
        return None
    return float(getattr(row.reflected.sides, key).level)


def words_for(row, name, text):
    figure = row.reflected.words if row.reflected.sides is None else f"{text}, {row.reflected.words}"
    return _("%(row)s, %(column)s: %(figure)s") % {"row": label(row), "column": name, "figure": figure}


def layout(mirror):
    scale = mirror.scale
    return {
        "height": 110 + ROW_HEIGHT * len(mirror.rows),
        "margin": {"l": 8, "r": 24, "t": 48, "b": 40},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "xaxis": {
            "range": [scale.low - 0.1, scale.high + 0.1],
            "tickvals": [level.value for level in scale.levels],
            "ticktext": [str(level.value) for level in scale.levels],
            "fixedrange": True,
            "gridcolor": "rgba(125,136,142,.35)",
            "zeroline": False,
        },
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "tickmode": "array",
            "tickvals": list(range(len(mirror.rows))),
            "ticktext": [broken(label(row)) for row in mirror.rows],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    }


def label(row):
    return f"{row.column.number} {row.column.short_name}"
