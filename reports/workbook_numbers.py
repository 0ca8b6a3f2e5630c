"""The engine's numbers laid out on the calendar of a living workbook: what every formula must come to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.assumption import Series
from chain.model import Chain, DirectNumber, MonetisedEffect, Resource, YearlyProfile, by_id, passports
from sroi.discounting import INDEXES, discount_factors
from sroi.flows import Flows, flows_of
from sroi.formulas import since_start
from sroi.inputs import incomplete_investment
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import HORIZONS, Settings
from sroi.span import Span, price_span


@dataclass(frozen=True)
class Numbers:
    """One calculation for a workbook: E effects (those outside the base case too), R resources, T calendar years.

    The calendar is long enough for every series of the chain and for any horizon up to `longest_horizon`.
    """

    chain: Chain
    settings: Settings

    @cached_property
    def flows(self) -> Flows:
        """The flows with every effect that can be counted; `counted` tells which of them are."""
        everything = self.settings.model_copy(update={"with_optional": True})
        return flows_of(self.chain, everything, None, INDEXES)

    @cached_property
    def result(self) -> Result:
        """The result under the very settings."""
        return calculate(self.chain, self.settings)

    @cached_property
    def span(self) -> Span:
        """What the prices' stated ends make of the ratio."""
        return price_span(self.chain, self.settings)

    @property
    def price_of_zero_may_rise(self) -> bool:
        """Whether some price is 0 and yet has an end: then a workbook cannot tell what a krona of it is worth."""
        prices = by_id(self.chain.proxies)
        used = [prices[effect.proxy_id].price for effect in self.effects]
        return any(price.value == 0 and (price.low or price.high) for price in used)

    @property
    def effects(self) -> list[MonetisedEffect]:
        """The effects with a row of their own."""
        return self.flows.inputs.effects

    @property
    def resources(self) -> list[Resource]:
        """The resources with a row of their own."""
        return self.flows.inputs.resources

    @cached_property
    def counted(self) -> list[int]:
        """1 for effects that count under the settings, 0 for those outside the base case, (E,)."""
        return [int(effect.in_base_case or self.settings.with_optional) for effect in self.effects]

    @property
    def longest_horizon(self) -> int:
        """The longest horizon (years) that the calendar has room for."""
        return max(self.settings.horizon_years, *HORIZONS)

    @cached_property
    def years(self) -> list[int]:
        """The calendar years, from the first that anything mentions."""
        named = [year for _, figure in passports(self.chain) if isinstance(figure, Series) for year in figure.values]
        cohorts = list(self.chain.cohorts.values) if self.chain.cohorts else []
        last_value = max([self.chain.start_year, *cohorts]) + self.longest_horizon - 1
        return list(range(min([self.chain.start_year, *named]), max([last_value, *named]) + 1))

    @cached_property
    def index(self) -> np.ndarray:
        """t = calendar year − start year, (T,)."""
        return np.array(self.years) - self.chain.start_year

    @cached_property
    def within(self) -> np.ndarray:
        """1 within the horizon counted from the first calendar year, (T,)."""
        return (self.index < self.settings.horizon_years).astype(float)

    @cached_property
    def value_counts(self) -> np.ndarray:
        """1 in years whose value counts, (T,); a horizon from each cohort's start is in `remaining` instead."""
        return np.ones(len(self.years)) if self.settings.horizon_from == "cohort_start" else self.within

    @cached_property
    def cost_counts(self) -> np.ndarray:
        """1 in years whose costs count, (T,)."""
        return np.ones(len(self.years)) if self.settings.costs_after_horizon == "kept" else self.within

    @cached_property
    def discount(self) -> np.ndarray:
        """Present value of one krona, (T,)."""
        return discount_factors(self.index, self.settings)

    @cached_property
    def cost_factors(self) -> np.ndarray:
        """What a krona of cost weighs, (T,)."""
        return self.cost_counts * (self.discount if self.settings.investment_discounted else 1.0)

    @cached_property
    def left(self) -> np.ndarray:
        """What is left of an effect in effect year k = 0 … T−1, (E, T)."""
        return self._spread(np.zeros_like(self.flows.inputs.columns["lag"]))

    @cached_property
    def remaining(self) -> np.ndarray:
        """What is left of an effect s = 0 … T−1 years after its cohort started, cut at the cohort's horizon, (E, T)."""
        spread = self._spread(self.flows.inputs.columns["lag"])
        if self.settings.horizon_from == "cohort_start":
            spread = spread * (np.arange(len(self.years)) < self.settings.horizon_years)
        return spread

    def _spread(self, lag: np.ndarray) -> np.ndarray:
        columns = self.flows.inputs.columns
        drop_off = columns["drop_off"]
        return since_start(lag, columns["duration"], drop_off, len(self.years), self.settings)[:, :, 0]

    @cached_property
    def starts(self) -> np.ndarray:
        """How many start each year; for an effect with its own profile its units, (E, T)."""
        return np.array([[self._starting(effect, year) for year in self.years] for effect in self.effects])

    def _starting(self, effect: MonetisedEffect, year: int) -> float:
        quantity = effect.quantity
        if isinstance(quantity, YearlyProfile):
            return quantity.units.values.get(year, 0.0)
        if isinstance(quantity, DirectNumber) and not quantity.every_cohort:
            return float(year == self.chain.start_year)
        size = self.chain.cohorts.values.get(year, 0.0)
        return float(size != 0) if isinstance(quantity, DirectNumber) else size

    @cached_property
    def value_by_year(self) -> np.ndarray:
        """Each effect's value by year, not discounted, SEK, (E, T)."""
        return self.laid_out(self.flows.value_by_year[:, :, 0])

    @cached_property
    def entered(self) -> np.ndarray:
        """SEK or hours as entered, by resource and year, (R, T)."""
        return self.laid_out(self.flows.entered)

    def laid_out(self, rows: np.ndarray) -> np.ndarray:
        """Rows over the engine's years, moved to the workbook's; 0 where the engine has no year."""
        wide = np.zeros((len(rows), len(self.years)))
        first = self.flows.timeline.first_year - self.years[0]
        wide[:, first : first + rows.shape[1]] = rows
        return wide

    def perspective(self, name: str) -> str:
        """A perspective by its column: `chosen` is the one in the settings."""
        return self.settings.perspective if name == "chosen" else name

    @property
    def uncountable(self) -> bool:
        """Whether some resource cannot be counted, so that no ratio is shown."""
        return incomplete_investment(self.flows.inputs.problems)
