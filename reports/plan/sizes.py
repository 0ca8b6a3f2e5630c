"""One budget in other sizes: what the best choice is worth at each, and which further step gives the most."""

from collections.abc import Sequence
from itertools import pairwise
import math

from pandas import DataFrame

from chain.model import by_id
from chain.plan.model import Portfolio
from reports.figure import Figure
from reports.plan.charts import bars
from reports.plan.names import money
from reports.plan.tables import margins_table
from reports.texts import text
from reports.vega import label_lines, row_chart
from sroi.plan.choosing import Margin


def sizes_figure(portfolio: Portfolio, budget_id: str, found: Sequence[Margin], language: str) -> Figure:
    """Net value at each size; the budget as it is is filled and says so."""
    rows = [
        {
            "row": f"{at:02}",
            "label": label_lines(_label(portfolio, budget_id, each, language)),
            "net": each.best.net_sek if each.best else math.nan,
            "chosen": not each.change_sek,
        }
        for at, each in enumerate(found)
    ]
    description = _finding(portfolio, budget_id, found, language)
    table = sizes_table(portfolio, budget_id, found, language)
    return Figure(row_chart(language, rows, bars(rows, language), description), description, table)


def sizes_table(portfolio: Portfolio, budget_id: str, found: Sequence[Margin], language: str) -> DataFrame:
    """Each size with what the best choice is then worth, and what comes in and goes out against the best as it is."""
    table = margins_table(portfolio, found, language)
    table["of_budget"] = [_size(portfolio, budget_id, each, language) for each in found]
    table.insert(1, "option_net", [each.best.net_sek if each.best else None for each in found])
    return table


def _size(portfolio: Portfolio, budget_id: str, of: Margin, language: str) -> str:
    return money(language, by_id(portfolio.budgets)[budget_id].limit_sek + of.change_sek)


def _label(portfolio: Portfolio, budget_id: str, of: Margin, language: str) -> str:
    size = _size(portfolio, budget_id, of, language)
    if of.best is None:
        return text(language, "allocation.size_impossible", size=size)
    key = "allocation.size_other" if of.change_sek else "allocation.size_now"
    return text(language, key, size=size, net=money(language, of.best.net_sek))


def _finding(portfolio: Portfolio, budget_id: str, found: Sequence[Margin], language: str) -> str:
    """Which of the steps up gives the most; or that none gives anything."""
    larger = [each for each in found if each.best and each.change_sek >= 0]
    gain, one, other = max(
        ((other.gain_sek - one.gain_sek, one, other) for one, other in pairwise(larger)), key=lambda each: each[0]
    )
    if gain <= 0:
        return text(language, "allocation.sizes_alike")
    smaller, top = (_size(portfolio, budget_id, each, language) for each in (one, other))
    return text(language, "allocation.sizes_most", smaller=smaller, larger=top, gain=money(language, gain))
