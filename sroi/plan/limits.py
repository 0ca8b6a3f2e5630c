"""The rules of a choice, one by one, as what each option weighs and between which ends the sum may lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import math

from chain.plan.model import Budget, Option, Portfolio, Standing


@dataclass(frozen=True)
class Ruled:
    """A rule: what each option weighs by id, the ends, its unit, and the target group whose persons count once."""

    name: str
    weights: dict[str, float]
    low: float = -math.inf
    high: float = math.inf
    unit: str = "whole"
    counted_once: str | None = None


def limits_of(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    """Every rule of the portfolio: what is kept and excluded, what excludes and needs what, budgets, and the rest."""
    yield from _standings(options)
    yield from _at_most_one(portfolio, options)
    yield from _needs(portfolio, options)
    for budget in portfolio.budgets:
        weights = {each.id: paid(each, budget) for each in options}
        yield Ruled(f"budgets/{budget.id}", weights, high=budget.limit_sek, unit="sek")
    yield from _capacities(portfolio, options)
    yield from _coverages(portfolio, options)
    yield from _themes_and_goals(portfolio, options)


def paid(option: Option, budget: Budget) -> float:
    """What an option takes of a budget, SEK, not discounted."""
    return math.fsum(
        amount
        for each in option.payments
        if budget.payer_id in (None, each.payer_id)
        for year, amount in each.amounts.values.items()
        if budget.year in (None, year)
    )


def _standings(options: Sequence[Option]) -> Iterator[Ruled]:
    for option in options:
        if option.standing is Standing.KEPT:
            yield Ruled(f"options/{option.id}/kept", {option.id: 1.0}, low=1)
        if option.standing is Standing.EXCLUDED:
            yield Ruled(f"options/{option.id}/excluded", {option.id: 1.0}, high=0)


def _at_most_one(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    """The scale variants of a project, and options that exclude each other for other reasons."""
    for project in sorted({each.project_id for each in options if each.project_id}):
        variants = {each.id: 1.0 for each in options if each.project_id == project}
        if len(variants) > 1:
            yield Ruled(f"projects/{project}", variants, high=1)
    known = {each.id for each in options}
    for each in portfolio.exclusions:
        weights = {name: 1.0 for name in each.option_ids if name in known}
        yield Ruled(f"exclusions/{each.id}", weights, high=1)


def _needs(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    known = {each.id for each in options}
    for each in portfolio.prerequisites:
        if each.option_id in known:
            weights = {name: -1.0 for name in each.any_of_ids if name in known}
            yield Ruled(f"prerequisites/{each.id}", weights | {each.option_id: 1.0}, high=0)


def _capacities(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    for capacity in portfolio.capacities:
        for year, limit in capacity.limits.values.items():
            weights = {
                option.id: sum(
                    each.amounts.values.get(year, 0.0) for each in option.uses if each.capacity_id == capacity.id
                )
                for option in options
            }
            yield Ruled(f"capacities/{capacity.id}/{year}", weights, high=limit, unit="capacity")


def _coverages(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    for each in portfolio.coverages:
        weights = {option.id: option.persons(each.target_group_id) or 0.0 for option in options}
        yield from _ends(f"coverages/{each.id}", weights, each, "persons", each.target_group_id)


def _themes_and_goals(portfolio: Portfolio, options: Sequence[Option]) -> Iterator[Ruled]:
    for each in portfolio.theme_rules:
        weights = {option.id: 1.0 for option in options if each.theme_id in option.theme_ids}
        yield from _ends(f"theme_rules/{each.id}", weights, each, "options")
    for each in portfolio.goal_rules:
        weights = {option.id: 1.0 for option in options if each.goal_id in option.served_goal_ids}
        yield from _ends(f"goal_rules/{each.id}", weights, each, "options")


def _ends(name: str, weights: dict[str, float], rule, unit: str, counted_once: str | None = None) -> Iterator[Ruled]:
    """A floor and a ceiling are rules of their own: one may bind or clash without the other."""
    if rule.at_least is not None:
        yield Ruled(f"{name}/at_least", weights, low=rule.at_least, unit=unit, counted_once=counted_once)
    if rule.at_most is not None:
        yield Ruled(f"{name}/at_most", weights, high=rule.at_most, unit=unit, counted_once=counted_once)
