"""The calendar of a calculation: which years there are, which count, and what a krona in each is worth today."""

from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from sroi.discounting import discount_factors
from sroi.effect_terms import Basis
from sroi.formulas import weight_of_delay
from sroi.inputs import Inputs
from sroi.settings import Settings


@dataclass
class Timeline:
    """T calendar years from `first_year`; year index t = calendar year − start year.

    `value_counts` (T,) is 1 within the horizon; `value_factors` the same discounted. `delay_counts` (4, T) is 1 where
    an effect so many years after its start counts, by basis. `cost_factors` (T,) weighs investment,
    `programme_factors` the same without the horizon. `starts` (4, T) is how many start each year, by basis.
    `shown` is how many of the years a result shows.
    """

    first_year: int
    shown: int
    starts: np.ndarray
    delay_counts: np.ndarray
    value_counts: np.ndarray
    discount: np.ndarray
    cost_counts: np.ndarray
    cost_factors: np.ndarray
    programme_factors: np.ndarray

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the result."""
        return tuple(range(self.first_year, self.first_year + self.shown))

    @property
    def value_factors(self) -> np.ndarray:
        """Discount factors within the horizon, 0 outside."""
        return self.value_counts * self.discount

    def weights(self, factors: np.ndarray) -> np.ndarray:
        """Starters weighted by `factors` (T,) for each delay since start, by basis: (4, T)."""
        return weight_of_delay(self.starts, factors) * self.delay_counts


def timeline_of(chain: Chain, settings: Settings, inputs: Inputs) -> Timeline:
    """Lay out the years that the chain, its costs and the horizon need."""
    cost_years = [year for _, year, amount in inputs.terms.resources.entries if amount]
    cohort_years = [year for year, size in inputs.terms.cohorts.items() if size]
    profile_years = [year for profile in inputs.profiles.values() for year, units in profile.items() if units]
    start, horizon = chain.start_year, settings.horizon_years
    by_cohort = settings.horizon_from == "cohort_start"
    first = min([start, *cost_years, *cohort_years, *profile_years])
    last_value = max([start, *cohort_years]) + horizon - 1 if by_cohort else start + horizon - 1
    last = max([last_value, *cost_years])
    index = np.arange(first, last + 1) - start
    ones = np.ones(len(index))
    within = (index < horizon).astype(float)
    discount = discount_factors(index, settings)
    cost_discount = discount if settings.investment_discounted else ones
    cost_counts = ones if settings.costs_after_horizon == "kept" else within
    shown = last - first + 1 if settings.costs_after_horizon == "kept" else last_value - first + 1
    return Timeline(
        first_year=first,
        shown=shown,
        starts=_starts(inputs.terms.cohorts, start, first, len(index)),
        delay_counts=_delay_counts(by_cohort, horizon, within),
        value_counts=ones if by_cohort else within,
        discount=discount,
        cost_counts=cost_counts,
        cost_factors=cost_counts * cost_discount,
        programme_factors=cost_discount,
    )


def _starts(cohorts: dict[int, float], start: int, first: int, year_count: int) -> np.ndarray:
    starts = np.zeros((len(Basis), year_count))
    for year, size in cohorts.items():
        if size and year - first < year_count:
            starts[Basis.COHORT_SIZE, year - first] = size
            starts[Basis.EACH_COHORT, year - first] = 1
    starts[Basis.ONCE, start - first] = 1
    starts[Basis.OWN_PROFILE, 0] = 1
    return starts


def _delay_counts(by_cohort: bool, horizon: int, within: np.ndarray) -> np.ndarray:
    """A profile is laid out by calendar year, so for it the horizon always counts from the first year."""
    counts = np.ones((len(Basis), len(within)))
    if by_cohort:
        counts[:] = np.arange(len(within)) < horizon
        counts[Basis.OWN_PROFILE] = within
    return counts


def profile_units(inputs: Inputs, timeline: Timeline) -> np.ndarray | None:
    """Units per calendar year of effects with their own profile, 1 for all others: (E, T); None without any."""
    if not inputs.profiles:
        return None
    year_count = timeline.starts.shape[1]
    units = np.ones((len(inputs.effects), year_count))
    for row, profile in inputs.profiles.items():
        units[row] = [profile.get(timeline.first_year + at, 0.0) for at in range(year_count)]
    return units
