"""Draws in figures that can be read: means with their Monte Carlo error, intervals, quadrants, and the choice."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sroi.forecast.curves import Curves, curves
from sroi.forecast.decision import Quadrant, difference
from sroi.forecast.results import Sampled

INTERVAL = (0.025, 0.975)


@dataclass(frozen=True)
class Spread:
    """Mean, its Monte Carlo standard error, and the 2.5th and 97.5th percentiles."""

    mean: float
    standard_error: float
    low: float
    high: float

    @classmethod
    def of(cls, draws: np.ndarray) -> "Spread":
        """Of draws (N,); the error is nought for one draw."""
        low, high = np.quantile(draws, INTERVAL)
        error = draws.std(ddof=1) / sqrt(draws.size) if draws.size > 1 else 0.0
        return cls(float(draws.mean()), float(error), float(low), float(high))


@dataclass(frozen=True)
class Summary:
    """One strategy over all draws; the differences and the quadrants (share of draws in each) are to the comparator,
    and None for the comparator itself."""

    strategy: str
    cost: Spread
    effect: Spread
    cost_difference: Spread | None
    effect_difference: Spread | None
    quadrants: dict[Quadrant, float] | None


def summaries(sampled: Sampled) -> tuple[Summary, ...]:
    """Every strategy's summary. Raises ValueError where draws have no value."""
    if not (np.isfinite(sampled.costs).all() and np.isfinite(sampled.effects).all()):
        raise ValueError("draws without value")
    return tuple(_summary(sampled, at) for at in range(len(sampled.strategies)))


def _summary(sampled: Sampled, at: int) -> Summary:
    against = sampled.comparator_row()
    own = Spread.of(sampled.costs[at]), Spread.of(sampled.effects[at])
    if at == against:
        return Summary(sampled.strategies[at], *own, None, None, None)
    cost, effect = (difference(each[at], each[against]) for each in (sampled.costs, sampled.effects))
    return Summary(sampled.strategies[at], *own, Spread.of(cost), Spread.of(effect), quadrant_shares(cost, effect))


def quadrant_shares(cost: np.ndarray, effect: np.ndarray) -> dict[Quadrant, float]:
    """In what share of the draws the differences lie in each quadrant; they sum to one."""
    more, less, same = effect > 0, effect < 0, effect == 0
    masks = {
        Quadrant.COSTS_AND_GIVES_MORE: more & (cost > 0),
        Quadrant.DOMINANT: more & (cost <= 0),
        Quadrant.DOMINATED: less & (cost >= 0),
        Quadrant.COSTS_AND_GIVES_LESS: less & (cost < 0),
        Quadrant.SAME_EFFECT_COSTS_MORE: same & (cost > 0),
        Quadrant.SAME_EFFECT_COSTS_LESS: same & (cost < 0),
        Quadrant.NO_DIFFERENCE: same & (cost == 0),
    }
    return {name: float(mask.mean()) for name, mask in masks.items() if mask.any()}


def choice_at(sampled: Sampled, threshold: float) -> Curves:
    """The curves at one threshold."""
    return curves(sampled.costs, sampled.effects, [threshold])
