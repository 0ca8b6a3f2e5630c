"""From what is said of a number to the distribution it is drawn from.

What the number itself means: the most probable value of a triangle or a PERT, nothing for a uniform distribution, and
nothing for the shapes fitted to low and high (normal, lognormal, beta, gamma), whose middle follows from the two ends.
Low and high are the ends of all that can be when no credibility is stated, else the quantiles (1 ∓ credibility)/2. An
interval without a shape is a triangle. A sample of n in N gives the beta distribution (n + ½, N − n + ½).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf, sqrt

import numpy as np

from chain.assumption import Assumption, Series, Shape
from chain.problem import Problem, Severity, problem
from chain.spread import FITTED, POSITIVE, Spread, problems_of, spread_of
from sroi import fits
from sroi.quantiles import beta_quantile, gamma_quantile, normal_quantile, triangular_quantile
from sroi.steady_curves import exp
from sroi.tables import ENDS, REST, look_up, mean_and_variance, table_of

CUT_SHARE = 0.01
"""How much of a distribution may lie outside what the number can be before one is told."""
MOST_CUT_SHARE = 0.5
"""How much of it before it is no distribution of this number at all."""
OFF_CENTRE = (0.25, 0.75)
"""Where in a fitted distribution the stated number should lie."""


@dataclass(frozen=True)
class Distribution:
    """A shape with its parameters, cut off at what the number can be; `mirrored` is the shape of the number × −1.

    `numbers` by shape: FIXED (value), UNIFORM (low, high), TRIANGULAR (low, mode, high), NORMAL (mean, standard
    deviation), LOGNORMAL (the same of the logarithm), GAMMA (shape, scale), BETA and PERT (a, b, low, high).
    """

    shape: Shape
    numbers: tuple[float, ...]
    mirrored: bool = False
    lowest: float = -inf
    highest: float = inf

    def quantile(self, chance: float) -> float:
        """The number that is not exceeded with this probability (0–1)."""
        return float(look_up(self.table, np.array([chance]))[0])

    @cached_property
    def table(self) -> np.ndarray:
        """The quantile function as straight lines, for draws."""
        cut_below, cut_above = _cut(self)
        kept = 1 - cut_below - cut_above

        def quantile(below: np.ndarray, above: np.ndarray) -> np.ndarray:
            if kept == 1:
                return _uncut(self, below, above)
            return _uncut(self, cut_below + below * kept, cut_above + above * kept)

        return table_of(quantile, self.lowest, self.highest)

    @property
    def mean(self) -> float:
        """Mean of the draws."""
        return _moments(self)[0]

    @property
    def spread(self) -> float:
        """Standard deviation of the draws."""
        return sqrt(_moments(self)[1])

    @property
    def cut_share(self) -> float:
        """How much of the shape lies outside what the number can be and was cut off (0–1)."""
        return sum(_cut(self))


def _plain(one: Distribution, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Quantiles of the shape itself, neither mirrored nor cut."""
    match one.shape:
        case Shape.UNIFORM:
            low, high = one.numbers
            return low + (high - low) * below
        case Shape.TRIANGULAR:
            return triangular_quantile(*one.numbers, below, above)
        case Shape.NORMAL | Shape.LOGNORMAL:
            mean, spread = one.numbers
            score = mean + spread * _scores(below, above)
            return score if one.shape is Shape.NORMAL else exp(score)
        case Shape.BETA | Shape.PERT:
            first, second, low, high = one.numbers
            return low + (high - low) * beta_quantile(first, second, below, above)
        case Shape.GAMMA:
            return one.numbers[1] * gamma_quantile(one.numbers[0], below, above)
    return np.full(np.shape(below), one.numbers[0])


def _scores(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Normal quantiles; those where the lines of every table meet are worked out once."""
    if below is ENDS:
        return _end_scores()
    return -_end_scores() if above is ENDS else normal_quantile(below, above)


@lru_cache(maxsize=1)
def _end_scores() -> np.ndarray:
    return normal_quantile(ENDS, REST)


def _uncut(one: Distribution, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    return -_plain(one, above, below) if one.mirrored else _plain(one, below, above)


@lru_cache(maxsize=4096)
def _cut(one: Distribution) -> tuple[float, float]:
    """How much of the shape lies below and above what the number can be."""
    least, most = _reach(one)
    if one.lowest <= least and most <= one.highest:
        return 0.0, 0.0
    low_side, high_side = _uncut(one, ENDS, REST), _uncut(one, REST, ENDS)
    numbers = np.concatenate([low_side, high_side[::-1]])
    chances = np.concatenate([ENDS, REST[::-1]])  # its own mirror image
    return _share_below(numbers, chances, one.lowest), _share_below(-numbers[::-1], chances, -one.highest)


def _reach(one: Distribution) -> tuple[float, float]:
    """The lowest and highest number that the shape itself can give."""
    if one.shape is Shape.NORMAL:
        return -inf, inf
    if one.shape in (Shape.LOGNORMAL, Shape.GAMMA):
        return (-inf, 0.0) if one.mirrored else (0.0, inf)
    ends = one.numbers[2:] if one.shape in (Shape.BETA, Shape.PERT) else one.numbers
    return ends[0], ends[-1]


def _share_below(numbers: np.ndarray, chances: np.ndarray, limit: float) -> float:
    """The probability of a number below the limit; 0 when it is less than the tables can tell."""
    after = int(np.searchsorted(numbers, limit))
    if after == 0:
        return 0.0
    if after == len(numbers):
        return 1.0
    before = after - 1
    width = float(numbers[after] - numbers[before])
    part = (limit - float(numbers[before])) / width
    return float(chances[before]) + part * float(chances[after] - chances[before])


@lru_cache(maxsize=4096)
def _moments(one: Distribution) -> tuple[float, float]:
    return (one.numbers[0], 0.0) if one.shape is Shape.FIXED else mean_and_variance(one.table)


# --- from what is said ---


def distribution_of(place: str, figure: Assumption | Series) -> tuple[Distribution, list[Problem]]:
    """The distribution of a chain's number (of a factor on all its years for a series), and what is wrong with it.

    A number without a spread, or whose spread cannot be drawn, is fixed. Source for the sample: Brown, Cai and
    DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16(2), Jeffreys' prior.
    """
    distribution, problems = _judged(spread_of(place, figure))
    return distribution, [each._replace(place=place) for each in problems]


@lru_cache(maxsize=2048)
def _judged(said: Spread) -> tuple[Distribution, tuple[Problem, ...]]:
    fixed = Distribution(Shape.FIXED, (said.value,))
    problems = tuple(problems_of(said, ""))
    if not said.is_uncertain:
        return fixed, problems
    problems += tuple(_outside(said))
    if any(each.severity is Severity.ERROR for each in problems):
        return fixed, problems
    try:
        made = _made(said)
    except fits.NoFitError:
        return fixed, (*problems, problem("spread.no_fit", "", shape=said.shape or Shape.TRIANGULAR))
    if made.cut_share > MOST_CUT_SHARE:
        return fixed, (*problems, problem("spread.mostly_impossible", "", cut_share=made.cut_share))
    return made, (*problems, *_doubts(made, said))


def _outside(said: Spread) -> Iterator[Problem]:
    """The number outside its own interval, a share outside 0–1: the codes of the chain's own checks."""
    low, value, high = said.low, said.value, said.high
    if said.has_sample:
        return
    if low is not None and value < low:
        yield problem("figure.below_low", "", value=value, limit=low)
    if high is not None and value > high:
        yield problem("figure.above_high", "", value=value, limit=high)
    if said.is_share and (outside := [each for each in said.stated if not 0 <= each <= 1]):
        yield problem("figure.share_outside", "", value_share=outside[0])


def _doubts(made: Distribution, said: Spread) -> Iterator[Problem]:
    if made.cut_share > CUT_SHARE:
        yield problem("spread.cut_off", "", Severity.WARNING, cut_share=made.cut_share)
    if said.shape in FITTED and not said.has_sample:
        least, most = (made.quantile(chance) for chance in OFF_CENTRE)
        if not least <= said.value <= most:
            middle = made.quantile(0.5)
            yield problem("spread.value_off_centre", "", Severity.WARNING, value=said.value, middle=middle)


def _made(said: Spread) -> Distribution:
    lowest, highest = _support(said)
    if said.has_sample:
        numbers = (said.hits + 0.5, said.size - said.hits + 0.5, 0.0, 1.0)
        return Distribution(Shape.BETA, numbers, False, lowest, highest)
    shape, low, high = said.shape or Shape.TRIANGULAR, said.low, said.high
    if shape in POSITIVE and high < 0:
        return Distribution(shape, _fitted(shape, -high, -low, said.credibility), True, lowest, highest)
    if shape in FITTED:
        return Distribution(shape, _fitted(shape, low, high, said.credibility), False, lowest, highest)
    credibility = None if said.is_one_sided else said.credibility
    low, high = (said.value if end is None else end for end in (low, high))
    return Distribution(shape, _bounded(shape, low, said.value, high, credibility), False, lowest, highest)


def _fitted(shape: Shape, low: float, high: float, credibility: float) -> tuple[float, ...]:
    if shape is Shape.BETA:
        return (*fits.beta(low, high, credibility), 0.0, 1.0)
    fit = {Shape.NORMAL: fits.normal, Shape.LOGNORMAL: fits.lognormal, Shape.GAMMA: fits.gamma}[shape]
    return fit(low, high, credibility)


def _bounded(shape: Shape, low: float, mode: float, high: float, credibility: float | None) -> tuple[float, ...]:
    match shape, credibility:
        case Shape.UNIFORM, None:
            return low, high
        case Shape.UNIFORM, _:
            return fits.uniform(low, high, credibility)
        case Shape.PERT, None:
            return fits.pert(low, mode, high)
        case Shape.PERT, _:
            return fits.pert_within(low, mode, high, credibility)
        case _, None:
            return low, mode, high
    least, most = fits.triangular(low, mode, high, credibility)
    return least, mode, most


def _support(said: Spread) -> tuple[float, float]:
    """What the number can be: a share 0–1, years and factors 0 and up; an amount keeps the sign of its interval."""
    if said.is_share:
        return 0.0, 1.0
    if said.is_series or said.is_years or min(said.stated) >= 0:
        return 0.0, inf
    return (-inf, 0.0) if max(said.stated) <= 0 else (-inf, inf)
