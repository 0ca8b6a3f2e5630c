"""Charts that only a told result has: cost by payer and year, kinds of value by gainer, running sums, intervals."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pandas import DataFrame

from reports.figure import Figure
from reports.vega import COLOURS, INK, amount_axis, bar, chart, label_lines, once, row_axis, row_chart

INKS = (COLOURS["gain"], COLOURS["pay"], COLOURS["neutral"], INK)
SOLIDITY, EDGES = (1, 0.25, 0.5, 0.8), ([1, 0], [1, 0], [4, 3], [2, 2])
"""How parts of a bar are told apart without colour: solid, hollow, dashed; the words above say which is which."""
MOST_PARTS = len(INKS)
LEGEND = {"columns": 1, "labelLimit": 300}
EVEN = {"type": "tick", "filled": False, "stroke": INK, "strokeDash": [3, 3], "thickness": 1, "size": 22, "aria": False}
"""Where it breaks even, at each bar and not through the words above it."""
DASHES = ([1, 0], [6, 4], [2, 3], [8, 3, 2, 3])
MOST_LINES = len(DASHES)


class Part(NamedTuple):
    """One part of every bar, or one line: its name and an amount for each row or year, SEK."""

    name: str
    amounts: Sequence[float]


def parts_figure(
    labels: Sequence[str], parts: Sequence[Part], axis: str, description: str, table: DataFrame, language: str
) -> Figure:
    """One row a name, its label above the bar, the parts beside each other; negative parts go to the left."""
    rows = [{"row": str(at), "label": label_lines(label)} for at, label in enumerate(labels)]
    bars = [each for at in range(len(labels)) for each in _parts_of(at, parts)]
    layers = [_part_layer(bars, [part.name for part in parts], [row["row"] for row in rows], axis)]
    return Figure(row_chart(language, rows, layers, description), description, table)


def _parts_of(row: int, parts: Sequence[Part]) -> Iterator[dict]:
    """Where each part of a row begins and ends: what is gained to the right of nought, what is lost to the left."""
    right = left = 0.0
    for part in parts:
        amount = float(part.amounts[row])
        start = right if amount >= 0 else left
        if amount:
            yield {"row": str(row), "part": part.name, "from": start, "to": start + amount}
        right, left = (start + amount, left) if amount >= 0 else (right, start + amount)


def _part_layer(bars: list[dict], names: list[str], sort: list[str], axis: str) -> dict:
    """The bars with one legend, in which the parts look as they do in the bars."""
    inks = {"domain": names, "range": list(INKS[: len(names)])}
    opacity = {"domain": names, "range": list(SOLIDITY[: len(names)])}
    dashes = {"domain": names, "range": list(EDGES[: len(names)])}
    by_part = {"field": "part", "type": "nominal", "legend": LEGEND}
    return {
        "data": {"values": bars},
        "mark": bar(strokeWidth=1.5),
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "axis": amount_axis(axis)},
            "x2": {"field": "to"},
            "y": row_axis(sort),
            "fill": {**by_part, "scale": inks},
            "stroke": {**by_part, "scale": inks},
            "fillOpacity": {**by_part, "scale": opacity},
            "strokeDash": {**by_part, "scale": dashes},
        },
    }


def lines_figure(
    years: Sequence[int], lines: Sequence[Part], axis: str, description: str, table: DataFrame, language: str
) -> Figure:
    """One line a name over the years, told apart by its dashes and its legend; the line of nought is drawn."""
    rows = [
        {"year": str(year), "who": line.name, "sum": amount}
        for line in lines
        for year, amount in zip(years, line.amounts, strict=True)
    ]
    names = [line.name for line in lines]
    drawn = {
        "mark": {"type": "line", "point": {"filled": True, "size": 36}, "strokeWidth": 2.2},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
            "y": {"field": "sum", "type": "quantitative", "axis": amount_axis(axis)},
            "color": {"field": "who", "type": "nominal", "scale": {"domain": names, "range": _inks(len(names))}},
            "strokeDash": {"field": "who", "type": "nominal", "scale": {"domain": names, "range": _dashes(len(names))}},
        },
    }
    nought = once({"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}})
    return Figure(chart(language, rows, [drawn, nought], description, 240), description, table)


def _inks(count: int) -> list[str]:
    return list(INKS[:count])


def _dashes(count: int) -> list[list[int]]:
    return list(DASHES[:count])


class Reach(NamedTuple):
    """How far one figure reaches: its label, its low end, itself and its high end."""

    label: str
    low: float
    middle: float
    high: float


def reaches_figure(
    reaches: Sequence[Reach], axis: str, even: float | None, description: str, table: DataFrame, language: str
) -> Figure:
    """A bar from the low to the high end, a mark where the figure itself stands, and a line where it breaks even."""
    rows = [
        {"row": str(at), "label": label_lines(each.label), "low": each.low, "middle": each.middle, "high": each.high}
        for at, each in enumerate(reaches)
    ]
    sort = [row["row"] for row in rows]
    across = {
        "type": "quantitative",
        "scale": {"zero": False},
        "axis": {"title": axis, "tickCount": 5, "gridOpacity": 0.4},
    }
    span = {"x": {"field": "low", **across}, "x2": {"field": "high"}, "y": row_axis(sort)}
    tick = {"type": "tick", "thickness": 3, "color": INK, "size": 18}
    layers = [
        {"mark": bar(color=COLOURS["gain"], fillOpacity=0.5, stroke=COLOURS["gain"]), "encoding": span},
        {"mark": tick, "encoding": {"x": {"field": "middle", **across}, "y": row_axis(sort)}},
    ]
    if even is not None:
        layers.append({"mark": EVEN, "encoding": {"x": {"datum": even, **across}, "y": row_axis(sort)}})
    return Figure(row_chart(language, rows, layers, description), description, table)
