"""Charts of how sure a result is: quantile dots and the cumulative curve, with the line where it breaks even."""

from collections.abc import Sequence
import json
from math import floor
from typing import NamedTuple

from pandas import DataFrame

from reports.columns import ROW_UNIT
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_share
from reports.vega import COLOURS, MILLIONS, chart, once
from sroi.outlook import Range
from sroi.sureness import CREDIBILITY

DOTS = (20, 50)
DOT_AREA, ROW_HEIGHT, SPARE_ROWS = 130, 17, 2.5
AXIS_HEIGHT = 64
"""A page fits the axis into the chart's height."""
COLUMNS = {20: 8, 50: 13}
"""Among how many columns so many dots are spread."""
MOST_COLUMNS = 24
"""Columns that fit a narrow screen, where the break-even line is far from the dots."""
SHOWN_CHANCES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


class Amount(NamedTuple):
    """What is drawn: a ratio (SEK per SEK) breaks even at 1, a net (SEK) at 0, anything else nowhere."""

    name: str
    range: Range

    @property
    def even(self) -> float | None:
        """Where it breaks even."""
        return {"ratio": 1.0, "net": 0.0}.get(self.name)

    @property
    def unit(self) -> str:
        """The unit of its column."""
        return "ratio" if self.name == "ratio" else "sek"

    def written(self, language: str, number: float) -> str:
        """One value of it, as read."""
        return format_ratio(language, number) if self.name == "ratio" else format_money(language, number)


# --- quantile dots ---


def dots_figure(amount: Amount, language: str, count: int = DOTS[0]) -> Figure:
    """As many dots as `count`, each as probable as any other, in columns that never straddle the break-even line.

    Dots above the line are filled, those below hollow. Source: Kay, Kola, Hullman and Munson (2016), When (ish) is My
    Bus?, CHI 2016, for quantile dot plots.
    """
    values = amount.range.dots(count)
    rows = _stacked(values, amount.even)
    top = max(row["level"] for row in rows) + SPARE_ROWS - 0.5
    there = {row["above"] for row in rows}  # an empty side would be a mark without a name to a screen reader
    sides = [_dots(is_above, top, amount, language) for is_above in (True, False) if is_above in there]
    layers = [*sides, *_even_line(amount, values, language)]
    numbered = [
        {"dot": f"{at}", "middle_value": value, ROW_UNIT: amount.unit} for at, value in enumerate(values, start=1)
    ]
    table = DataFrame(numbered, columns=["dot", "middle_value", ROW_UNIT])
    description = _dots_finding(amount, values, language)
    return Figure(
        chart(language, rows, layers, description, ROW_HEIGHT * (top + 0.5) + AXIS_HEIGHT), description, table
    )


def _stacked(values: Sequence[float], even: float | None) -> list[dict]:
    """Where each dot stands: the middle of its column, and how many stand below it."""
    start = values[0] if even is None else even
    reach = max(values[-1], start) - min(values[0], start)
    width = max((values[-1] - values[0]) / COLUMNS[len(values)], reach / MOST_COLUMNS) or 1.0
    levels: dict[int, int] = {}
    rows = []
    for value in values:
        column = floor((value - start) / width)
        levels[column] = level = levels.get(column, -1) + 1
        rows.append({"at": start + (column + 0.5) * width, "level": level, "above": even is None or value > even})
    return rows


def _dots(is_above: bool, top: float, amount: Amount, language: str) -> dict:
    style = {"filled": True, "color": COLOURS["gain"]} if is_above else {"filled": False, "color": COLOURS["pay"]}
    return {
        "transform": [{"filter": f"datum.above == {str(is_above).lower()}"}],
        "mark": {"type": "point", "shape": "circle", "size": DOT_AREA, "opacity": 1, "strokeWidth": 2, **style},
        "encoding": {
            "x": {"field": "at", "type": "quantitative", "scale": {"zero": False}, "axis": _axis(amount, language)},
            "y": {"field": "level", "type": "quantitative", "axis": None, "scale": {"domain": [-0.5, top]}},
        },
    }


def _axis(amount: Amount, language: str) -> dict:
    shared = {"tickCount": 5, "gridOpacity": 0.4, "labelOverlap": True}
    if amount.name == "ratio":
        return {"title": text(language, "chart.sure.ratio_axis"), **shared}
    return {"title": text(language, "chart.sure.money_axis"), "labelExpr": MILLIONS, **shared}


def _even_line(amount: Amount, values: Sequence[float], language: str) -> list[dict]:
    """The line where it breaks even, named beside it, on the side where there is room."""
    if amount.even is None:
        return []
    at = {"x": {"datum": amount.even}}
    is_right = amount.even > (values[0] + values[-1]) / 2
    name = text(language, f"chart.sure.even_{amount.name}")
    note = {"type": "text", "text": name, "baseline": "top", "align": "right" if is_right else "left", "lineHeight": 16}
    note["dx"] = -5 if is_right else 5
    rule = once({"mark": {"type": "rule", "strokeDash": [4, 4], "strokeWidth": 2}, "encoding": at})
    return [rule, once({"mark": note, "encoding": at | {"y": {"value": 2}}})]


def _dots_finding(amount: Amount, values: Sequence[float], language: str) -> str:
    if amount.even is None:
        low, high = (amount.written(language, each) for each in (values[0], values[-1]))
        return text(language, "chart.sure.dots_plain", count=len(values), low=low, high=high)
    above = sum(value > amount.even for value in values)
    return text(language, "chart.sure.dots", count=len(values), above=above, below=len(values) - above)


# --- the cumulative curve ---


def curve_figure(amount: Amount, language: str, credibility: float = CREDIBILITY) -> Figure:
    """How probable it is that the amount is no more than so; the interval shaded, the break-even line dashed."""
    rows = [{"amount": value, "chance": chance} for value, chance in amount.range.cumulative]
    low, high = amount.range.interval(credibility)[:2]
    ends = [rows[0]["amount"], rows[-1]["amount"]]
    layers = [_shade(low, high), _curve(amount, language), *_even_line(amount, ends, language)]
    told = {"middle": amount.range.quantile(0.5), "low": low, "high": high}
    written = {name: amount.written(language, value) for name, value in told.items()}
    share = format_share(language, credibility, 0)
    description = text(language, "chart.sure.curve", credibility=share, **written)
    return Figure(chart(language, rows, layers, description, 260), description, _curve_table(amount, language))


def _shade(low: float, high: float) -> dict:
    return once(
        {
            "mark": {"type": "rect", "color": COLOURS["neutral"], "opacity": 0.25, "aria": False},
            "encoding": {"x": {"datum": low}, "x2": {"datum": high}},
        }
    )


def _curve(amount: Amount, language: str) -> dict:
    percent = json.dumps(text(language, "number.percent", amount=""))
    chance_axis = {
        "title": text(language, "chart.sure.chance_axis"),
        "labelExpr": f"format(100 * datum.value, '.0f') + {percent}",
        "tickCount": 5,
        "gridOpacity": 0.4,
    }
    return {
        "mark": {"type": "line", "color": COLOURS["gain"], "strokeWidth": 2.5},
        "encoding": {
            "x": {"field": "amount", "type": "quantitative", "scale": {"zero": False}, "axis": _axis(amount, language)},
            "y": {"field": "chance", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": chance_axis},
        },
    }


def _curve_table(amount: Amount, language: str) -> DataFrame:
    rows = [
        {
            "not_above": format_share(language, chance, 0),
            "middle_value": amount.range.quantile(chance),
            ROW_UNIT: amount.unit,
        }
        for chance in SHOWN_CHANCES
    ]
    return DataFrame(rows, columns=["not_above", "middle_value", ROW_UNIT])
