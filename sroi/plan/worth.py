"""What an option's yearly amounts are worth to an aim: present values, by whose money or whose lives they are."""

from collections.abc import Iterable

import numpy as np

from chain.model import Actor, by_id
from chain.plan.model import Aim, ByYear, Conventions, Gain, Objective, Option, Portfolio
from sroi.discounting import discount_factors
from sroi.perspective import counts
from sroi.settings import Settings
from sroi.steady import measured


def factors_of(conventions: Conventions) -> np.ndarray:
    """Present value of one krona in each year of the horizon, by the conventions' rate and timing."""
    settings = Settings(
        horizon_years=conventions.horizon_years,
        discount_rate=conventions.discount_rate,
        discounting=conventions.discounting,
    )
    return discount_factors(np.arange(conventions.horizon_years), settings)


def cost_factors_of(conventions: Conventions) -> np.ndarray:
    """The same for costs: 1 where the investment is not discounted."""
    factors = factors_of(conventions)
    return factors if conventions.investment_discounted else np.ones_like(factors)


def by_year(amounts: Iterable[ByYear], years: range) -> np.ndarray:
    """The sum in each year of the horizon, SEK; what lies outside it is not counted."""
    found = np.zeros(len(years))
    for each in amounts:
        for year, amount in each.values.items():
            if year in years:
                found[year - years.start] += amount
    return found


class Worth:
    """How much of a portfolio's payments and gains an aim counts, as present values in SEK.

    Formulas: net value: gains and costs of those in the perspective. Own cashable money: own gains × cashable share,
    and own costs. Priority: gains that come from the chosen target groups or serve the chosen goals; no cost. Weighted:
    Σ weight × each of these. A gain is never counted twice within one aim.
    """

    def __init__(self, portfolio: Portfolio):
        self.years, self._factors = portfolio.years, factors_of(portfolio.conventions)
        self._cost_factors = cost_factors_of(portfolio.conventions)
        self._objective, self._actors = portfolio.objective, by_id(portfolio.actors)

    def present(self, amounts: ByYear) -> float:
        """Present value of a gain by year, SEK."""
        return float(measured(by_year([amounts], self.years), self._factors))

    def cost(self, option: Option) -> float:
        """What the aim counts of what the option costs."""
        objective = self._objective
        return sum(
            float(measured(by_year([each.amounts], self.years), self._cost_factors))
            * weight
            * _cost_share(aim, objective, self._actors[each.payer_id])
            for aim, weight in weights_of(objective).items()
            for each in option.payments
        )

    def gain(self, gain: Gain) -> float:
        """What the aim counts of a gain."""
        objective, actor = self._objective, self._actors[gain.gainer_id]
        share = sum(weight * _gain_share(aim, objective, actor, gain) for aim, weight in weights_of(objective).items())
        return self.present(gain.amounts) * share


def weights_of(objective: Objective) -> dict[Aim, float]:
    """Each aim and what it weighs; a single one weighs 1. Raises ValueError for the ratio, which is no aim."""
    weights = dict(objective.weights) if objective.aim is Aim.WEIGHTED else {objective.aim: 1.0}
    if Aim.RATIO in weights:
        raise ValueError("the ratio is no aim of a portfolio")
    return weights


def _cost_share(aim: Aim, objective: Objective, payer: Actor) -> float:
    if aim is Aim.NET_VALUE:
        return float(counts(payer, objective.perspective))
    return float(aim is Aim.OWN_CASHABLE and payer.id in objective.own_ids)


def _gain_share(aim: Aim, objective: Objective, gainer: Actor, gain: Gain) -> float:
    if aim is Aim.NET_VALUE:
        return float(counts(gainer, objective.perspective))
    if aim is Aim.OWN_CASHABLE:
        return (gain.cashable_share or 0.0) * (gainer.id in objective.own_ids)
    serves_goal = not set(objective.priority_goal_ids).isdisjoint(gain.goal_ids)
    return float(serves_goal or gain.target_group_id in objective.priority_group_ids)
