"""Money over calendar years in lines: several are told apart as those of a forecast, a single one needs no legend."""

from collections.abc import Sequence

from reports.forecast.series import HEIGHT, LEGEND_LINE, series_lines
from reports.texts import text
from reports.vega import COLOURS, INK, amount_axis, once


def height(names: Sequence[str]) -> int:
    """How high the chart is, so that a legend of so many names takes nothing of its axes."""
    return HEIGHT + (LEGEND_LINE * len(names) if len(names) > 1 else 0)


def lines(names: Sequence[str], language: str) -> list[dict]:
    """Layers for rows of `line` (one of the names), `year` and `sek`: lines, their points, and where nought is."""
    axis = amount_axis(text(language, "chart.millions"))
    place = {
        "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "sek", "type": "quantitative", "axis": axis},
    }
    nought = once({"mark": {"type": "rule", "color": INK}, "encoding": {"y": {"datum": 0}}})
    if len(names) > 1:
        return [*series_lines("line", list(names), place), nought]
    only = {"type": "line", "color": COLOURS["gain"], "point": {"filled": True, "color": COLOURS["gain"], "size": 36}}
    return [{"mark": only, "encoding": place}, nought]
