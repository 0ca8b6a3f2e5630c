"""The formulas of the ratio, one function each, elementwise on arrays.

Shapes: E effects, T calendar years, N draws. A single calculation is N = 1; draws go through the same functions.
"""

from typing import NamedTuple

import numpy as np

from sroi.settings import Settings
from sroi.steady import power


def shares_left(
    deadweight: np.ndarray, displacement: np.ndarray, attribution: np.ndarray, settings: Settings
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Share of the gross value left after deadweight, then displacement, then attribution (the share due to others).

    Multiplicative: (1−dw), (1−dw)(1−di), (1−dw)(1−di)(1−at). Additive: 1−dw, 1−dw−di, 1−dw−di−at, never below 0.
    All shares 0–1, any shapes that broadcast; the last of the three is what counts.
    """
    if settings.filters == "additive":
        after_deadweight = 1 - deadweight
        after_displacement = np.maximum(0, after_deadweight - displacement)
        return after_deadweight, after_displacement, np.maximum(0, after_displacement - attribution)
    after_deadweight = 1 - deadweight
    after_displacement = after_deadweight * (1 - displacement)
    return after_deadweight, after_displacement, after_displacement * (1 - attribution)


def remaining(drop_off: np.ndarray, effect_year: np.ndarray, settings: Settings) -> np.ndarray:
    """Share of the first year's effect that remains in effect year k = 0, 1, 2 …

    Geometric: (1−d)^k. Straight line: 1−d·k, never below 0. With `drop_off_from` = first_year, k counts from 1.
    """
    years = effect_year + 1 if settings.drop_off_from == "first_year" else effect_year
    if settings.drop_off == "straight_line":
        return np.maximum(0, 1 - drop_off * years)
    return power(1 - drop_off, years)


def active(duration: np.ndarray, effect_year: np.ndarray) -> np.ndarray:
    """Part of effect year k within the duration: 1 in whole years, the fraction in a last broken year, else 0."""
    return np.minimum(np.maximum(duration - effect_year, 0), 1) * (effect_year >= 0)


def since_start(
    lag: np.ndarray, duration: np.ndarray, drop_off: np.ndarray, year_count: int, settings: Settings
) -> np.ndarray:
    """What remains of an effect, by years since its cohort started: (E, year_count, N).

    Effect year k = years since start − lag. A broken lag splits each year's effect between two neighbouring years.
    """
    whole = np.floor(lag)
    years = np.arange(year_count)[:, None]
    effect_year = years - whole[:, None]
    spread = _in_effect_year(effect_year, duration, drop_off, settings)
    part = lag - whole
    if not part.any():
        return spread
    later = _in_effect_year(effect_year - 1, duration, drop_off, settings)
    return (1 - part[:, None]) * spread + part[:, None] * later


def _in_effect_year(effect_year, duration, drop_off, settings):
    counted = active(duration[:, None], effect_year)
    return remaining(drop_off[:, None], np.maximum(effect_year, 0), settings) * counted


def by_calendar_year(spread: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Sum over cohorts: value in year t = Σ_c starts[c] × spread[t − c]; (E, T) and (E, T, N) → (E, T, N)."""
    total = np.zeros_like(spread)
    year_count = spread.shape[1]
    for cohort_year in np.flatnonzero(starts.any(axis=0)):
        total[:, cohort_year:] += starts[:, cohort_year, None, None] * spread[:, : year_count - cohort_year]
    return total


def weight_of_delay(starts: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Discounted number of starters whose effect s years after their start is counted.

    Formula: W[s] = Σ_c starts[c] × factors[c + s]; `starts` (B, T), `factors` (T,), 0 outside the horizon → (B, T).
    """
    weights = np.zeros_like(starts)
    year_count = starts.shape[1]
    for cohort_year in np.flatnonzero(starts.any(axis=0)):
        weights[:, : year_count - cohort_year] += starts[:, cohort_year, None] * factors[cohort_year:]
    return weights


class Delays(NamedTuple):
    """Where the effect years k = 0 … K−1 of each effect fall, by years since start: all (E, K, N), or `part` (E, 1, N).

    `at` is the delay as an index (the number of years when beyond them), `part` the broken part of the lag, `counted`
    how much of effect year k lies within the duration.
    """

    at: np.ndarray
    part: np.ndarray
    counted: np.ndarray


def delays(lag: np.ndarray, duration: np.ndarray, year_count: int) -> Delays:
    """Lay out effect years from lag and duration in years, both (E, N)."""
    longest = int(min(year_count, np.ceil(duration.max(initial=1))))
    years = np.arange(max(longest, 1))[:, None]
    whole = np.floor(lag)
    at = np.minimum(whole[:, None] + years, year_count).astype(np.intp)
    return Delays(at, (lag - whole)[:, None], active(duration[:, None], years))


def coefficients(weights: np.ndarray, basis: np.ndarray, where: Delays) -> np.ndarray:
    """Coefficient of each effect year k in the closed form: W[lag + k] × the part of year k that counts, (E, K, N).

    `weights` (B, T) is read at row `basis` (E,). A broken lag reads between two weights.
    """
    year_count = weights.shape[1]
    padded = np.concatenate([weights, np.zeros((len(weights), 1))], axis=1)
    rows = basis[:, None, None]
    found = padded[rows, where.at]
    if where.part.any():
        after = padded[rows, np.minimum(where.at + 1, year_count)]
        found = found * (1 - where.part) + after * where.part
    return found * where.counted


def lasting_value(coefficient: np.ndarray, drop_off: np.ndarray, settings: Settings) -> np.ndarray:
    """Σ_k coefficient[k] × remaining(k), (E, N): the closed form behind every present value.

    Under geometric drop-off this is a polynomial in (1 − drop_off), evaluated from its highest power down.
    """
    last = coefficient.shape[1] - 1
    if settings.drop_off == "straight_line":
        return sum(coefficient[:, k] * remaining(drop_off, k, settings) for k in range(last + 1))
    base = 1 - drop_off
    value = coefficient[:, last] * np.ones_like(base)
    for k in range(last - 1, -1, -1):
        value *= base  # in place: over draws these arrays are large
        value += coefficient[:, k]
    return value * base if settings.drop_off_from == "first_year" else value
