"""Results as charts: Vega-Lite dicts, each with the finding in words and the table it was drawn from.

A page shows one by `st.vega_lite_chart(spec=figure.spec)`: the description in it becomes the chart's accessible name.
The table stands beside or below.
"""

from collections.abc import Sequence
import math

from pandas import DataFrame

from chain.model import Chain
from reports import tables
from reports.charts_years import payback_year, years_figure
from reports.columns import records
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_share, format_years
from reports.vega import COLOURS, amount_axis, bar, label_lines, once, row_axis, row_chart
from reports.whose import holder_name
from sroi.breakdown import same_conventions
from sroi.results import Result, Waterfall
from sroi.span import Span

__all__ = [
    "Figure",
    "actors_figure",
    "horizons_figure",
    "payback_year",
    "shares_figure",
    "unequal_conventions",
    "waterfall_figure",
    "years_figure",
]


# From gross to present value


def waterfall_figure(fall: Waterfall, language: str) -> Figure:
    """What each step takes from the gross value until the present value remains; deductions are hollow, sums solid."""
    table = tables.waterfall(fall, language)
    rows, before = [], 0.0
    for key, row in zip(tables.WATERFALL_STEPS, records(table), strict=True):
        is_sum = key in ("gross", "present_value")
        label = f"{row['step']}: {_signed(language, row['amount'], plus=not is_sum)}"
        start = 0.0 if is_sum else before
        rows.append(
            {"row": key, "amount": row["amount"], "start": start, "end": row["remaining"], "label": label_lines(label)}
        )
        rows[-1]["kind"] = "sum" if is_sum else "step"
        before = row["remaining"]
    description = _waterfall_finding(fall, language)
    return Figure(row_chart(language, rows, _waterfall_layers(language), description), description, table)


def _waterfall_layers(language: str) -> list[dict]:
    sort = list(tables.WATERFALL_STEPS)
    axis = amount_axis(text(language, "chart.millions"))
    span = {
        "x": {"field": "start", "type": "quantitative", "axis": axis},
        "x2": {"field": "end"},
        "y": row_axis(sort),
    }
    solid = bar(color=COLOURS["gain"])
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeDash=[5, 3], strokeWidth=1.5)
    layers = [
        {"mark": mark, "encoding": span, "transform": [{"filter": f"datum.kind == '{kind}'"}]}
        for kind, mark in (("sum", solid), ("step", hollow))
    ]
    return layers


def _waterfall_finding(fall: Waterfall, language: str) -> str:
    gross, left = float(fall.gross), float(fall.present_value)
    amounts = {"gross": format_money(language, gross), "left": format_money(language, left)}
    steps = {name: float(getattr(fall, name)) for name in tables.WATERFALL_STEPS[1:-1]}
    largest = min(steps, key=steps.get)
    if gross <= 0 or left < 0 or steps[largest] >= 0:
        return text(language, "chart.waterfall.plain", **amounts)
    share = format_share(language, left / gross, 0)
    step = text(language, f"table.waterfall.{largest}").lower()
    taken = format_money(language, -steps[largest])
    return text(language, "chart.waterfall.finding", share=share, step=step, taken=taken, **amounts)


def _signed(language: str, sek: float, plus: bool) -> str:
    shown = format_money(language, sek)
    return f"+{shown}" if plus and round(sek) > 0 else shown


# Actors, horizons, shares


def actors_figure(result: Result, chain: Chain, language: str) -> Figure:
    """Who pays (to the left, hollow) and who gains (to the right, solid), one row an actor."""
    table = tables.actors(result, chain, language)
    rows = [
        {
            "row": str(at),
            "label": label_lines(_actor_label(row, language)),
            "pays": row.get("income", 0.0) - row["pays"],
            "gains": row["gains"],
        }
        for at, row in enumerate(records(table))
    ]
    sort = [row["row"] for row in rows]
    layers = _both_ways(sort, language)
    description = _actors_finding(table, language)
    return Figure(row_chart(language, rows, layers, description), description, table)


def _actor_label(row: dict, language: str) -> str:
    pays, income, gains = (format_money(language, row.get(key, 0.0)) for key in ("pays", "income", "gains"))
    if row.get("income"):
        return text(language, "chart.actors.income", actor=row["actor"], income=income, gains=gains)
    return text(language, "chart.actors.label", actor=row["actor"], pays=pays, gains=gains)


def _both_ways(sort: list[str], language: str) -> list[dict]:
    axis = amount_axis(text(language, "chart.millions"))
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeWidth=1.5)
    solid = bar(color=COLOURS["gain"])
    return [
        {
            "mark": mark,
            "encoding": {
                "y": row_axis(sort),
                "x": {"field": flow, "type": "quantitative", "stack": None, "axis": axis},
            },
        }
        for flow, mark in (("pays", hollow), ("gains", solid))
    ]


def _actors_finding(table: DataFrame, language: str) -> str:
    rows = records(table)
    if not rows:
        return text(language, "chart.nothing")
    payer, gainer = max(rows, key=lambda row: row["pays"]), max(rows, key=lambda row: row["gains"])
    return text(
        language,
        "chart.actors.finding",
        payer=payer["actor"],
        pays=format_money(language, payer["pays"]),
        gainer=gainer["actor"],
        gains=format_money(language, gainer["gains"]),
    )


def horizons_figure(results: Sequence[Result], perspective: str, language: str, spans: Sequence[Span] = ()) -> Figure:
    """The ratio at several horizons with its price span, and a line where what comes back equals what was put in."""
    table = tables.horizons(results, perspective, language, spans)
    rows = [
        {"row": str(row["horizon"]), "ratio": row["ratio"], "label": label_lines(_horizon_label(row, language))}
        for row in records(table)
    ]
    sort = [row["row"] for row in rows]
    axis = {"title": text(language, "chart.horizons.axis"), "tickCount": 4, "labelOverlap": True, "gridOpacity": 0.4}
    encoding = {"y": row_axis(sort), "x": {"field": "ratio", "type": "quantitative", "axis": axis}}
    even = once({"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": 1}}})
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}, even]
    description = _horizons_finding(results, table, perspective, language)
    return Figure(row_chart(language, rows, layers, description), description, table)


def _horizon_label(row: dict, language: str) -> str:
    years = format_years(language, row["horizon"])
    if _missing(row["ratio"]):
        return text(language, "chart.horizons.no_ratio", years=years)
    ratio, low, high = (row.get(key) for key in ("ratio", "ratio_cautious", "ratio_hopeful"))
    if _missing(low) or _missing(high):
        key = "chart.horizons.no_span" if "ratio_low" in row else "chart.horizons.label"
        return text(language, key, years=years, ratio=format_ratio(language, ratio))
    ratio, low, high = (format_ratio(language, each) for each in (ratio, low, high))
    return text(language, "chart.horizons.span", years=years, ratio=ratio, low=low, high=high)


def _horizons_finding(results: Sequence[Result], table: DataFrame, perspective: str, language: str) -> str:
    whose = holder_name(perspective, results[0].run.chain, language)
    labels = "; ".join(_horizon_label(row, language) for row in records(table))
    finding = text(language, "chart.horizons.finding", whose=whose, labels=labels)
    if "ratio_low" in table.columns:
        finding = f"{finding} {text(language, 'chart.horizons.spans')}"
    return f"{finding} {text(language, 'chart.unequal')}" if unequal_conventions(results) else finding


def unequal_conventions(results: Sequence[Result]) -> bool:
    """Whether the results differ in more than their horizon; such ratios stand side by side only when that is said."""
    first = results[0]
    return any(
        result.engine_version != first.engine_version
        or set(same_conventions(first.settings, result.settings)) - {"horizon_years"}
        for result in results[1:]
    )


def shares_figure(table: DataFrame, language: str) -> Figure:
    """Bars of a shares table (first column the name, with `present_value` and `share`), in the table's order."""
    name = table.columns[0]
    rows = [
        {"row": str(at), "value": row["present_value"], "label": label_lines(_share_label(row, name, language))}
        for at, row in enumerate(records(table))
    ]
    sort = [row["row"] for row in rows]
    axis = amount_axis(text(language, "chart.millions"))
    encoding = {"y": row_axis(sort), "x": {"field": "value", "type": "quantitative", "axis": axis}}
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}]
    largest = max(records(table), key=lambda row: row["present_value"], default=None)
    label = _share_label(largest, name, language) if largest else ""
    description = text(language, "chart.shares.finding", label=label) if largest else text(language, "chart.nothing")
    if table["share"].max() > 1 and table["present_value"].min() < 0:
        description = f"{description} {text(language, 'chart.shares.negative')}"
    if name == "goal" and table["share"].sum() > 1 + 1e-9:
        description = f"{description} {text(language, 'chart.shares.overlap')}"
    return Figure(row_chart(language, rows, layers, description), description, table)


def _share_label(row: dict, name: str, language: str) -> str:
    amount = format_money(language, row["present_value"])
    if _missing(row["share"]):
        return f"{row[name]}: {amount}"
    return f"{row[name]}: {amount} ({format_share(language, row['share'])})"


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)
