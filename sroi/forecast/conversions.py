"""From what a study reports to what a model needs: rates, risks, ratios, standardised differences, moments.

Functions of risks take numbers or arrays; risks and probabilities are 0–1. Nothing is cut off here except where the
formula itself says so: a result outside 0–1 is told by those who draw.
"""

from math import pi, sqrt

import numpy as np

from sroi.fits import score
from sroi.steady_curves import Numbers, exp, log

SMD_TO_LOG_ODDS = pi / sqrt(3)
"""Source: Chinn (2000), Statistics in Medicine 19(22); Cochrane Handbook 5.1, section 12.6.3."""
EXACT_SCORES = {0.95: 1.959963984540054}
"""z to the last digit for the interval that studies report; others are read from the quantile tables."""


def z_of(credibility: float) -> float:
    """How many standard deviations the ends of an interval lie from the middle of a normal distribution."""
    return EXACT_SCORES.get(credibility) or score(credibility)


def probability_of_rate(rate: Numbers, years: float) -> Numbers:
    """The probability of at least one event in so many years: 1 − e^(−rate × years), rate per person-year."""
    return 1.0 - exp(-rate * years)


def rate_of_probability(probability: Numbers, years: float) -> Numbers:
    """The constant rate per person-year behind a probability over so many years: −ln(1 − p) ÷ years, p < 1."""
    return -log(1.0 - probability) / years


def probability_over(probability: Numbers, from_years: float, to_years: float) -> Numbers:
    """The same constant risk over another time: 1 − (1 − p)^(to ÷ from), p < 1."""
    return probability_of_rate(rate_of_probability(probability, from_years), to_years)


def by_risk_ratio(risk: Numbers, ratio: Numbers) -> Numbers:
    """RR × p, not cut off at 1."""
    return ratio * risk


def by_hazard_ratio(risk: Numbers, ratio: Numbers) -> Numbers:
    """1 − (1 − p)^HR; 1 stays 1, and a ratio of 1 changes no digit."""
    if np.ndim(risk) == np.ndim(ratio) == 0 and (risk >= 1 or ratio == 1):
        return risk
    stays = (np.asarray(risk) >= 1) | (np.asarray(ratio) == 1)
    found = 1.0 - exp(ratio * log(np.where(stays, 0.5, 1.0 - risk)))
    return np.where(stays, risk, found) if np.ndim(found) else float(found)


def by_odds_ratio(risk: Numbers, ratio: Numbers) -> Numbers:
    """OR × p ÷ (1 − p + OR × p), written so that a ratio of 1 changes no digit."""
    return risk + (ratio - 1.0) * risk * (1.0 - risk) / (1.0 - risk + ratio * risk)


def odds_ratio_of_smd(smd: Numbers) -> Numbers:
    """e^(SMD × π ÷ √3): a difference between means in standard deviations, as an odds ratio."""
    return exp(smd * SMD_TO_LOG_ODDS)


def by_smd(control_risk: Numbers, smd: Numbers) -> Numbers:
    """The risk that a standardised mean difference makes of the control group's."""
    return by_odds_ratio(control_risk, odds_ratio_of_smd(smd))


def number_needed_to_treat(risk_difference: float) -> float | None:
    """1 ÷ the absolute risk difference; None where nobody is helped."""
    return 1 / risk_difference if risk_difference > 0 else None


def cost_per_outcome(cost_difference_sek: float, risk_difference: float) -> float | None:
    """SEK per extra good outcome; None where there is no extra one, or where it costs nothing more."""
    is_a_price = risk_difference > 0 and cost_difference_sek > 0
    return cost_difference_sek / risk_difference if is_a_price else None


def lognormal_of_interval(estimate: float, low: float, high: float, credibility: float = 0.95) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm: ln estimate, and (ln high − ln low) ÷ (2 z).

    The estimate of a ratio is the *median* of its distribution. Taken for the mean it would lie σ²/2 lower in
    logarithms. Source: Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic Evaluation, ch. 4.
    """
    return log(float(estimate)), (log(float(high)) - log(float(low))) / (2 * z_of(credibility))


def normal_of_interval(estimate: float, low: float, high: float, credibility: float = 0.95) -> tuple[float, float]:
    """Mean and standard deviation of an estimate with a symmetric interval: estimate, (high − low) ÷ (2 z)."""
    return float(estimate), (high - low) / (2 * z_of(credibility))


def beta_of_moments(mean: float, deviation: float) -> tuple[float, float]:
    """The beta distribution's two parameters: α = m (m (1 − m)/s² − 1), β = α (1 − m)/m; 0 < m < 1, s² < m (1 − m)."""
    first = mean * (mean * (1 - mean) / deviation**2 - 1)
    return first, first * (1 - mean) / mean


def gamma_of_moments(mean: float, deviation: float) -> tuple[float, float]:
    """The gamma distribution's shape m²/s² and scale s²/m; m > 0."""
    return mean**2 / deviation**2, deviation**2 / mean


def lognormal_of_moments(mean: float, variance: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm: ln m − σ²/2 and σ, with σ² = ln(1 + s²/m²); m > 0."""
    square = log(1 + variance / mean**2)
    return log(float(mean)) - square / 2, sqrt(square)


def prevalence_in_the_long_run(remission: float, relapse: float) -> float | None:
    """The share with the problem that constant movements end in: ι ÷ (ι + ρ); None when nothing moves."""
    return relapse / (relapse + remission) if relapse + remission > 0 else None


def half_life_years(remission: float, relapse: float) -> float | None:
    """How long until half of an initial difference is gone by itself: ln ½ ÷ ln(1 − ρ − ι), in years.

    None where it never halves (ρ + ι = 0); 0 where it is gone at once or turns about (ρ + ι ≥ 1).
    """
    left = 1.0 - remission - relapse
    if left >= 1:
        return None
    return 0.0 if left <= 0 else log(0.5) / log(left)


def annuity(amount: Numbers, rate: Numbers, years: Numbers) -> Numbers:
    """The even yearly amount, paid at the end of each year, that is worth `amount` today: K r ÷ (1 − (1 + r)^−n).

    Without interest K ÷ n. `rate` is one number; `years` may be broken.
    """
    if isinstance(rate, int | float) and rate == 0:
        return amount / years
    return amount * rate / (1.0 - exp(-years * log(1.0 + rate)))
