"""Charts that only a told result has: cost by payer and year, kinds of value by gainer, running sums, intervals."""

from collections.abc import Sequence
from typing import NamedTuple

from pandas import DataFrame

from reports.figure import Figure
from reports.vega import COLOURS, INK, amount_axis, bar, chart, label_lines, once, row_axis, row_chart

INKS = (COLOURS["gain"], COLOURS["pay"], COLOURS["neutral"], INK)
LOOKS = (
    {},
    {"fillOpacity": 0.25, "strokeWidth": 1.5},
    {"fillOpacity": 0.5, "strokeDash": [4, 3]},
    {"fillOpacity": 0.8},
)
"""How parts of a bar are told apart without colour: solid, hollow, dashed; the words above say which is which."""
MOST_PARTS = len(LOOKS)
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
    for at, part in enumerate(parts):
        for row, amount in zip(rows, part.amounts, strict=True):
            row[f"part{at}"] = amount
    keys = [f"part{at}" for at in range(len(parts))]
    named = {key: part.name for key, part in zip(keys, parts, strict=True)}
    for row in rows:
        row |= _placed(row, keys)
    sort = [row["row"] for row in rows]
    layers = [_part_layer(at, named, sort, axis) for at in range(len(parts))]
    return Figure(row_chart(language, rows, layers, description), description, table)


def _placed(row: dict, keys: Sequence[str]) -> dict:
    """Where each part begins and ends: what is gained to the right of nought, what is lost to the left."""
    right = left = 0.0
    placed = {}
    for key in keys:
        start = right if row[key] >= 0 else left
        placed |= {f"{key}_from": start, f"{key}_to": start + row[key]}
        right, left = (start + row[key], left) if row[key] >= 0 else (right, start + row[key])
    return placed


def _part_layer(at: int, named: dict[str, str], sort: list[str], axis: str) -> dict:
    key, names = f"part{at}", list(named.values())
    return {
        "transform": [{"filter": f"datum.{key} != 0"}],
        "mark": bar(stroke=INKS[at], **LOOKS[at]),
        "encoding": {
            "x": {"field": f"{key}_from", "type": "quantitative", "axis": amount_axis(axis)},
            "x2": {"field": f"{key}_to"},
            "y": row_axis(sort),
            "color": {"datum": named[key], "type": "nominal", "scale": {"domain": names, "range": _inks(len(names))}},
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
    tick = {"type": "tick", "thickness": 3, "color": INK, "size": 22}
    layers = [
        {"mark": bar(color=COLOURS["gain"], fillOpacity=0.5, stroke=COLOURS["gain"]), "encoding": span},
        {"mark": tick, "encoding": {"x": {"field": "middle", **across}, "y": row_axis(sort)}},
    ]
    if even is not None:
        rule = {"mark": {"type": "rule", "strokeDash": [4, 4], "strokeWidth": 2}, "encoding": {"x": {"datum": even}}}
        layers.append(once(rule))
    return Figure(row_chart(language, rows, layers, description), description, table)
