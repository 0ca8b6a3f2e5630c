"""Payback: how long until what was put in has come back."""

import numpy as np

from sroi.results import Payback
from sroi.settings import Settings

ROUNDING = 1e-9
"""Share of the investment that a cumulative sum may fall short by and count as zero: the arithmetic's rounding."""


def payback_of(investment: np.ndarray, value: np.ndarray, settings: Settings, draws: int | None) -> Payback | None:
    """Payback in years from yearly investment and value, both (T, N) in SEK and weighed as the settings ask.

    None when nothing was invested or it is not earned back within the years given; in draws, NaN for those draws.
    """
    years = [_years(investment[:, j], value[:, j], settings) for j in range(max(investment.shape[1], value.shape[1]))]
    if draws is not None:
        return Payback(np.array(years))
    return None if np.isnan(years[0]) else Payback(years[0])


def _years(investment: np.ndarray, value: np.ndarray, settings: Settings) -> float:
    if investment.sum() <= 0:
        return np.nan
    if settings.payback == "annual_value":
        return annual_value_payback(investment, value, settings.horizon_years)
    first = first_lasting_year(investment, value)
    if first is None:
        return np.nan
    return interpolated(investment, value, first) if settings.payback == "interpolated" else float(first + 1)


def first_lasting_year(investment: np.ndarray, value: np.ndarray) -> int | None:
    """Index of the first year from which the cumulative net stays at or above zero for all the years that follow."""
    cumulative = np.cumsum(value - investment)
    below = np.flatnonzero(cumulative < -ROUNDING * investment.sum())
    first = int(below[-1]) + 1 if len(below) else 0
    return first if first < len(cumulative) else None


def interpolated(investment: np.ndarray, value: np.ndarray, first: int) -> float:
    """Whole years before year `first`, plus the part of it that was needed: what was missing ÷ that year's net.

    In the very first year, where nothing was missing before, the part is that year's investment ÷ its value.
    """
    if first == 0:
        return float(investment[0] / value[0]) if value[0] > 0 else 0.0
    net = value - investment
    return float(first - net[:first].sum() / net[first])


def annual_value_payback(investment: np.ndarray, value: np.ndarray, horizon_years: int) -> float:
    """The SROI Guide's payback: investment ÷ the first year's value, in years; NaN when that exceeds the horizon.

    The first year is the first with any value; a first year that is not positive gives no payback.
    """
    with_value = np.flatnonzero(value)
    if not len(with_value) or value[with_value[0]] <= 0:
        return np.nan
    years = float(investment.sum() / value[with_value[0]])
    return years if years <= horizon_years else np.nan
