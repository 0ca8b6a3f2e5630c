"""The course of the problem, and the rules for how an effect lasts side by side, as charts with their findings."""

from reports.columns import OWN_SHARES, records
from reports.figure import Figure
from reports.forecast import tables
from reports.forecast.names import of_purse, option_name, rule_name
from reports.forecast.series import HEIGHT, LEGEND_LINE, series_lines, share_axis
from reports.forecast.stamp import Beside
from reports.texts import text
from reports.texts.numbers import format_money, format_share, format_years
from reports.vega import COLOURS, amount_axis, bar, chart, label_lines, row_axis, row_chart
from sroi.forecast.child_results import Forecast

# --- the course of the problem ---


def prevalence_figure(result: Forecast, language: str) -> Figure:
    """The share with the problem at every age, one line an arm; the comparator dashed."""
    table = tables.prevalence(result, language)
    names = [each.removeprefix(OWN_SHARES) for each in table.columns[1:]]
    rows = [
        {"age": row["age"], "arm": name, "share": row[OWN_SHARES + name]} for row in records(table) for name in names
    ]
    axes = {"x": _age_axis(language), "y": share_axis(language)}
    layers = series_lines("arm", names, axes)
    description = _prevalence_finding(result, language)
    return Figure(chart(language, rows, layers, description, HEIGHT + LEGEND_LINE * len(names)), description, table)


def _age_axis(language: str) -> dict:
    axis = {"title": text(language, "prognosis.axis.age"), "tickCount": 6, "format": "d", "gridOpacity": 0.3}
    return {"field": "age", "type": "quantitative", "scale": {"zero": False, "nice": False}, "axis": axis}


def _prevalence_finding(result: Forecast, language: str) -> str:
    """Where the arms stand at the start and at the end, the lowest one named."""
    comparison, last = result.comparison, len(result.natural.with_problem) - 1
    best = min(result.options, key=lambda each: each.trace.with_problem[0])
    ends = {
        "without_first": result.natural.with_problem[0],
        "without_last": result.natural.with_problem[last],
        "with_first": best.trace.with_problem[0],
        "with_last": best.trace.with_problem[last],
    }
    said = {name: format_share(language, share) for name, share in ends.items()}
    start = comparison.population.age_at_start
    return text(
        language, "prognosis.finding.prevalence", first_age=start, last_age=start + last,
        option=option_name(comparison, best.option_id, language), **said,
    )  # fmt: skip


# --- rules of fading side by side ---


def rules_figure(beside: Beside, sides: tables.Sides, sures: tables.SureSides, language: str) -> Figure:
    """The net of every option under each rule for how the effect lasts: bars above nought solid, below hollow."""
    table = tables.rules(beside, sides, sures, language)
    rows = []
    for at, row in enumerate(records(table)):
        net = format_money(language, row["net"])
        label = text(language, "prognosis.chart.rule", option=row["alternative"], rule=row["rule"], net=net)
        rows.append({"row": str(at), "label": label_lines(label), "net": row["net"]})
    description = _rules_finding(beside, sides, language)
    return Figure(row_chart(language, rows, _signed_bars(rows, "net", language), description), description, table)


def _signed_bars(rows: list[dict], field: str, language: str) -> list[dict]:
    """Gains solid to the right, losses hollow to the left, and a line at nought."""
    sort = [row["row"] for row in rows]
    axis = amount_axis(text(language, "chart.millions"))
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeWidth=1.5)
    place = {"y": row_axis(sort), "x": {"field": field, "type": "quantitative", "axis": axis}}
    return [
        {"transform": [{"filter": f"datum.{field} {sign} 0"}], "mark": mark, "encoding": place}
        for sign, mark in ((">=", bar(color=COLOURS["gain"])), ("<", hollow))
        if any((row[field] >= 0) == (sign == ">=") for row in rows)
    ]


def _rules_finding(beside: Beside, sides: tables.Sides, language: str) -> str:
    """How far apart the rules put the option that they move most."""
    nets = {
        option_id: [each.at(beside.years).of(beside.perspective).net for each in results]
        for option_id, results in sides.items()
    }
    option_id = max(nets, key=lambda name: max(nets[name]) - min(nets[name]))
    found, results = nets[option_id], sides[option_id]
    said = {
        "option": option_name(beside.comparison, option_id, language),
        "whose": of_purse(beside.perspective, language),
        "horizon": format_years(language, beside.years),
    }
    if len(found) < 2:
        net = format_money(language, found[0])
        return text(language, "prognosis.finding.one_rule", net=net, **said)
    for name, pick in (("high", max), ("low", min)):
        at = found.index(pick(found))
        said |= {
            f"{name}_rule": rule_name(beside.comparison, option_id, results[at].persistence_id, language),
            f"{name}_net": format_money(language, found[at]),
        }
    return text(language, "prognosis.finding.rules", **said)
