"""The chart of years: what goes out, what comes back, their running sum, and when it turns."""

import json
import math

from chain.model import Chain
from reports import tables
from reports.columns import records
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_money, format_years
from reports.vega import COLOURS, INK, amount_axis, chart, once
from reports.whose import holder_name
from sroi.results import Payback, Result, Total


def years_figure(result: Result, chain: Chain, language: str, whose: str) -> Figure:
    """What goes out, what comes back, and their running sum by year, for a perspective."""
    holder, name = result.total(whose), holder_name(whose, chain, language)
    table = tables.years(result, holder, language)
    rows = [{**row, "pays": 0.0 - row["pays"], "paid": row["pays"]} for row in records(table)]
    description = _years_finding(result, holder, name, language)
    layers = [*_year_bars(language), *_cumulative(language), *_payback_mark(result, holder.payback, language)]
    return Figure(chart(language, rows, layers, description, 260), description, table)


def _year_bars(language: str) -> list[dict]:
    axis = amount_axis(text(language, "chart.millions"))
    hollow = {"fillOpacity": 0.25, "stroke": COLOURS["pay"], "strokeWidth": 1.5}
    return [
        {
            "transform": [{"filter": f"datum.{flow} != 0"}, _named(flow, language)],
            "mark": {"type": "bar", **style},
            "encoding": {
                "x": _year_axis(),
                "y": {"field": flow, "type": "quantitative", "stack": None, "axis": axis},
                "color": _legend(language),
            },
        }
        for flow, style in (("pays", hollow), ("gains", {}))
    ]


def _year_axis() -> dict:
    return {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}


def _flow_name(flow: str, language: str) -> str:
    return text(language, "table.column.cumulative") if flow == "cumulative" else text(language, f"table.flow.{flow}")


def _named(flow: str, language: str) -> dict:
    return {"calculate": json.dumps(_flow_name(flow, language)), "as": "flow"}


def _legend(language: str) -> dict:
    names = [_flow_name(flow, language) for flow in ("pays", "gains", "cumulative")]
    return {
        "field": "flow",
        "type": "nominal",
        "scale": {"domain": names, "range": [COLOURS["pay"], COLOURS["gain"], INK]},
    }


def _cumulative(language: str) -> list[dict]:
    line = {
        "transform": [_named("cumulative", language)],
        "mark": {"type": "line", "point": {"filled": True, "size": 36}, "strokeWidth": 2},
        "encoding": {
            "x": _year_axis(),
            "y": {"field": "cumulative", "type": "quantitative"},
            "color": _legend(language),
        },
    }
    return [line, once({"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}})]


def _payback_mark(result: Result, payback: Payback | None, language: str) -> list[dict]:
    """A rule at the payback year; none where the convention counts otherwise than the drawn sum does."""
    if payback is None or result.settings.payback == "annual_value" or not result.settings.payback_discounted:
        return []
    at = {"datum": str(payback_year(result, payback))}
    words = text(language, "chart.payback", years=format_years(language, float(payback.years)))
    rule = once({"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": at}})
    note = {"type": "text", "align": "center", "baseline": "bottom", "text": words, "dy": -4}
    return [rule, once({"mark": note, "encoding": {"x": at, "y": {"value": 0}}})]


def payback_year(result: Result, payback: Payback) -> int:
    """The calendar year within which the investment is earned back."""
    return result.years[0] + max(math.ceil(float(payback.years)), 1) - 1


def _years_finding(result: Result, holder: Total, name: str, language: str) -> str:
    horizon = format_years(language, result.settings.horizon_years)
    amounts = {
        "who": name,
        "pays": format_money(language, float(holder.investment)),
        "gains": format_money(language, float(holder.value)),
    }
    if not holder.investment_known:
        return text(language, "chart.years.unknown", horizon=horizon, **amounts)
    if round(float(holder.investment)) < 0:
        income = format_money(language, -float(holder.investment))
        said = {name: amounts[name] for name in ("who", "gains")}
        return text(language, "chart.years.income", horizon=horizon, income=income, **said)
    if float(holder.investment) <= 0:
        return text(language, "chart.years.only_gains", horizon=horizon, **amounts)
    if holder.payback is None:
        return text(language, "chart.years.never", horizon=horizon, **amounts)
    years = format_years(language, float(holder.payback.years))
    return text(language, "chart.years.finding", horizon=horizon, years=years, **amounts)
