"""Quantile functions: what number a distribution has at each probability, without a statistics library.

Every function takes the probability below and the probability above, `below` + `above` = 1, as two arrays of one shape:
so both tails keep their digits. Normal, beta and gamma have no closed form. Their density is summed on an even grid, in
a scale where both tails fall off evenly (the number itself, its log-odds, its logarithm), and read backwards between
the points. All arithmetic is plain (`sroi.steady_curves`), so every computer gets the same digits.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from sroi.steady_curves import exp, log

POINTS, FEW_POINTS = 1025, 257
DEEP = 30.0
"""How far down the grid goes: to e^−30 of the highest density. `REACH` standard deviations do the same for a normal."""
REACH = 7.8


@dataclass(frozen=True)
class Grid:
    """A distribution summed on a grid: the points, how much lies below and above each, and the density there."""

    points: np.ndarray
    below: np.ndarray
    above: np.ndarray
    density: np.ndarray

    @classmethod
    def of(cls, points: np.ndarray, log_density: np.ndarray, steepness: np.ndarray) -> "Grid":
        """Sum a density given by its logarithm (any constant may be left out) and that logarithm's derivative.

        Each cell is the trapezoid with its first correction (Euler–Maclaurin), h/2 (f₀ + f₁) + h²/12 (f₀′ − f₁′).
        Beyond the grid the tail falls off exponentially.
        """
        step = points[1] - points[0]
        density = exp(log_density - log_density.max())
        change = density * steepness
        cells = step / 2 * (density[:-1] + density[1:]) + step**2 / 12 * (change[:-1] - change[1:])
        cells = np.maximum(cells, 0.0)
        left, right = density[0] / abs(steepness[0]), density[-1] / abs(steepness[-1])
        below = np.add.accumulate(np.concatenate([[left], cells]))
        above = np.add.accumulate(np.concatenate([[right], cells[::-1]]))[::-1]
        return cls(points, below, above, density)

    def at(self, odds: np.ndarray) -> np.ndarray:
        """The point that has these odds (below ÷ above), by the cubic through both neighbours in log-odds."""
        cell = np.clip(np.searchsorted(self.below / self.above, odds) - 1, 0, len(self.points) - 2)
        start, end = self._log_odds(cell), self._log_odds(cell + 1)
        width, step = end - start, self.points[1] - self.points[0]
        part = np.clip((log(odds) - start) / width, 0.0, 1.0)
        rest = 1 - part
        bend = rest * width * self._lag(cell) - part * width * self._lag(cell + 1) + step * (part - rest)
        return self.points[cell] + part * step + part * rest * bend

    def _log_odds(self, cell: np.ndarray) -> np.ndarray:
        return log(self.below[cell] / self.above[cell])

    def _lag(self, cell: np.ndarray) -> np.ndarray:
        """How far the point moves for each unit of log-odds."""
        return 1 / (self.density[cell] * (1 / self.below[cell] + 1 / self.above[cell]))


@lru_cache(maxsize=1)
def normal_grid() -> Grid:
    """The standard normal distribution."""
    points = np.linspace(-REACH, REACH, POINTS)
    return Grid.of(points, -points * points / 2, -points)


@lru_cache(maxsize=64)
def beta_grid(first: float, second: float, count: int = POINTS) -> Grid:
    """Log-odds of a share with the density x^(first−1) (1−x)^(second−1), on `count` points."""
    middle = log(first / second)
    lowest, highest = middle - _fall(first) - _rise(second), middle + _rise(first) + _fall(second)
    points = np.linspace(lowest, highest, count)
    tail = exp(-np.abs(points))  # the smaller of the two odds
    of_larger = -log(1 + tail)
    is_high, of_smaller = points > 0, of_larger - np.abs(points)
    of_share, of_rest = np.where(is_high, of_larger, of_smaller), np.where(is_high, of_smaller, of_larger)
    share = np.where(is_high, 1.0, tail) / (1 + tail)
    return Grid.of(points, first * of_share + second * of_rest, first * (1 - share) - second * share)


@lru_cache(maxsize=64)
def gamma_grid(shape: float, count: int = POINTS) -> Grid:
    """Logarithm of a number with the density x^(shape−1) e^−x, on `count` points."""
    middle = log(shape)
    points = np.linspace(middle - _fall(shape), middle + _rise(shape), count)
    number = exp(points)
    return Grid.of(points, shape * points - number, shape - number)


def _fall(shape: float) -> float:
    """How far below its mode the logarithm of a gamma number reaches; the log-odds of a share are two such apart."""
    return DEEP / shape + REACH / sqrt(shape)


def _rise(shape: float) -> float:
    """How far above its mode it reaches."""
    return log((shape + DEEP + REACH * sqrt(shape)) / shape)


def normal_quantile(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Standard normal quantile."""
    return normal_grid().at(below / above)


def beta_quantile(first: float, second: float, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Quantile of the beta distribution on 0–1."""
    odds = exp(-beta_grid(first, second).at(below / above))
    return 1 / (1 + odds)


def gamma_quantile(shape: float, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Quantile of the gamma distribution with scale 1."""
    return exp(gamma_grid(shape).at(below / above))


def triangular_quantile(low: float, mode: float, high: float, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Quantile of the triangular distribution: low + √(p (high−low)(mode−low)) up to the mode, mirrored above it."""
    width = high - low
    up = low + np.sqrt(below * (width * (mode - low)))
    down = high - np.sqrt(above * (width * (high - mode)))
    return np.where(below * width <= mode - low, up, down)
