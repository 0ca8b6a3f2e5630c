"""The distribution a person means who says a lowest, a highest and how probable it is to lie between.

Low and high are the quantiles (1 − credibility)/2 and (1 + credibility)/2: they are what was said, so they are met
exactly, as in O'Hagan et al., Uncertain Judgements: Eliciting Experts' Probabilities (2006), ch. 6. Mean and spread
are never asked for. All functions want sound numbers; `chain.spread` has told the person about others.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

import numpy as np

from sroi.quantiles import FEW_POINTS, POINTS, beta_grid, beta_quantile, gamma_grid, normal_quantile
from sroi.steady_curves import exp, log

STEPS = 60
CLOSE, NEARLY = 1e-9, 1e-6
"""How near a fitted quantile must come, in log-odds (beta) or logarithm (gamma); the second on a coarse grid."""
LEAST, MOST = 0.02, 1e7
"""Smallest and largest parameter that a fit may have."""


class NoFitError(ArithmeticError):
    """No distribution of the family has the two quantiles."""


def tails(credibility: float) -> tuple[np.ndarray, np.ndarray]:
    """Probability below, and above, of the lower and of the upper end."""
    outside = (1 - credibility) / 2
    return np.array([outside, 1 - outside]), np.array([1 - outside, outside])


@lru_cache(maxsize=256)
def score(credibility: float) -> float:
    """z: how many standard deviations the ends of a normal distribution are from its middle."""
    return float(normal_quantile(*tails(credibility))[1])


def odds_of(credibility: float) -> np.ndarray:
    """Odds (below ÷ above) of the lower and of the upper end."""
    below, above = tails(credibility)
    return below / above


def normal(low: float, high: float, credibility: float) -> tuple[float, float]:
    """Mean and standard deviation: (low + high)/2 and (high − low)/(2z)."""
    return (low + high) / 2, (high - low) / (2 * score(credibility))


def lognormal(low: float, high: float, credibility: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm; 0 < low < high."""
    return normal(log(float(low)), log(float(high)), credibility)


def uniform(low: float, high: float, credibility: float) -> tuple[float, float]:
    """The absolute ends: the interval widened about its middle by 1 ÷ credibility."""
    middle, half = (low + high) / 2, (high - low) / 2
    return middle - half / credibility, middle + half / credibility


@lru_cache(maxsize=2048)
def gamma(low: float, high: float, credibility: float) -> tuple[float, float]:
    """Shape and scale; 0 < low < high. The shape alone sets high ÷ low, and a secant in logarithms finds it."""
    odds, logs = odds_of(credibility), (log(float(low)), log(float(high)))
    wanted = log(logs[1] - logs[0])

    def miss(at: float) -> float:
        ends = gamma_grid(_within(exp(at))).at(odds)
        return log(float(ends[1] - ends[0])) - wanted

    shape = exp(_secant(miss, 2 * (log(2 * score(credibility)) - wanted)))
    ends = gamma_grid(shape).at(odds)
    return shape, exp(float(logs[0] + logs[1] - ends[0] - ends[1]) / 2)


def _secant(miss, at: float) -> float:
    """A zero of a nearly straight function of slope near −½."""
    before, missed = at, miss(at)
    at = at + 2 * missed
    for _ in range(STEPS):
        now = miss(at)
        if abs(now) < CLOSE:
            return at
        if now == missed:
            break
        step = now * (at - before) / (now - missed)
        before, missed, at = at, now, at - min(max(step, -3.0), 3.0)
    raise NoFitError


@lru_cache(maxsize=2048)
def beta(low: float, high: float, credibility: float) -> tuple[float, float]:
    """Both parameters; 0 < low < high < 1.

    Sought in the two numbers that nearly are the middle and the width of the log-odds, ln(a/b) and ½ ln(1/a + 1/b), by
    Broyden's method from the logit-normal with the same ends.
    """
    odds = odds_of(credibility)
    wanted = _middle_and_width([log(end / (1 - end)) for end in (float(low), float(high))])
    at, inverse = wanted - np.array([0.0, log(2 * score(credibility))]), np.eye(2)
    for count, close in ((FEW_POINTS, NEARLY), (POINTS, CLOSE)):
        at, inverse = _broyden(lambda at, count=count: _ends_of(at, odds, count) - wanted, at, inverse, close)
    return _pair(at)


def _ends_of(at: np.ndarray, odds: np.ndarray, count: int) -> np.ndarray:
    return _middle_and_width(beta_grid(*_pair(at), count).at(odds))


def _broyden(miss, at: np.ndarray, inverse: np.ndarray, close: float) -> tuple[np.ndarray, np.ndarray]:
    """A zero of two numbers of two numbers, from a first guess and its inverse slope matrix; both are returned."""
    missed = miss(at)
    for _ in range(STEPS):
        if np.abs(missed).max() < close:
            return at, inverse
        step = np.clip(-_times(inverse, missed), -2.0, 2.0)
        at = at + step
        now = miss(at)
        inverse = _learnt(inverse, step, now - missed)
        missed = now
    raise NoFitError


def _learnt(inverse: np.ndarray, step: np.ndarray, change: np.ndarray) -> np.ndarray:
    """Broyden's update of the inverse slope matrix: what the last step taught."""
    foreseen = _times(inverse, change)
    along = _times(inverse.T, step)
    scale = float(along[0] * change[0] + along[1] * change[1])
    return inverse if scale == 0 else inverse + (step - foreseen)[:, None] * along[None] / scale


def _times(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """A product with two numbers, added in a laid-down order."""
    return matrix[:, 0] * vector[0] + matrix[:, 1] * vector[1]


def _middle_and_width(ends: Sequence[float]) -> np.ndarray:
    return np.array([(ends[0] + ends[1]) / 2, log(float(ends[1] - ends[0]))])


def _pair(at: np.ndarray) -> tuple[float, float]:
    """a and b from ln(a/b) and ½ ln(1/a + 1/b)."""
    ratio, spread = exp(float(at[0])), exp(float(2 * at[1]))
    return _within((1 + ratio) / spread), _within((1 + 1 / ratio) / spread)


def _within(parameter: float) -> float:
    if not LEAST <= parameter <= MOST:
        raise NoFitError
    return parameter


def triangular(low: float, mode: float, high: float, credibility: float) -> tuple[float, float]:
    """The absolute ends of a triangle with its top at `mode` whose quantiles are low and high; low ≤ mode ≤ high.

    With A = mode − least and B = most − mode: (A − (mode − low))² = p A (A + B), and alike for B. For a given width
    A + B both are plain square roots, and the width that gives itself back is found by iteration.
    """
    outside = (1 - credibility) / 2
    width = (high - low) / credibility
    for _ in range(500):
        down, up = _arm(outside * width, mode - low), _arm(outside * width, high - mode)
        if abs(down + up - width) <= 1e-14 * width:
            break
        width = down + up
    return mode - down, mode + up


def _arm(tail: float, stated: float) -> float:
    root = (sqrt(tail) + sqrt(tail + 4 * stated)) / 2
    return root * root


def pert(low: float, mode: float, high: float) -> tuple[float, float, float, float]:
    """Parameters and ends of the beta-PERT: a = 1 + 4 (mode − low)/(high − low), b = 1 + 4 (high − mode)/(high − low).

    Source: Malcolm et al. (1959), Application of a Technique for Research and Development Program Evaluation,
    Operations Research 7(5), whose weight 4 on the mode is kept.
    """
    width = high - low
    return 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, low, high


@lru_cache(maxsize=2048)
def pert_within(low: float, mode: float, high: float, credibility: float) -> tuple[float, float, float, float]:
    """The beta-PERT about `mode` whose quantiles are low and high; low ≤ mode ≤ high.

    Where in its width the mode lies (0–1) sets both parameters, these set the width, and this where the mode lies: a
    place that gives itself back always exists, and false position (the kept end counting half) finds it.
    """
    below, above = tails(credibility)

    def ends_at(place: float) -> np.ndarray:
        return beta_quantile(1 + 4 * place, 5 - 4 * place, below, above)

    def miss(place: float) -> float:
        ends = ends_at(place)
        return float(ends[0] + (mode - low) / (high - low) * (ends[1] - ends[0])) - place

    place = _between(miss, 0.0, 1.0)
    ends = ends_at(place)
    width = (high - low) / float(ends[1] - ends[0])
    least = low - float(ends[0]) * width
    return 1 + 4 * place, 5 - 4 * place, least, least + width


def _between(miss, left: float, right: float) -> float:
    """A zero of a function that is not below 0 at `left` and not above it at `right`."""
    at_left, at_right = miss(left), miss(right)
    if at_left <= 0:
        return left
    if at_right >= 0:
        return right
    for _ in range(STEPS):
        place = (left * at_right - right * at_left) / (at_right - at_left)
        now = miss(place)
        if abs(now) < CLOSE:
            return place
        if now > 0:
            left, at_left, at_right = place, now, at_right / 2
        else:
            right, at_right, at_left = place, now, at_left / 2
    raise NoFitError
