"""The flows of one calculation gathered by actor, in sum and by year, ready to be read off."""

from collections.abc import Callable
import math

import numpy as np

from sroi.flows import Flows
from sroi.inputs import incomplete_investment
from sroi.payback import payback_of
from sroi.results import Payback
from sroi.steady import summed, weighed


def income_factors(flows: Flows) -> np.ndarray:
    """Income taken as a benefit is cut like the costs it belongs to, and discounted like any value."""
    return flows.timeline.cost_counts * flows.timeline.discount


def by_actor(flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """What each actor gets out and puts in, SEK, present values: value and investment, (A, N) each."""
    income = flows.income_value(income_factors(flows))
    value = weighed(flows.gains, flows.present_value) + weighed(flows.pays, income)
    return value, weighed(flows.pays, flows.cost(flows.timeline.cost_factors))


class Giver:
    """Turns an inner array into what a result holds: floats in a single calculation, else one number per draw."""

    def __init__(self, draws: int | None):
        self.draws = draws

    def __call__(self, array: np.ndarray) -> "float | np.ndarray":
        if self.draws is None:
            return float(array[0])
        return np.broadcast_to(array, (self.draws,)).copy()

    def years(self, array: np.ndarray, shown: int) -> "tuple[float, ...] | np.ndarray":
        """The shown years of a series (T, N)."""
        if self.draws is None:
            return tuple(array[:shown, 0].tolist())
        return np.broadcast_to(array[:shown], (min(shown, len(array)), self.draws)).copy()

    def rows(self, array: np.ndarray) -> "list[float] | list[np.ndarray]":
        """One amount per row of (X, N)."""
        if self.draws is None:
            return array[:, 0].tolist()
        return list(np.broadcast_to(array, (len(array), self.draws)).copy())

    def rows_by_year(self, array: np.ndarray, shown: int) -> "list[tuple[float, ...]] | list[np.ndarray]":
        """One series per row of (X, T, N), the shown years of it."""
        if self.draws is None:
            return [tuple(series) for series in array[:, :shown, 0].tolist()]
        return [self.years(series, shown) for series in array]


def ratios(flows: Flows, investment: np.ndarray, value: np.ndarray):
    """Ratio and net ratio, or None twice when the investment is unknown or not positive, or nothing is valued."""
    inputs = flows.inputs
    positive = investment > 0
    if not may_have_ratio(flows) or not positive.any():
        return None, None
    ratio = np.divide(value, investment, out=np.full(np.broadcast_shapes(value.shape, positive.shape), np.nan),
                      where=positive)  # fmt: skip
    give = Giver(inputs.draws)
    return give(ratio), give(ratio - 1)


def may_have_ratio(flows: Flows) -> bool:
    """Whether the investment is known and something is valued."""
    return not incomplete_investment(flows.inputs.problems) and bool(flows.inputs.effects or flows.benefit_sign.any())


class Ledger:
    """The flows gathered by actor, (A, …), SEK."""

    def __init__(self, flows: Flows):
        self.flows, self.give = flows, Giver(flows.inputs.draws)
        timeline, pays, gains = flows.timeline, flows.pays, flows.gains
        income = flows.income_value(income_factors(flows))
        self.income_plain = flows.income_value(timeline.cost_counts)
        self.income = income
        self.value, self.investment = by_actor(flows)
        expenses = (
            np.maximum(flows.cost_sign, 0)[:, None]
            * flows.money
            * summed(flows.entered * timeline.cost_factors, axis=1)[:, None]
        )
        self.expenses = weighed(pays, expenses)
        self.programme = weighed(pays, flows.cost(timeline.programme_factors))
        public = flows.inputs.terms.public[:, None]
        self.cashable = public * (weighed(gains, flows.cashable) + weighed(pays, income))
        entered = flows.entered[:, :, None]
        cost = entered * (flows.money * flows.cost_sign[:, None])[:, None]
        plain_income = entered * (flows.money * flows.benefit_sign[:, None])[:, None]
        self.plain_cost_by_year = by_members(pays, cost) * timeline.cost_counts[:, None]
        effect_value = by_members(gains, flows.value_by_year)
        self.plain_income_by_year = by_members(pays, plain_income) * timeline.cost_counts[:, None]
        self.plain_value_by_year = effect_value + self.plain_income_by_year
        self.investment_by_year = by_members(pays, cost) * timeline.cost_factors[:, None]
        self.value_by_year = self.plain_value_by_year * timeline.discount[:, None]

    @property
    def investment_known(self) -> bool:
        """Whether every resource that is to be counted can be."""
        return not incomplete_investment(self.flows.inputs.problems)

    def payback(self, together: Callable[[np.ndarray], np.ndarray]) -> Payback | None:
        """Payback of some actors; `together` takes (A, T, N) to their common (T, N)."""
        return self._payback(together, self.plain_value_by_year)

    def cashable_payback(self, together: Callable[[np.ndarray], np.ndarray]) -> Payback | None:
        """Payback when only money that can leave a public budget is counted as coming back."""
        flows = self.flows
        plain = by_members(flows.gains, flows.cashable_by_year) + self.plain_income_by_year
        return self._payback(together, plain * flows.inputs.terms.public[:, None, None])

    def _payback(self, together: Callable[[np.ndarray], np.ndarray], value: np.ndarray) -> Payback | None:
        """Payback of actors who get back `value` (A, T, N), not discounted."""
        settings, shown = self.flows.settings, self.flows.timeline.shown
        if not self.investment_known:
            return None
        investment = self.plain_cost_by_year
        if settings.payback_discounted:
            investment, value = self.investment_by_year, value * self.flows.timeline.discount[:, None]
        return payback_of(together(investment)[:shown], together(value)[:shown], settings, self.flows.inputs.draws)


def by_members(who: np.ndarray, series: np.ndarray) -> np.ndarray:
    """Sum over the first axis with weights: (X,) or (A, X) and (X, …) → (…) or (A, …)."""
    width = math.prod(series.shape[1:])  # not -1: a chain may still have no effect or no resource
    return weighed(who, series.reshape(len(series), width)).reshape(*who.shape[:-1], *series.shape[1:])
