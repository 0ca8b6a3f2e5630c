"""The options side by side: what each is worth by itself, the chosen ones filled."""

from chain.plan.model import Portfolio
from reports.figure import Figure
from reports.plan.names import money, option_name, option_names
from reports.plan.tables import options_table
from reports.texts import text
from reports.vega import COLOURS, amount_axis, bar, label_lines, once, row_axis, row_chart
from sroi.plan.portfolio import Plan, alone

_NOUGHT = {"mark": {"type": "rule", "strokeWidth": 1}, "encoding": {"x": {"datum": 0}}}


def options_figure(portfolio: Portfolio, plan: Plan, language: str) -> Figure:
    """Net value of each option, the largest first; a chosen one is filled and says so, another is hollow."""
    chosen = set(plan.best.option_ids) if plan.best else set()
    worth = sorted(alone(portfolio).items(), key=lambda each: (-each[1].net_sek, each[0]))
    rows = [
        {
            "row": option_id,
            "label": label_lines(_label(portfolio, option_id, each.net_sek, option_id in chosen, language)),
            "net": each.net_sek,
            "chosen": option_id in chosen,
        }
        for option_id, each in worth
    ]
    description = _finding(portfolio, chosen, language)
    return Figure(row_chart(language, rows, _bars(rows, language), description), description,
                  options_table(portfolio, language))  # fmt: skip


def _label(portfolio: Portfolio, option_id: str, net_sek: float, is_chosen: bool, language: str) -> str:
    key = "allocation.bar_chosen" if is_chosen else "allocation.bar"
    return text(language, key, option=option_name(portfolio, option_id, language), net=money(language, net_sek))


def _finding(portfolio: Portfolio, chosen: set[str], language: str) -> str:
    names = option_names(portfolio, [each.id for each in portfolio.options if each.id in chosen], language)
    left = option_names(portfolio, [each.id for each in portfolio.options if each.id not in chosen], language)
    return text(language, "allocation.chart_finding", chosen=names, left=left)


def _bars(rows: list[dict], language: str) -> list[dict]:
    hollow = {"fillOpacity": 0.15, "stroke": COLOURS["neutral"], "strokeWidth": 1.5, "color": COLOURS["neutral"]}
    sort = [row["row"] for row in rows]
    axis = amount_axis(text(language, "chart.millions"))
    layers = [
        {
            "transform": [{"filter": f"datum.chosen == {str(is_chosen).lower()}"}],
            "mark": bar(**style),
            "encoding": {"y": row_axis(sort), "x": {"field": "net", "type": "quantitative", "axis": axis}},
        }
        for is_chosen, style in ((True, {"color": COLOURS["gain"]}), (False, hollow))
        if any(row["chosen"] == is_chosen for row in rows)
    ]
    # Where all is above nought the line would run through the words, which begin there.
    return [once(_NOUGHT), *layers] if any(row["net"] < 0 for row in rows) else layers
