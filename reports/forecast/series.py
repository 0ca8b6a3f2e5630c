"""How several options are told apart in one chart: by dash, by shape and by colour, never by colour alone."""

import json

from reports.picture import wrapped
from reports.texts import text

HEIGHT, LEGEND_LINE, LONGEST_NAME = 270, 22, 28
"""A page fits axes and legend into a chart's height, so each line of the legend adds to it."""
PALETTE = ("#7b8790", "#2f7fb5", "#c46a1b", "#2e8b57", "#a85cb5", "#a8702a", "#c2557a", "#5f7fd0", "#7d8a1f", "#1f8a8a",
           "#b0604f")  # fmt: skip
"""The comparator first. Each at least 3:1 against the light and the dark ground."""
DASHES = ([6, 4], [1, 0], [2, 2], [8, 3, 2, 3], [4, 2], [10, 4], [1, 3], [6, 2, 1, 2], [3, 3], [12, 3], [2, 4])
SHAPES = ("cross", "circle", "square", "triangle-up", "diamond", "triangle-down", "triangle-right", "triangle-left",
          "circle", "square", "diamond")  # fmt: skip


def _by_name(field: str, names: list[str], ways: tuple, **legend: object) -> dict:
    told = {"columns": 1, "labelLimit": 270, "symbolStrokeWidth": 2.5, "labelExpr": _in_lines(names), **legend}
    scale = {"domain": names, "range": [ways[at % len(ways)] for at in range(len(names))]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": told}


def _in_lines(names: list[str]) -> str:
    """An expression for a legend's words: each name in lines that a screen 320 px wide has room for."""
    return f"{json.dumps({name: wrapped(name, LONGEST_NAME, 3) for name in names})}[datum.label]"


def colours(field: str, names: list[str], **legend: object) -> dict:
    """Colour by name. Legends of one field become one."""
    return _by_name(field, names, PALETTE, **legend)


def shapes(field: str, names: list[str], **legend: object) -> dict:
    """Shape by name."""
    return _by_name(field, names, SHAPES, **legend)


def series_lines(field: str, names: list[str], axes: dict) -> list[dict]:
    """One line a name, told apart by colour, dash and the shape of its points."""
    colour, shape = colours(field, names), shapes(field, names)
    dash = _by_name(field, names, DASHES)
    return [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {**axes, "color": colour, "strokeDash": dash}},
        {
            "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
            "encoding": {**axes, "color": colour, "shape": shape},
        },
    ]


def share_axis(language: str, title: str = "share", field: str = "share") -> dict:
    """A share 0–1 upwards, in per cent."""
    percent = json.dumps(text(language, "number.percent", amount=""))
    axis = {
        "title": text(language, f"prognosis.axis.{title}"),
        "labelExpr": f"format(100 * datum.value, '.0f') + {percent}",
        "tickCount": 5,
        "gridOpacity": 0.3,
    }
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
