"""Choosing among the options, and what moves the result most: the frontier and the tornado, with their findings."""

from chain.forecast.model import Comparison
from reports.figure import Figure
from reports.forecast import tables_choice
from reports.forecast.names import number_words, of_purse, option_name, places_name
from reports.forecast.stamp import Beside
from reports.forecast.words import per_qaly_words
from reports.picture import wrapped
from reports.texts import text
from reports.texts.numbers import format_money, format_years
from reports.vega import COLOURS, amount_axis, bar, chart, label_lines, once, row_axis, row_chart
from sroi.forecast.child_choice import Choice
from sroi.forecast.child_tornado import Tornado
from sroi.forecast.decision import Standing
from sroi.forecast.worth import PerQaly, Quadrant

MOST_BARS, NAME_BESIDE, NAME_LINE = 12, 20, 15
_NOUGHT = {"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}}

# --- the frontier ---


def frontier_figure(found: Choice, comparison: Comparison, language: str) -> Figure:
    """All alternatives by QALYs and cost, the frontier a line; off it hollow, each named beside its mark."""
    table = tables_choice.frontier([found], comparison, language)
    on = {each.option.name for each in found.on_frontier}
    rows = [
        {
            "qalys": each.option.effect,
            "cost": each.option.cost,
            "name": "\n".join(name),
            "lines": len(name),
            "on": each.option.name in on,
        }
        for each in sorted(found.placed, key=lambda each: each.option.cost)
        for name in [wrapped(option_name(comparison, each.option.name, language), NAME_BESIDE, 3)]
    ]
    description = frontier_sentence(found, comparison, language)
    return Figure(chart(language, rows, _frontier_layers(rows, language), description, 300), description, table)


def _frontier_layers(rows: list[dict], language: str) -> list[dict]:
    most = max(row["qalys"] for row in rows)
    least = min(row["qalys"] for row in rows)
    reach = (most - least) or 1.0
    across = {
        "field": "qalys", "type": "quantitative",
        "scale": {"domain": [least - 0.1 * reach, most + 0.1 * reach], "nice": False},
        "axis": {"title": text(language, "prognosis.axis.qalys"), "tickCount": 5, "gridOpacity": 0.3},
    }  # fmt: skip
    axis = amount_axis(text(language, "prognosis.axis.more_cost"))
    place = {"x": across, "y": {"field": "cost", "type": "quantitative", "axis": axis}}
    middle = (most + least) / 2
    names = [
        {
            "transform": [{"filter": f"datum.qalys {sign} {middle!r} && datum.lines == {lines}"}],
            "mark": {"type": "text", "align": align, "dx": dx, "dy": -12 - NAME_LINE * (lines - 1), "lineBreak": "\n",
                     "fontSize": 12},
            "encoding": {**place, "text": {"field": "name"}},
        }
        for sign, align, dx in (("<=", "left", -4), (">", "right", 4))
        for lines in sorted({row["lines"] for row in rows if (row["qalys"] <= middle) == (sign == "<=")})
    ]  # fmt: skip
    line = {
        "transform": [{"filter": "datum.on"}],
        "mark": {"type": "line", "strokeWidth": 2, "color": COLOURS["gain"]},
        "encoding": {**place, "order": {"field": "cost", "type": "quantitative"}},
    }
    marks = [
        {
            "transform": [{"filter": f"datum.on == {str(is_on).lower()}"}],
            "mark": {"type": "point", "filled": is_on, "size": 90, "strokeWidth": 2, "color": colour, "opacity": 1},
            "encoding": place,
        }
        for is_on, colour in ((True, COLOURS["gain"]), (False, COLOURS["pay"]))
        if any(row["on"] == is_on for row in rows)
    ]
    return [once(_NOUGHT), *([line] if sum(row["on"] for row in rows) > 1 else []), *marks, *names]


def frontier_sentence(found: Choice, comparison: Comparison, language: str) -> str:
    """What to choose at one horizon, and what stands on the way there."""
    name = lambda alternative: option_name(comparison, alternative, language)  # noqa: E731
    said = {
        "horizon": format_years(language, found.years),
        "whose": of_purse(found.perspective, language),
        "threshold": format_money(language, found.threshold_sek),
        "chosen": name(found.chosen),
    }
    steps = [
        text(
            language, "prognosis.finding.step", option=name(each.option.name), against=name(each.against),
            per_qaly=per_qaly_words(language, PerQaly(Quadrant.COSTS_AND_GIVES_MORE, each.icer)),
        )
        for each in found.on_frontier if each.standing is Standing.ON_FRONTIER
    ]  # fmt: skip
    out = [name(each.option.name) for each in found.placed if each not in found.on_frontier]
    parts = [text(language, "prognosis.finding.frontier", **said), *steps]
    if out:
        parts.append(text(language, "prognosis.finding.off_frontier", names=", ".join(out)))
    return " ".join(parts)


# --- the tornado ---


def tornado_figure(beside: Beside, option_id: str, found: Tornado, language: str) -> Figure:
    """The net benefit with each number at its low (hollow) and its high (solid); the line is all as stated."""
    comparison = beside.comparison
    table = tables_choice.tornado(found, comparison, language)
    rows = []
    for at, each in enumerate(found.bars[:MOST_BARS]):
        place = each.figure.places[0]
        low, high = (number_words(comparison, place, end, language) for end in each.figure.ends)
        name = places_name(comparison, each.figure.places, language)
        label = text(language, "prognosis.chart.tornado", name=name, low=low, high=high)
        told = {"low": each.net_benefit_at_low, "high": each.net_benefit_at_high, "base": found.net_benefit}
        rows.append({"row": str(at), "label": label_lines(label), **told})
    description = tornado_sentence(beside, option_id, found, language)
    return Figure(row_chart(language, rows, _tornado_layers(rows, found, language), description), description, table)


def _tornado_layers(rows: list[dict], found: Tornado, language: str) -> list[dict]:
    sort = [row["row"] for row in rows]
    axis = amount_axis(text(language, "prognosis.axis.net_benefit"))
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeWidth=1.5)
    bars = [
        {
            "mark": mark,
            "encoding": {
                "y": row_axis(sort),
                "x": {"field": end, "type": "quantitative", "axis": axis, "scale": {"zero": False}},
                "x2": {"field": "base"},
            },
        }
        for end, mark in (("low", hollow), ("high", bar(color=COLOURS["gain"])))
    ]
    base = {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"x": {"datum": found.net_benefit}}}
    nought = {"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": 0}}}
    ends = [found.net_benefit, *(row[end] for row in rows for end in ("low", "high"))]
    return [*bars, once(base), *([once(nought)] if min(ends) <= 0 <= max(ends) else [])]


def tornado_sentence(beside: Beside, option_id: str, found: Tornado, language: str) -> str:
    """Which number moves the net benefit most, how far, and whether any turns it."""
    said = {
        "option": option_name(beside.comparison, option_id, language),
        "base": format_money(language, found.net_benefit),
        "whose": of_purse(beside.perspective, language),
        "horizon": format_years(language, beside.years),
    }
    if not found.bars:
        return text(language, "prognosis.finding.no_bars", **said)
    widest = found.bars[0]
    said["name"] = places_name(beside.comparison, widest.figure.places, language)
    ends = sorted((widest.net_benefit_at_low, widest.net_benefit_at_high))
    said["low"], said["high"] = (format_money(language, end) for end in ends)
    turning = [each for each in found.bars if min(each.net_benefit_at_low, each.net_benefit_at_high) < 0]
    if found.net_benefit < 0:
        turning = [each for each in found.bars if max(each.net_benefit_at_low, each.net_benefit_at_high) > 0]
    key = "tornado_turns" if turning else "tornado"
    if turning:
        said["turning"] = ", ".join(places_name(beside.comparison, each.figure.places, language) for each in turning)
    return text(language, f"prognosis.finding.{key}", **said)
