"""Tables of a portfolio: its options, the rules and how much of them is used, the margin, and what was decided."""

from collections.abc import Iterable

from pandas import DataFrame

from chain.plan.model import Portfolio, Standing
from reports.plan.names import budget_name, money, option_names, rule_name
from reports.texts import text
from reports.texts.numbers import format_number
from sroi.plan.choosing import Margin
from sroi.plan.portfolio import Plan, Used, alone

OPTIONS = ("of_option", "option_cost", "option_value", "option_net", "option_persons", "option_standing")
USED = ("of_rule", "used", "limit_of_rule", "binds")
MARGINS = ("of_budget", "net_change", "comes_in", "goes_out")


def options_table(portfolio: Portfolio, language: str) -> DataFrame | None:
    """Every option by itself: what the aim counts of cost and value, whom it reaches, whether it may be chosen.

    None where the aim or what options point at is not settled.
    """
    try:
        worth = alone(portfolio)
    except (KeyError, ValueError):
        return None
    rows = [
        {
            "of_option": option_names(portfolio, [each.id], language),
            "option_cost": worth[each.id].cost_sek,
            "option_value": worth[each.id].gain_sek,
            "option_net": worth[each.id].net_sek,
            "option_persons": _persons(portfolio, each.id, language),
            "option_standing": text(language, f"portfolio_standing.{each.standing}")
            if each.standing is not Standing.FREE
            else None,
        }
        for each in portfolio.options
    ]
    return DataFrame(rows, columns=list(OPTIONS)).dropna(axis="columns", how="all")


def _persons(portfolio: Portfolio, option_id: str, language: str) -> str | None:
    option = next(each for each in portfolio.options if each.id == option_id)
    told = [format_number(language, each.persons) for each in option.reaches]
    return " + ".join(told) or None


def used_table(portfolio: Portfolio, found: Plan, language: str) -> DataFrame:
    """Each rule, how much of it the best choice uses, and whether it binds."""
    binding = {each.name: each for each in found.tight}
    rows = [
        {
            "of_rule": rule_name(portfolio, each.name, language),
            "used": _amount(each, each.used, language),
            "limit_of_rule": _limit(each, language),
            "binds": text(language, "allocation.binds" if each.name in binding else "allocation.binds_not"),
        }
        for each in found.used
    ]
    return DataFrame(rows, columns=list(USED))


def _limit(used: Used, language: str) -> str:
    end, name = (used.high, "at_most") if used.high < float("inf") else (used.low, "at_least")
    return text(language, f"allocation.{name}", amount=_amount(used, end, language))


def _amount(used: Used, value: float, language: str) -> str:
    return money(language, value) if used.unit == "sek" else format_number(language, round(value, 6))


def margins_table(portfolio: Portfolio, margins: Iterable[Margin], language: str) -> DataFrame:
    """Each budget with a step more and a step less: what that changes, what comes in and what goes out."""
    rows = [
        {
            "of_budget": text(
                language,
                "allocation.more" if each.change_sek > 0 else "allocation.less",
                budget=budget_name(portfolio, each.name.removeprefix("budgets/"), language),
                step=money(language, abs(each.change_sek)),
            ),
            "net_change": each.gain_sek,
            "comes_in": _names(portfolio, each.came_in, each, language),
            "goes_out": _names(portfolio, each.went_out, each, language),
        }
        for each in margins
    ]
    return DataFrame(rows, columns=list(MARGINS))


def _names(portfolio: Portfolio, option_ids: tuple[str, ...], margin: Margin, language: str) -> str:
    if margin.best is None:
        return text(language, "allocation.nothing_possible")
    return option_names(portfolio, option_ids, language)
