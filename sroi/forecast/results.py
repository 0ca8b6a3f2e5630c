"""What a forecast gives: frozen, with units, and knowing where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.problem import Problem
from sroi.forecast.decision import Comparison, Option, Placed


@dataclass(frozen=True)
class Origin:
    """Where a result came from, and the conventions it must not be told without.

    `persons` is how many start (1 for shares). `seed` and `draws` are None for a point estimate.
    """

    engine_version: str
    fingerprint: str
    model_id: str
    perspective: str
    currency: str
    price_year: int | None
    effect_unit: str
    comparator: str
    cycles: int
    cycle_years: float
    occupancy: str
    cost_rate: float
    effect_rate: float
    moment: str
    persistence: Mapping[str, str]
    seed: int | None = None
    draws: int | None = None

    @property
    def horizon_years(self) -> float:
        """How far the forecast looks."""
        return self.cycles * self.cycle_years


@dataclass(frozen=True)
class Outcome:
    """One strategy's discounted cost (currency) and effect (effect unit) for the whole cohort, in all and by part."""

    strategy: str
    persons: float
    cost: float
    effect: float
    cost_parts: Mapping[str, float]
    effect_parts: Mapping[str, float]

    @property
    def option(self) -> Option:
        """The strategy as something to choose."""
        return Option(self.strategy, self.cost, self.effect)


@dataclass(frozen=True)
class Forecast:
    """The point estimate: every strategy, each beside the comparator, and all beside each other."""

    origin: Origin
    outcomes: tuple[Outcome, ...]
    comparisons: tuple[Comparison, ...]
    frontier: tuple[Placed, ...]
    problems: tuple[Problem, ...]

    def of(self, strategy: str) -> Outcome:
        """The outcome of a strategy. Raises KeyError for one that is not there."""
        return {each.strategy: each for each in self.outcomes}[strategy]


@dataclass(frozen=True)
class Sampled:
    """The draws: costs and effects (S, N) by strategy, and the draws of every uncertain parameter.

    `at_fault` is in how many draws some probability lay outside 0–1 or a row did not sum to one; these draws are in the
    figures as they came out, and `problems` says where.
    """

    origin: Origin
    strategies: tuple[str, ...]
    costs: np.ndarray
    effects: np.ndarray
    parameters: Mapping[str, np.ndarray]
    at_fault: int
    problems: tuple[Problem, ...]

    def comparator_row(self) -> int:
        """The row of the comparator."""
        return self.strategies.index(self.origin.comparator)
