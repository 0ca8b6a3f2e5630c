"""One payer's calendar years with a new cohort each year, as a chart with its finding."""

from collections.abc import Sequence
import json

from reports.columns import records
from reports.figure import Figure
from reports.forecast import tables
from reports.forecast.series import HEIGHT, LEGEND_LINE
from reports.forecast.words import named
from reports.texts import text
from reports.texts.numbers import format_money, format_number
from reports.vega import COLOURS, INK, amount_axis, chart, once
from sroi.forecast.child_results import BudgetYear


def budget_figure(
    rows: Sequence[BudgetYear], whose: str, start_year: int | None, option: str, cohorts: int, language: str
) -> Figure:
    """One payer's calendar years with a new cohort each year: what it pays, what it saves, and their running sum."""
    own = [row for row in rows if row.level.value == whose]
    table = tables.budget(own, start_year, language)
    told = [{**row, "pays": 0.0 - row["programme_cost"]} for row in records(table)]
    description = _budget_finding(own, whose, start_year, option, cohorts, language)
    layers = [*_budget_bars(told, language), _running(language), _nought()]
    return Figure(chart(language, told, layers, description, HEIGHT + LEGEND_LINE * 3), description, table)


def _budget_bars(rows: list[dict], language: str) -> list[dict]:
    hollow = {"fillOpacity": 0.25, "stroke": COLOURS["pay"], "strokeWidth": 1.5}
    axis = amount_axis(text(language, "chart.millions"))
    return [
        {
            "transform": [{"filter": f"datum.{flow} != 0"}, _flow(flow, language)],
            "mark": {"type": "bar", **style},
            "encoding": {
                "x": _year_axis(),
                "y": {"field": flow, "type": "quantitative", "stack": None, "axis": axis},
                "color": _flows(language),
            },
        }
        for flow, style in (("pays", hollow), ("offset", {}))
        if any(row[flow] for row in rows)
    ]


def _year_axis() -> dict:
    return {
        "field": "year",
        "type": "ordinal",
        "sort": None,
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
    }


def _flow_words(flow: str, language: str) -> str:
    return text(language, {"pays": "table.column.programme_cost"}.get(flow, f"table.column.{flow}"))


def _flow(flow: str, language: str) -> dict:
    return {"calculate": json.dumps(_flow_words(flow, language)), "as": "flow"}


def _flows(language: str) -> dict:
    names = [_flow_words(flow, language) for flow in ("pays", "offset", "cumulative")]
    scale = {"domain": names, "range": [COLOURS["pay"], COLOURS["gain"], INK]}
    return {"field": "flow", "type": "nominal", "scale": scale, "legend": {"columns": 1}}


def _running(language: str) -> dict:
    return {
        "transform": [_flow("cumulative", language)],
        "mark": {"type": "line", "point": {"filled": True, "size": 36}, "strokeWidth": 2},
        "encoding": {
            "x": _year_axis(),
            "y": {"field": "cumulative", "type": "quantitative"},
            "color": _flows(language),
        },
    }


def _nought() -> dict:
    return once({"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}})


def _budget_finding(
    rows: Sequence[BudgetYear], whose: str, start_year: int | None, option: str, cohorts: int, language: str
) -> str:
    year = lambda row: tables.year_words(row.year, start_year, language, "year_inside")  # noqa: E731
    deepest, last = min(rows, key=lambda row: row.cumulative), rows[-1]
    said = {
        "option": option,
        "whose": named(whose, language),
        "cohorts": format_number(language, cohorts, 0),
        "last": year(last),
        "sum": format_money(language, last.cumulative),
    }
    if deepest.cumulative >= 0:
        return text(language, "prognosis.finding.budget_never_short", **said)
    said |= {"deepest": year(deepest), "short": format_money(language, -deepest.cumulative)}
    turned = next((row for row in rows if row.year > deepest.year and row.cumulative >= 0), None)
    if turned is None:
        return text(language, "prognosis.finding.budget_not_back", **said)
    return text(language, "prognosis.finding.budget", turned=year(turned), **said)
