"""Lines over calendar years, told apart by dash and by the shape of their points and never by colour alone."""

from collections.abc import Sequence

from reports.texts import text
from reports.vega import COLOURS, INK, amount_axis, once

DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [1, 3])
LEGEND = {"direction": "vertical", "symbolSize": 160}
"""One below the other the names fit a phone; each sign has its line's dashes around its point's shape."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


def lines(names: Sequence[str], language: str) -> list[dict]:
    """Layers for rows of `line` (one of the names), `year` and `sek`: lines, their points, and where nought is."""

    def apart(signs: tuple) -> dict:
        chosen = [signs[at % len(signs)] for at in range(len(names))]
        scale = {"domain": list(names), "range": chosen}
        return {"field": "line", "type": "nominal", "scale": scale, "legend": LEGEND}

    axis = amount_axis(text(language, "chart.millions"))
    place = {
        "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "sek", "type": "quantitative", "axis": axis},
    }
    line = {"mark": {"type": "line", "color": COLOURS["gain"]}, "encoding": place | {"strokeDash": apart(DASHES)}}
    point = {"type": "point", "filled": True, "size": 60, "color": COLOURS["gain"]}
    dots = {"mark": point, "encoding": place | {"shape": apart(SHAPES)}}
    return [line, dots, once({"mark": {"type": "rule", "color": INK}, "encoding": {"y": {"datum": 0}}})]
