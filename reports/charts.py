"""Results as charts: Vega-Lite dicts, each with the finding in words and the table it was drawn from.

A page shows one by `st.vega_lite_chart(None, figure.spec, alt=figure.description)` and the table beside or below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
import math

from pandas import DataFrame

from chain.model import Chain, by_id
from reports import tables
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_share, format_years
from reports.vega import COLOURS, INK, ROW_STEP, amount_axis, bar, chart, label_layer, row_axis
from sroi.results import ActorResult, Payback, Result, Total, Waterfall


@dataclass(frozen=True)
class Figure:
    """A chart: its Vega-Lite spec, what it shows in one sentence, and the numbers behind it."""

    spec: dict
    description: str
    table: DataFrame


# From gross to present value


def waterfall_figure(fall: Waterfall, language: str) -> Figure:
    """What each step takes from the gross value until the present value remains; deductions are hollow, sums solid."""
    table = tables.waterfall(fall, language)
    rows, before = [], 0.0
    for key, row in zip(tables.WATERFALL_STEPS, table.to_dict("records"), strict=True):
        is_sum = key in ("gross", "present_value")
        label = f"{row['step']}: {_signed(language, row['amount'], plus=not is_sum)}"
        start = 0.0 if is_sum else before
        rows.append({"row": key, "amount": row["amount"], "start": start, "end": row["remaining"], "label": label})
        rows[-1]["kind"] = "sum" if is_sum else "step"
        before = row["remaining"]
    description = _waterfall_finding(fall, language)
    height = {"step": ROW_STEP}
    return Figure(chart(language, rows, _waterfall_layers(language), description, height), description, table)


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
    return [*layers, label_layer(sort)]


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


# Year by year


def years_figure(result: Result, chain: Chain, language: str, whose: str) -> Figure:
    """What goes out, what comes back, and their running sum by year, for `public`, `society` or one actor's id."""
    holder, name = _holder(result, chain, language, whose)
    table = tables.years(result, holder, language)
    rows = [{**row, "pays": -row["pays"], "paid": row["pays"]} for row in table.to_dict("records")]
    description = _years_finding(result, holder, name, language)
    layers = [*_year_bars(language), *_cumulative(language), *_payback_mark(result, holder.payback, language)]
    return Figure(chart(language, rows, layers, description, 260), description, table)


def _holder(result: Result, chain: Chain, language: str, whose: str) -> tuple[Total | ActorResult, str]:
    if whose in ("public", "society"):
        return result.total(whose), text(language, f"table.sum.{whose}")
    holder = next(actor for actor in result.actors if actor.actor_id == whose)
    return holder, by_id(chain.actors)[whose].name.into(language)


def _year_bars(language: str) -> list[dict]:
    axis = amount_axis(text(language, "chart.millions"))
    marks = {
        "pays": {"fillOpacity": 0.25, "stroke": COLOURS["pay"], "strokeWidth": 1.5},
        "gains": {},
    }
    colour = {"pays": COLOURS["pay"], "gains": COLOURS["gain"]}
    return [
        {
            "mark": {"type": "bar", **style},
            "encoding": {
                "x": _year_axis(),
                "y": {"field": flow, "type": "quantitative", "axis": axis},
                "color": _legend(text(language, f"table.flow.{flow}"), colour, language),
            },
        }
        for flow, style in marks.items()
    ]


def _year_axis() -> dict:
    return {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}


def _legend(name: str, colours: dict[str, str], language: str) -> dict:
    domain = [*(text(language, f"table.flow.{flow}") for flow in colours), text(language, "table.column.cumulative")]
    return {"datum": name, "scale": {"domain": domain, "range": [*colours.values(), INK]}}


def _cumulative(language: str) -> list[dict]:
    line = {"type": "line", "point": {"filled": True, "size": 36}, "strokeWidth": 2}
    colours = {"pays": COLOURS["pay"], "gains": COLOURS["gain"]}
    encoding = {
        "x": _year_axis(),
        "y": {"field": "cumulative", "type": "quantitative"},
        "color": _legend(text(language, "table.column.cumulative"), colours, language),
    }
    zero = {"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}}
    return [{"mark": line, "encoding": encoding}, zero]


def _payback_mark(result: Result, payback: Payback | None, language: str) -> list[dict]:
    """A rule at the payback year; none where the convention counts otherwise than the drawn sum does."""
    if payback is None or result.settings.payback == "annual_value" or not result.settings.payback_discounted:
        return []
    at = {"datum": str(payback_year(result, payback))}
    words = text(language, "chart.payback", years=format_years(language, float(payback.years)))
    rule = {"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": at}}
    note = {"type": "text", "align": "center", "baseline": "bottom", "text": words, "dy": -4}
    return [rule, {"mark": note, "encoding": {"x": at, "y": {"value": 0}}}]


def payback_year(result: Result, payback: Payback) -> int:
    """The calendar year within which the investment is earned back."""
    return result.years[0] + max(math.ceil(float(payback.years)), 1) - 1


def _years_finding(result: Result, holder: Total | ActorResult, name: str, language: str) -> str:
    horizon = format_years(language, result.settings.horizon_years)
    amounts = {
        "who": name,
        "pays": format_money(language, float(holder.investment)),
        "gains": format_money(language, float(holder.value)),
    }
    if float(holder.investment) <= 0:
        return text(language, "chart.years.only_gains", horizon=horizon, **amounts)
    if holder.payback is None:
        return text(language, "chart.years.never", horizon=horizon, **amounts)
    years = format_years(language, float(holder.payback.years))
    return text(language, "chart.years.finding", horizon=horizon, years=years, **amounts)


# Actors, horizons, shares


def actors_figure(result: Result, chain: Chain, language: str) -> Figure:
    """Who pays (to the left, hollow) and who gains (to the right, solid), one row an actor."""
    table = tables.actors(result, chain, language)
    rows = [
        {"row": str(at), "label": _actor_label(row, language), "pays": -row["pays"], "gains": row["gains"]}
        for at, row in enumerate(table.to_dict("records"))
    ]
    sort = [row["row"] for row in rows]
    layers = [*_both_ways(sort, language), label_layer(sort)]
    description = _actors_finding(table, language)
    return Figure(chart(language, rows, layers, description, {"step": ROW_STEP}), description, table)


def _actor_label(row: dict, language: str) -> str:
    pays, gains = format_money(language, row["pays"]), format_money(language, row["gains"])
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
    rows = table.to_dict("records")
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


def horizons_figure(results: Sequence[Result], perspective: str, language: str) -> Figure:
    """The ratio at several horizons, with a line where what comes back equals what was put in."""
    table = tables.horizons(results, perspective, language)
    rows = [
        {"row": str(row["horizon"]), "ratio": row["ratio"], "label": _horizon_label(row, language)}
        for row in table.to_dict("records")
    ]
    sort = [row["row"] for row in rows]
    axis = {"title": text(language, "chart.horizons.axis"), "tickCount": 4, "labelOverlap": True, "gridOpacity": 0.4}
    encoding = {"y": row_axis(sort), "x": {"field": "ratio", "type": "quantitative", "axis": axis}}
    even = {"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": 1}}}
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}, even, label_layer(sort)]
    description = _horizons_finding(results, table, perspective, language)
    return Figure(chart(language, rows, layers, description, {"step": ROW_STEP}), description, table)


def _horizon_label(row: dict, language: str) -> str:
    years = format_years(language, row["horizon"])
    if _missing(row["ratio"]):
        return text(language, "chart.horizons.no_ratio", years=years)
    return text(language, "chart.horizons.label", years=years, ratio=format_ratio(language, row["ratio"]))


def _horizons_finding(results: Sequence[Result], table: DataFrame, perspective: str, language: str) -> str:
    whose = text(language, f"table.sum.{perspective}")
    labels = "; ".join(_horizon_label(row, language) for row in table.to_dict("records"))
    finding = text(language, "chart.horizons.finding", whose=whose, labels=labels)
    return f"{finding} {text(language, 'chart.unequal')}" if unequal_conventions(results) else finding


def unequal_conventions(results: Sequence[Result]) -> bool:
    """Whether the results differ in more than their horizon; such ratios stand side by side only when that is said."""
    settings = {result.settings.model_copy(update={"horizon_years": 1, "name": ""}) for result in results}
    return len(settings | {result.engine_version for result in results}) > 2


def shares_figure(table: DataFrame, language: str) -> Figure:
    """Bars of a shares table (first column the name, with `present_value` and `share`), in the table's order."""
    name = table.columns[0]
    rows = [
        {"row": str(at), "value": row["present_value"], "label": _share_label(row, name, language)}
        for at, row in enumerate(table.to_dict("records"))
    ]
    sort = [row["row"] for row in rows]
    axis = amount_axis(text(language, "chart.millions"))
    encoding = {"y": row_axis(sort), "x": {"field": "value", "type": "quantitative", "axis": axis}}
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}, label_layer(sort)]
    largest = max(table.to_dict("records"), key=lambda row: row["present_value"], default=None)
    label = _share_label(largest, name, language) if largest else ""
    description = text(language, "chart.shares.finding", label=label) if largest else text(language, "chart.nothing")
    return Figure(chart(language, rows, layers, description, {"step": ROW_STEP}), description, table)


def _share_label(row: dict, name: str, language: str) -> str:
    amount = format_money(language, row["present_value"])
    if _missing(row["share"]):
        return f"{row[name]}: {amount}"
    return f"{row[name]}: {amount} ({format_share(language, row['share'])})"


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)
