"""How sure a choice is at many thresholds at once: acceptability, value of perfect information, expected loss.

Net benefit is a straight line in the threshold, so in every draw each option is best in one stretch of thresholds, if
in any. The ends of the stretches are sorted once; a threshold then costs a look-up, however many draws there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Curves:
    """K thresholds × S options. `chance_best` (K, S) sums to one over options; where two are equally good, the more
    effective one counts, and of two that are alike the first.

    `mean_net` (K, S) money, `best` (K,) the option with the highest mean net benefit (what should be chosen),
    `frontier` (K,) the chance that it is the best one, `perfect_information` (K,) money, `expected_loss` (K, S) money.
    """

    thresholds: np.ndarray
    chance_best: np.ndarray
    mean_net: np.ndarray
    best: np.ndarray
    frontier: np.ndarray
    perfect_information: np.ndarray
    expected_loss: np.ndarray


def curves(costs: np.ndarray, effects: np.ndarray, thresholds: Sequence[float]) -> Curves:
    """From costs (S, N) and effects (S, N) of the same draws, and thresholds ≥ 0, money per unit of effect.

    Acceptability: share of draws in which an option has the highest net benefit. Its frontier (CEAF): the same for the
    option with the highest mean. Perfect information: E[max] − max E. Expected loss: E[max] − E[net benefit].
    Raises ValueError for arrays that do not match, are empty or not finite, and for negative thresholds.
    Source: Fenwick, Claxton & Sculpher 2001, Representing uncertainty: the role of cost-effectiveness acceptability
    curves, Health Econ. 10(8).
    """
    costs, effects, at = _checked(costs, effects, thresholds)
    order = np.argsort(at, kind="stable")
    counts, best_net = np.empty((at.size, len(costs))), np.zeros(at.size)
    for option, stretch in _stretches(costs - costs[0], effects - effects[0]):
        counts[:, option], gained = _within(stretch, costs[option] - costs[0], effects[option] - effects[0], at[order])
        best_net += gained
    counts, best_net = _whole(counts, best_net, costs - costs[0], effects - effects[0], at[order])
    back = np.argsort(order, kind="stable")
    draws = costs.shape[1]
    chance, relative = counts[back] / draws, best_net[back] / draws
    mean_cost, mean_effect = costs.mean(axis=1), effects.mean(axis=1)
    mean_net = np.outer(at, mean_effect) - mean_cost
    above_first = np.outer(at, (effects - effects[0]).mean(axis=1)) - (costs - costs[0]).mean(axis=1)
    loss = np.maximum(relative[:, None] - above_first, 0.0)
    best = above_first.argmax(axis=1)
    rows = np.arange(at.size)
    return Curves(at, chance, mean_net, best, chance[rows, best], loss[rows, best], loss)


def _checked(costs, effects, thresholds) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    costs, effects, at = (np.asarray(each, dtype=float) for each in (costs, effects, thresholds))
    if costs.ndim != 2 or costs.shape != effects.shape or not costs.size or at.ndim != 1:
        raise ValueError("costs and effects are options × draws, thresholds a list")
    if not (np.isfinite(costs).all() and np.isfinite(effects).all() and np.isfinite(at).all()):
        raise ValueError("numbers that are not finite")
    if (at < 0).any():
        raise ValueError("a negative threshold")
    return costs, effects, at


Stretch = tuple[np.ndarray, np.ndarray]
"""From which threshold an option is best in each draw, and from which no longer; the same or reversed where never."""


def _stretches(costs: np.ndarray, effects: np.ndarray) -> Iterator[tuple[int, Stretch]]:
    """Option by option. Two lines cross at Δcost ÷ Δeffect; the steeper one is better from there on."""
    count, draws = costs.shape
    low = np.full((count, draws), -np.inf)
    high = np.full((count, draws), np.inf)
    for one in range(count):
        for other in range(one + 1, count):
            effect = effects[other] - effects[one]
            with np.errstate(divide="ignore", invalid="ignore"):
                cross = (costs[other] - costs[one]) / effect
            steeper = effect > 0
            _take(steeper, cross, low[other], high[one])
            _take(effect < 0, cross, low[one], high[other])
            if (parallel := effect == 0).any():
                is_first = costs[one] <= costs[other]
                low[other][parallel & is_first] = np.inf
                low[one][parallel & ~is_first] = np.inf
        yield one, (low[one], high[one])


def _take(where: np.ndarray, cross: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    np.maximum(low, cross, out=low, where=where)
    np.minimum(high, cross, out=high, where=where)


def _within(stretch: Stretch, cost: np.ndarray, effect: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """In how many draws the option is best at each threshold, and the sum of its net benefit in those."""
    low, high = stretch
    ever = low < high
    low, high, cost, effect = low[ever], high[ever], cost[ever], effect[ever]
    counts, nets = np.zeros(at.size), np.zeros(at.size)
    for ends, sign in ((low, 1.0), (high, -1.0)):
        order = np.argsort(ends)
        passed = np.searchsorted(ends[order], at, side="right")
        counts += sign * passed
        for amount, factor in ((effect, at), (cost, -1.0)):
            nets += sign * factor * np.append(0.0, np.cumsum(amount[order]))[passed]
    return counts, nets


def _whole(counts, nets, costs, effects, at) -> tuple[np.ndarray, np.ndarray]:
    """Where three lines meet within rounding, a draw may be missed or counted twice; it is then looked at."""
    for row in np.flatnonzero(counts.sum(axis=1) != costs.shape[1]):
        net = at[row] * effects - costs
        counts[row] = np.bincount(net.argmax(axis=0), minlength=len(costs))
        nets[row] = net.max(axis=0).sum()
    return counts, nets


def population_value(per_person: float, persons_by_year: Mapping[int, float] | Sequence[float], rate: float) -> float:
    """What perfect information is worth to all who are decided for: Σ_t value × persons_t ÷ (1 + rate)^t, t = 0, 1 …

    `per_person` must be per person, not per cohort. Raises ValueError for a rate of −100 % or below.
    """
    if rate <= -1:
        raise ValueError(f"a rate of {rate}")
    years = persons_by_year.items() if isinstance(persons_by_year, Mapping) else enumerate(persons_by_year)
    return sum(per_person * persons / (1 + rate) ** year for year, persons in years)
