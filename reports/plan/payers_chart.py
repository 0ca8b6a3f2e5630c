"""The running sum of each payer's money, as a chart with its finding."""

from reports.figure import Figure
from reports.forecast.series import HEIGHT, LEGEND_LINE, series_lines
from reports.plan.payers import Seen, cumulative_table, payers_and_all, turns
from reports.texts import text
from reports.vega import amount_axis, chart, once


def cumulative_figure(seen: Seen, language: str) -> Figure:
    """One line a payer and one for all together: under nought until the gains have made up for what was paid."""
    parties = payers_and_all(seen)
    names = [seen.name(each.name, language) for each in parties]
    rows = [
        {"year": str(year), "party": name, "sum": amount}
        for each, name in zip(parties, names, strict=True)
        for year, amount in zip(seen.shared.years, each.cumulative_by_year, strict=True)
    ]
    axes = {
        "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "sum", "type": "quantitative", "axis": amount_axis(text(language, "chart.millions"))},
    }
    nought = once({"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}})
    description = " ".join(turns(seen, each, language) for each in parties)
    height = HEIGHT + LEGEND_LINE * len(names)
    layers = [*series_lines("party", names, axes), nought]
    return Figure(chart(language, rows, layers, description, height), description, cumulative_table(seen, language))
