"""What options, actors and rules of a portfolio are called, and how its money is written."""

from collections.abc import Iterable, Sequence

from chain.model import by_id
from chain.plan.model import Conventions, Portfolio
from reports.texts import text
from reports.texts.numbers import format_millions, format_money, format_number
from sroi.plan.shared import ByParty

MILLION = 1_000_000
EVERYONE = "everyone"
"""The name of all parties together (`sroi.plan.shared.Shared.everyone`)."""


def money(language: str, sek: float) -> str:
    """An amount in SEK: in millions from a tenth of one on, else in kronor."""
    return format_millions(language, sek) if abs(sek) >= MILLION / 10 else format_money(language, sek)


def set_name(held: Conventions, language: str) -> str:
    """Which assumption set amounts were counted on; that none is stated where none is."""
    if not held.assumption_set:
        return text(language, "portfolio.no_set")
    if not held.set_version:
        return held.assumption_set
    return text(language, "allocation.set", name=held.assumption_set, number=held.set_version)


def option_name(portfolio: Portfolio, option_id: str, language: str) -> str:
    """What an option is called; its id where it has no name or is not there."""
    found = by_id(portfolio.options).get(option_id)
    return (found.name.into(language) if found else "") or option_id


def option_names(portfolio: Portfolio, option_ids: Iterable[str], language: str) -> str:
    """*A, B and C*; *nothing* for none."""
    names = [option_name(portfolio, each, language) for each in option_ids]
    return listed(names, language) if names else text(language, "allocation.nothing")


def listed(names: Sequence[str], language: str) -> str:
    """*A*, *A and B*, *A, B and C*; there is at least one."""
    *first, last = names
    return text(language, "place.and", first=", ".join(first), last=last) if first else last


def party_name(portfolio: Portfolio, name: str, by: ByParty, language: str) -> str:
    """A party of a shared investment: an actor, a level, or all together."""
    if name == EVERYONE:
        return text(language, "portfolio_words.everyone")
    return text(language, f"party.{name}") if by == "level" else named(portfolio, "actors", name, language)


def named(portfolio: Portfolio, kind: str, element_id: str | None, language: str) -> str:
    """What an element of a kind is called."""
    found = by_id(getattr(portfolio, kind)).get(element_id or "")
    return (found.name.into(language) if found else "") or element_id or ""


def rule_name(portfolio: Portfolio, place: str, language: str) -> str:
    """What a rule of the choice says, by its place: *at most SEK 10.0 m in Social investment fund 2027*."""
    kind, element_id, *rest = place.split("/")
    return _SAYS[kind](portfolio, element_id, rest, language)


def _option(portfolio: Portfolio, option_id: str, rest: list[str], language: str) -> str:
    return text(language, f"allocation.rule.{rest[0]}", option=option_name(portfolio, option_id, language))


def _project(portfolio: Portfolio, project_id: str, _: list[str], language: str) -> str:
    of = [each.id for each in portfolio.options if each.project_id == project_id]
    return text(language, "allocation.rule.project", options=option_names(portfolio, of, language))


def _exclusion(portfolio: Portfolio, exclusion_id: str, _: list[str], language: str) -> str:
    held = by_id(portfolio.exclusions)[exclusion_id]
    return text(language, "allocation.rule.exclusion", options=option_names(portfolio, held.option_ids, language))


def _prerequisite(portfolio: Portfolio, prerequisite_id: str, _: list[str], language: str) -> str:
    held = by_id(portfolio.prerequisites)[prerequisite_id]
    needs = option_names(portfolio, held.any_of_ids, language)
    key = "allocation.rule.prerequisite_one" if len(held.any_of_ids) == 1 else "allocation.rule.prerequisite"
    return text(language, key, option=option_name(portfolio, held.option_id, language), needs=needs)


def budget_name(portfolio: Portfolio, budget_id: str, language: str) -> str:
    """What a budget is called: its name, else whose it is and for which year."""
    held = by_id(portfolio.budgets)[budget_id]
    payer = named(portfolio, "actors", held.payer_id, language) or text(language, "allocation.all_payers")
    year = str(held.year) if held.year else text(language, "allocation.all_years")
    return held.name.into(language) or f"{payer}, {year}"


def _budget(portfolio: Portfolio, budget_id: str, _: list[str], language: str) -> str:
    limit = by_id(portfolio.budgets)[budget_id].limit_sek
    name = budget_name(portfolio, budget_id, language)
    return text(language, "allocation.rule.budget", budget=name, limit=money(language, limit))


def _capacity(portfolio: Portfolio, capacity_id: str, rest: list[str], language: str) -> str:
    held = by_id(portfolio.capacities)[capacity_id]
    limit = format_number(language, held.limits.values[int(rest[0])])
    told = {"capacity": held.name.into(language) or held.id, "unit": held.unit.into(language), "year": rest[0]}
    return text(language, "allocation.rule.capacity", limit=limit, **told).replace("  ", " ")  # one without a unit


def _coverage(portfolio: Portfolio, coverage_id: str, rest: list[str], language: str) -> str:
    held = by_id(portfolio.coverages)[coverage_id]
    count = format_number(language, getattr(held, rest[0]))
    return text(language, f"allocation.rule.coverage_{rest[0]}", count=count,
                group=named(portfolio, "target_groups", held.target_group_id, language))  # fmt: skip


def _theme(portfolio: Portfolio, rule_id: str, rest: list[str], language: str) -> str:
    held = by_id(portfolio.theme_rules)[rule_id]
    count = format_number(language, getattr(held, rest[0]))
    theme = named(portfolio, "themes", held.theme_id, language)
    return text(language, f"allocation.rule.theme_{rest[0]}", count=count, theme=theme)


def _goal(portfolio: Portfolio, rule_id: str, rest: list[str], language: str) -> str:
    held = by_id(portfolio.goal_rules)[rule_id]
    count = format_number(language, getattr(held, rest[0]))
    goal = named(portfolio, "goals", held.goal_id, language)
    return text(language, f"allocation.rule.goal_{rest[0]}", count=count, goal=goal)


_SAYS = {
    "options": _option,
    "projects": _project,
    "exclusions": _exclusion,
    "prerequisites": _prerequisite,
    "budgets": _budget,
    "capacities": _capacity,
    "coverages": _coverage,
    "theme_rules": _theme,
    "goal_rules": _goal,
}
