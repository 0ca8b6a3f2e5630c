"""An assumption and a measurement of it together: from prior to posterior, and how much the measurement weighs.

Shares: exact, beta prior and counts give a beta posterior. All else: normal prior and normal measurement, exact for
normals. The prior's worth is told in persons, so that the weight of the measurement is n ÷ (n + worth) for all to see.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from chain.assumption import Assumption, Shape
from chain.spread import SHARE_FIELDS
from sroi.distributions import Distribution, distribution_of
from sroi.fits import LEAST, score, tails
from sroi.follow_up.estimates import CREDIBILITY, Estimate
from sroi.follow_up.evidence import Evidence
from sroi.quantiles import beta_quantile

JEFFREYS = 0.5


@dataclass(frozen=True)
class Combined:
    """What the assumption becomes: its numbers (value, ends, shape, sample), and where they came from.

    `prior` is the assumption as a distribution, its number the persons it is worth (None where that is not told).
    `weight_share` is how much the measurement weighs in the value (0–1). `has_no_prior` tells that the assumption said
    nothing of how sure it was, `has_no_spread` that the measurement did not (one year alone, a mean without its
    spread): either way the measurement took its place.
    """

    numbers: dict[str, object]
    prior: Estimate | None
    weight_share: float
    has_no_prior: bool = False
    has_no_spread: bool = False


def combined(place: str, figure: Assumption | None, found: Evidence, prior_weight: float | None) -> Combined:
    """The assumption at a place after what was measured.

    `prior_weight` None: the assumption is worth what its own passport says; otherwise so many persons, with the
    assumption's value; 0: measured only. Formulas, prior mean m worth w persons, h hits of n, measured mean x:
    share (w m + h) ÷ (w + n), drawn from beta(w m + h, w (1 − m) + n − h); mean (w m + n x) ÷ (w + n). A stated
    interval is worth w = m (1 − m) ÷ variance − 1 of a share, measured variance per person ÷ prior variance of a mean.
    A sample, so many persons, or nothing at all counts by Jeffreys' rule: ½ is added to both of beta's numbers.
    Source: Gelman et al., Bayesian Data Analysis (2013), 2.4 and 2.5; Brown, Cai and DasGupta (2001).
    """
    if found.counts is not None and is_share(place):
        return _shares(place, figure, found.counts, prior_weight)
    return _normal(place, figure, found, prior_weight)


def is_share(place: str) -> bool:
    """Whether the number at a place is a share 0–1."""
    return place.rsplit("/", 1)[-1] in SHARE_FIELDS


# --- shares ---


def _shares(place: str, figure: Assumption | None, counts: tuple[int, int], prior_weight: float | None) -> Combined:
    hits, of = counts
    prior, half = _share_prior(place, figure, prior_weight)
    worth = prior.number if prior else 0.0
    before = worth * prior.value if prior else 0.0
    value = (before + hits) / (worth + of)
    numbers = _sampled(before + hits, worth + of) if half else None
    a, b = before + hits + half, worth - before + of - hits + half
    mute = figure is not None and prior_weight is None and prior is None
    return Combined(_clean(value) | (numbers or _beta(value, a, b)), prior, of / (of + worth), has_no_prior=mute)


def _share_prior(place: str, figure: Assumption | None, weight: float | None) -> tuple[Estimate | None, float]:
    """The prior with its worth in persons, and what is added to both of beta's numbers."""
    if figure is None or weight == 0:
        return None, JEFFREYS
    if weight is not None:
        return Estimate(figure.value, None, weight), JEFFREYS
    if figure.sample_size and figure.sample_hits is not None:
        return Estimate(figure.sample_hits / figure.sample_size, None, figure.sample_size), JEFFREYS
    said = distribution_of(place, figure)[0]
    middle, variance = said.mean, said.spread**2
    if said.shape is Shape.FIXED or not variance or middle * (1 - middle) <= variance:
        return None, JEFFREYS
    return Estimate(middle, variance, middle * (1 - middle) / variance - 1), 0.0


def _sampled(hits: float, size: float) -> dict[str, object] | None:
    """The posterior as a sample, when it is one of whole persons (or of none, or all, of about so many)."""
    whole = round(hits), round(size)
    if abs(hits - whole[0]) > 1e-9 or abs(size - whole[1]) > 1e-9:
        if 0 < hits < size:
            return None
        whole = (whole[1] if hits else 0), whole[1]
    return {"sample_hits": whole[0], "sample_size": whole[1], "shape": Shape.BETA}


# --- all else ---


def _normal(place: str, figure: Assumption | None, found: Evidence, prior_weight: float | None) -> Combined:
    measured = found.estimate
    prior, weight = _normal_prior(place, figure, measured, prior_weight)
    middle = prior.value if prior else measured.value
    value = weight * measured.value + (1 - weight) * middle
    alone, unsure = figure is not None and prior_weight is None and prior is None, measured.variance is None
    spread = {} if unsure else _ends(place, value, measured.variance * weight)
    return Combined(_clean(value) | spread, prior, weight, alone and not unsure, alone and unsure)


def _normal_prior(
    place: str, figure: Assumption | None, measured: Estimate, weight: float | None
) -> tuple[Estimate | None, float]:
    """The prior, and the measurement's weight beside it: n ÷ (n + w), or by the two variances."""
    if figure is None or weight == 0:
        return None, 1.0
    if weight is not None:
        share = measured.number / (measured.number + weight) if measured.number else 1.0
        return Estimate(figure.value, None, weight), share
    said = distribution_of(place, figure)[0]
    variance = said.spread**2
    if not variance or measured.variance is None:
        return None, 1.0
    share = variance / (variance + measured.variance)
    worth = measured.number * (1 - share) / share if measured.number else None
    return Estimate(said.mean, variance, worth), share


def _ends(place: str, value: float, variance: float) -> dict[str, object]:
    """Low and high of a normal; of a share whose ends would leave 0–1, of the beta with the same mean and variance."""
    reach = score(CREDIBILITY) * sqrt(variance)
    low, high = value - reach, value + reach
    if not variance:
        return {"shape": Shape.FIXED}
    if not is_share(place) or (low >= 0 and high <= 1):
        return {"low": low, "high": high, "shape": Shape.NORMAL, "credibility": CREDIBILITY}
    size = value * (1 - value) / variance - 1
    if min(value * size, (1 - value) * size) > LEAST:
        return _beta(value, value * size, (1 - value) * size)
    return {"low": max(low, 0.0), "high": min(high, 1.0), "shape": Shape.TRIANGULAR}


def _beta(value: float, a: float, b: float) -> dict[str, object]:
    """The two quantiles that tell a beta distribution."""
    low, high = (float(end) for end in beta_quantile(a, b, *tails(CREDIBILITY)))
    return {"low": min(low, value), "high": max(high, value), "shape": Shape.BETA, "credibility": CREDIBILITY}


def _clean(value: float) -> dict[str, object]:
    """A value with nothing said of its spread."""
    return {"value": value} | dict.fromkeys(("low", "high", "shape", "credibility", "sample_hits", "sample_size"))


# --- outside what was assumed ---


def assumed_interval(place: str, figure: Assumption) -> tuple[float, float] | None:
    """The interval that was assumed: low to high as stated, or of a sample the middle 95 per cent; None for none."""
    if figure.low is not None or figure.high is not None:
        return (figure.value if figure.low is None else figure.low), (
            figure.value if figure.high is None else figure.high
        )
    said: Distribution = distribution_of(place, figure)[0]
    if said.shape is Shape.FIXED:
        return None
    low, high = (said.quantile(chance) for chance in np.asarray(tails(CREDIBILITY)[0]).tolist())
    return low, high
