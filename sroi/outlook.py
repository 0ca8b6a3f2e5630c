"""What draws say of an amount: its mean, its spread, its quantiles, and how sure the draws themselves are of these."""

from dataclasses import dataclass
from functools import lru_cache
from math import floor, sqrt
from typing import NamedTuple

import numpy as np

from sroi.steady import summed
from sroi.streams import BLOCK

STEPS = 200
LEVELS = tuple(step / STEPS for step in range(1, STEPS))
"""The probabilities at which quantiles are kept: 0.005, 0.010 … 0.995."""


class Interval(NamedTuple):
    """The middle part of the draws: its ends, and the Monte Carlo standard error of each end."""

    low: float
    high: float
    low_error: float
    high_error: float


@dataclass(frozen=True)
class Range:
    """One amount (SEK, or SEK per SEK for a ratio) over the draws.

    `point` follows from the chain's own numbers, `at_means` from every uncertain number at its mean, `mean` is the mean
    of the draws with its Monte Carlo standard error: the three differ where the method is not a straight line (drop-off
    and duration bend it) or where a number is not the mean of its own spread. `deviation` is the draws' standard
    deviation. `quantiles` are the draws' at `LEVELS`, with their errors.
    """

    point: float
    at_means: float
    mean: float
    mean_error: float
    deviation: float
    quantiles: tuple[float, ...]
    quantile_errors: tuple[float, ...]

    def interval(self, credibility: float = 0.9) -> Interval:
        """The interval with so much of the draws in it and as many below as above (0.01 ≤ credibility ≤ 0.99)."""
        ends = (1 - credibility) / 2, (1 + credibility) / 2
        low, high = (_between(self.quantiles, end) for end in ends)
        return Interval(low, high, *(_between(self.quantile_errors, end) for end in ends))

    def quantile(self, chance: float) -> float:
        """The amount that is not exceeded with this probability (0.005–0.995)."""
        return _between(self.quantiles, chance)

    def dots(self, count: int = 20) -> tuple[float, ...]:
        """Amounts for a quantile dot plot: each of the dots is as probable as any other. `count` at most 100."""
        return tuple(self.quantile((2 * dot + 1) / (2 * count)) for dot in range(count))

    @property
    def cumulative(self) -> tuple[tuple[float, float], ...]:
        """The cumulative curve: (amount, probability of no more than it)."""
        return tuple(zip(self.quantiles, LEVELS, strict=True))


def _between(kept: tuple[float, ...], chance: float) -> float:
    """The kept quantile at a probability, on a straight line between the nearest two."""
    place = min(max(round(chance * STEPS, 9) - 1, 0.0), len(kept) - 1.0)
    below = floor(place)
    part = place - below
    return kept[below] if part == 0 else kept[below] + part * (kept[below + 1] - kept[below])


def range_of(draws: np.ndarray, sorted_draws: np.ndarray, point: float, at_means: float, in_blocks: bool) -> Range:
    """Sum draws up. `in_blocks` tells that they are Latin hypercubes, whose mean is surer than that of free draws.

    Standard errors: of the mean, s/√n, or from the blocks' means; of a quantile, half the distance between the order
    statistics one binomial standard deviation to either side (for Latin hypercubes a cautious figure).
    Source: Maritz and Jarrett (1978), A Note on Estimating the Variance of the Sample Median, JASA 73(361), for the
    use of binomial order statistics.
    """
    count = len(draws)
    mean, deviation = _mean(draws), 0.0
    if count > 1:
        away = draws - mean
        deviation = sqrt(float(summed(away * away, axis=0)) / (count - 1))
    at_level, below, above = _order(sorted_draws, _places(count))
    ends, errors = tuple(at_level.tolist()), tuple(((above - below) / 2).tolist())
    error = _error_of_mean(draws, deviation, in_blocks)
    return Range(point, at_means, mean, error, deviation, ends, errors)


def fixed_range(point: float, at_means: float) -> Range:
    """An amount that is the same in every draw."""
    return Range(point, at_means, point, 0.0, 0.0, (point,) * len(LEVELS), (0.0,) * len(LEVELS))


def _mean(draws: np.ndarray) -> float:
    """The mean, added in a laid-down order; that of equal draws is exactly theirs."""
    first = float(draws[0])
    return first + float(summed(draws - first, axis=0)) / len(draws)


@lru_cache(maxsize=8)
def _places(count: int) -> np.ndarray:
    """Where among so many sorted draws the quantiles stand, and one standard deviation below and above: (3, levels)."""
    levels = np.array(LEVELS)
    place, sway = (count - 1) * levels, np.sqrt(count * levels * (1 - levels))
    return np.clip([place, place - sway, place + sway], 0.0, count - 1.0)


def _order(sorted_draws: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The draws at these places in their order, on a straight line between two."""
    below = place.astype(np.intp)
    start = sorted_draws[below]
    return start + (place - below) * (sorted_draws[np.minimum(below + 1, len(sorted_draws) - 1)] - start)


def _error_of_mean(draws: np.ndarray, deviation: float, in_blocks: bool) -> float:
    blocks = len(draws) // BLOCK
    if not in_blocks or blocks < 2:
        return deviation / sqrt(len(draws))
    means = [_mean(draws[at * BLOCK : (at + 1) * BLOCK]) for at in range(blocks)]
    return _spread_of(means) / sqrt(blocks)


def _spread_of(means: list[float]) -> float:
    middle = sum(means) / len(means)
    return sqrt(sum((mean - middle) ** 2 for mean in means) / (len(means) - 1))


class Chance(NamedTuple):
    """A probability estimated from draws (0–1) and its Monte Carlo standard error."""

    share: float
    error: float


def chance_of(true: np.ndarray, in_blocks: bool) -> Chance:
    """The share of draws in which something is true.

    The error is √(p(1−p)/(n+4)) with p = (hits + 2)/(n + 4), so that it is not nought when every draw agrees, or less
    where the blocks' shares say so. Source: Agresti and Coull (1998), Approximate Is Better than “Exact” for
    Interval Estimation of Binomial Proportions, The American Statistician 52(2).
    """
    count, hits = len(true), int(np.count_nonzero(true))
    share = (hits + 2) / (count + 4)
    error = sqrt(share * (1 - share) / (count + 4))
    blocks = count // BLOCK
    if in_blocks and blocks >= 2 and 0 < hits < count:
        shares = [np.count_nonzero(true[at * BLOCK : (at + 1) * BLOCK]) / BLOCK for at in range(blocks)]
        error = min(error, _spread_of(shares) / sqrt(blocks)) or error
    return Chance(hits / count, error)
