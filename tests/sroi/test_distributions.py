"""What is said of a number, and the distribution it becomes."""

from math import exp, gamma, log, pi, sin, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from chain.assumption import Series, Shape
from chain.problem import Severity
from sroi.distributions import Distribution, distribution_of
from sroi.quantiles import beta_quantile, gamma_quantile, normal_quantile
from sroi.steady_curves import exp as steady_exp
from sroi.steady_curves import log as steady_log
from tests.sroi.unsure import chance_below, number

SHARE, AMOUNT = "effects/E1/deadweight", "proxies/P1/price"
SURE = 0.1 / sqrt(100_000)
"""A tenth of the standard error of the mean of 100 000 draws, in standard deviations."""

BELOW = np.array([1e-7, 1e-4, 0.01, 0.05, 0.3, 0.5, 0.75, 0.95, 0.999])


def test_steady_curves_are_the_curves():
    x = np.linspace(-600, 600, 4001)
    assert steady_exp(x) == pytest.approx(np.array([exp(each) for each in x]), rel=1e-15)
    positive = steady_exp(x)
    assert steady_log(positive) == pytest.approx(x, rel=1e-14, abs=1e-15)


CLOSED = {
    "normal": (normal_quantile(BELOW, 1 - BELOW), [NormalDist().inv_cdf(each) for each in BELOW]),
    "uniform as beta": (beta_quantile(1, 1, BELOW, 1 - BELOW), BELOW),
    "arcsine": (beta_quantile(0.5, 0.5, BELOW, 1 - BELOW), [sin(pi * each / 2) ** 2 for each in BELOW]),
    "least of fifty": (beta_quantile(1, 50, BELOW, 1 - BELOW), 1 - (1 - BELOW) ** (1 / 50)),
    "exponential": (gamma_quantile(1, BELOW, 1 - BELOW), -np.log1p(-BELOW)),
    "half a squared normal": (
        gamma_quantile(0.5, BELOW, 1 - BELOW),
        [NormalDist().inv_cdf((1 + each) / 2) ** 2 / 2 for each in BELOW],
    ),
}


@pytest.mark.parametrize("name", CLOSED)
def test_quantiles_with_a_closed_form(name):
    found, expected = CLOSED[name]
    assert found == pytest.approx(np.array(expected), rel=3e-6, abs=1e-9)


MOMENTS = {
    "uniform": (Distribution(Shape.UNIFORM, (2.0, 5.0)), 3.5, 9 / 12),
    "triangular": (Distribution(Shape.TRIANGULAR, (0.0, 1.0, 5.0)), 2.0, (25 + 1 - 5) / 18),
    "triangular, top at the end": (Distribution(Shape.TRIANGULAR, (0.0, 0.0, 3.0)), 1.0, 0.5),
    "pert": (Distribution(Shape.PERT, (2.0, 4.0, 1.0, 5.0)), 1 + 4 / 3, 16 * 8 / 36 / 7),
    "normal": (Distribution(Shape.NORMAL, (-3.0, 2.0)), -3.0, 4.0),
    "lognormal": (Distribution(Shape.LOGNORMAL, (1.0, 0.5)), exp(1.125), (exp(0.25) - 1) * exp(2.25)),
    "beta": (Distribution(Shape.BETA, (2.0, 18.0, 0.0, 1.0)), 0.1, 0.09 / 21),
    "steep beta": (Distribution(Shape.BETA, (0.5, 20.5, 0.0, 1.0)), 0.5 / 21, 0.5 * 20.5 / 441 / 22),
    "gamma": (Distribution(Shape.GAMMA, (4.0, 3.0)), 12.0, 36.0),
    "mirrored gamma": (Distribution(Shape.GAMMA, (4.0, 3.0), mirrored=True), -12.0, 36.0),
    "half a normal": (Distribution(Shape.NORMAL, (0.0, 1.0), lowest=0.0), sqrt(2 / pi), 1 - 2 / pi),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_mean_and_variance_are_far_surer_than_the_draws(name):
    made, mean, variance = MOMENTS[name]
    assert abs(made.mean - mean) < SURE * sqrt(variance)
    assert made.spread**2 == pytest.approx(variance, rel=0.1 * sqrt(2 / 100_000))


SPREADS = [
    (AMOUNT, 300, 100, 700, "triangular"),
    (AMOUNT, 100, 100, 700, "triangular"),
    (AMOUNT, 300, 100, 700, "pert"),
    (AMOUNT, 300, 100, 700, "uniform"),
    (AMOUNT, 400, 380, 420, "normal"),
    (AMOUNT, 300, 100, 700, "lognormal"),
    (AMOUNT, 300, 100, 700, "gamma"),
    (AMOUNT, -5, -8, -3, "gamma"),
    (AMOUNT, -5, -8, -3, "lognormal"),
    (SHARE, 0.1, 0.05, 0.2, "beta"),
    (SHARE, 0.97, 0.9, 0.99, "beta"),
    (SHARE, 0.2, 0.001, 0.8, "beta"),
]


@pytest.mark.parametrize("credibility", [0.5, 0.8, 0.9, 0.95])
@pytest.mark.parametrize(("place", "value", "low", "high", "shape"), SPREADS)
def test_low_and_high_leave_out_as_much_as_was_said(place, value, low, high, shape, credibility):
    made, problems = distribution_of(place, number(value, low, high, shape=shape, credibility=credibility))
    assert not [each for each in problems if each.severity is Severity.ERROR]
    if made.cut_share > 1e-3:
        assert [each.code for each in problems if each.code == "spread.cut_off"] or made.cut_share <= 0.01
        return
    ends = [made.quantile((1 - credibility) / 2), made.quantile((1 + credibility) / 2)]
    assert ends == pytest.approx([low, high], abs=2e-3 * (high - low))


@pytest.mark.parametrize("shape", ["uniform", "triangular", "pert", None])
def test_without_a_probability_low_and_high_are_the_ends_of_all_that_can_be(shape):
    made, problems = distribution_of(AMOUNT, number(300, 100, 700, shape=shape))
    assert not problems
    assert [made.quantile(0.0), made.quantile(1 - 1e-12)] == pytest.approx([100, 700], abs=2)
    assert made.mean == pytest.approx({"uniform": 400, "pert": 2000 / 6}.get(shape, 1100 / 3), rel=1e-4)


def test_a_share_of_a_sample_is_a_beta_number_by_jeffreys():
    made, problems = distribution_of(SHARE, number(0.14, sample_hits=7, sample_size=50))
    assert not problems
    assert made.mean == pytest.approx(7.5 / 51, rel=1e-4)
    for chance in (0.025, 0.5, 0.975):
        assert chance_below(made.quantile(chance), 7.5, 43.5) == pytest.approx(chance, abs=2e-4)


@pytest.mark.parametrize(("hits", "size"), [(0, 3), (3, 3), (0, 1), (400, 1_000_000)])
def test_nobody_or_everyone_in_a_small_sample_is_not_certainty(hits, size):
    made, _ = distribution_of(SHARE, number(hits / size, sample_hits=hits, sample_size=size))
    assert 0 < made.quantile(0.05) < made.quantile(0.95) < 1
    assert made.quantile(0.05) <= (hits + 0.5) / (size + 1) <= made.quantile(0.95)


IMPOSSIBLE = {
    "low above high": (AMOUNT, number(5, 7, 3), {"spread.low_above_high", "figure.below_low", "figure.above_high"}),
    "value outside": (AMOUNT, number(9, 3, 7), {"figure.above_high"}),
    "share outside": (SHARE, number(0.5, 0.2, 1.7), {"figure.share_outside"}),
    "sure of everything": (SHARE, number(0.5, 0.2, 0.7, credibility=1.0), {"spread.credibility_outside"}),
    "sure of nothing": (SHARE, number(0.5, 0.2, 0.7, credibility=0.0), {"spread.credibility_outside"}),
    "no probability": (AMOUNT, number(5, 3, 7, shape="normal"), {"spread.credibility_missing"}),
    "one end": (AMOUNT, number(5, 3, shape="gamma", credibility=0.9), {"spread.end_missing"}),
    "gamma across nought": (AMOUNT, number(5, -3, 7, shape="gamma", credibility=0.9), {"spread.ends_not_positive"}),
    "beta from nought": (SHARE, number(0.1, 0, 0.4, shape="beta", credibility=0.9), {"spread.beta_outside"}),
    "more hits than tries": (SHARE, number(0.5, sample_hits=5, sample_size=4), {"spread.sample_impossible"}),
    "empty sample": (SHARE, number(0.5, sample_hits=0, sample_size=0), {"spread.sample_impossible"}),
    "sample of an amount": (AMOUNT, number(0.5, sample_hits=1, sample_size=2), {"spread.sample_of_no_share"}),
    "no beta so narrow": (
        SHARE,
        number(0.3, 0.3, 0.3000001, shape="beta", credibility=0.9),
        {"spread.no_fit"},
    ),
    "hardly a share": (
        SHARE,
        number(0.5, 0.4, 0.6, shape="normal", credibility=0.1),
        {"spread.mostly_impossible"},
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_drawn_is_fixed_and_said(name):
    place, figure, codes = IMPOSSIBLE[name]
    made, problems = distribution_of(place, figure)
    assert made == Distribution(Shape.FIXED, (figure.value,))
    assert {each.code for each in problems if each.severity is Severity.ERROR} == codes
    assert {each.place for each in problems} == {place}


def test_a_number_far_from_the_middle_of_its_fitted_spread_is_told():
    _, problems = distribution_of(AMOUNT, number(110, 100, 700, shape="lognormal", credibility=0.9))
    (doubt,) = problems
    assert doubt.code == "spread.value_off_centre"
    assert doubt.words()["middle"] == pytest.approx(sqrt(100 * 700), rel=1e-3)


def test_what_the_number_cannot_be_is_cut_off_and_told():
    made, problems = distribution_of(SHARE, number(0.1, 0.01, 0.19, shape="normal", credibility=0.5))
    assert [each.code for each in problems] == ["spread.cut_off"]
    assert made.cut_share == pytest.approx(NormalDist(0.1, 0.09 / NormalDist().inv_cdf(0.75)).cdf(0), abs=1e-4)
    assert made.quantile(0.0) >= 0


def test_fixed_says_fixed_and_a_series_moves_as_a_whole():
    assert distribution_of(AMOUNT, number(5, 3, 7, shape="fixed"))[0].shape is Shape.FIXED
    assert distribution_of(AMOUNT, number(5))[0].shape is Shape.FIXED
    series = Series(values={2024: 10}, low_factor=0.8, high_factor=1.5)
    made, _ = distribution_of("chain/cohorts", series)
    assert made.numbers == (0.8, 1.0, 1.5)


def test_the_gamma_fit_has_the_ends_ratio_of_a_known_gamma():
    shape, scale = 7.3, 41.0
    ends = scale * gamma_quantile(shape, np.array([0.05, 0.95]), np.array([0.95, 0.05]))
    middle = scale * gamma(shape + 1) / gamma(shape)
    made, _ = distribution_of(AMOUNT, number(middle, *map(float, ends), shape="gamma", credibility=0.9))
    assert made.numbers == pytest.approx((shape, scale), rel=1e-6)
    assert log(made.mean) == pytest.approx(log(middle), abs=1e-4)
