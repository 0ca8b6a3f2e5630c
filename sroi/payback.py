"""Payback: how long until what was put in has come back."""

from itertools import accumulate
from math import fsum, isnan, nan

import numpy as np

from sroi.results import Payback
from sroi.settings import Settings

ROUNDING = 1e-9
"""Share of the investment that a cumulative sum may fall short by and count as zero: the arithmetic's rounding."""


def payback_of(investment: np.ndarray, value: np.ndarray, settings: Settings, draws: int | None) -> Payback | None:
    """Payback in years from yearly investment and value, both (T, N) in SEK and weighed as the settings ask.

    None when nothing was invested or it is not earned back within the years given; in draws, NaN for those draws.
    """
    if draws is None:
        years = payback_years(investment[:, 0].tolist(), value[:, 0].tolist(), settings)
        return None if isnan(years) else Payback(years)
    columns = zip(*(np.broadcast_to(a, (len(a), draws)).T.tolist() for a in (investment, value)), strict=True)
    return Payback(np.array([payback_years(*column, settings) for column in columns]))


def payback_years(investment: list[float], value: list[float], settings: Settings) -> float:
    """Payback in years by the settings' rule; NaN when never, or when nothing was invested."""
    if fsum(investment) <= 0:
        return nan
    if settings.payback == "annual_value":
        return annual_value_payback(investment, value, settings.horizon_years)
    first = first_lasting_year(investment, value)
    if first is None:
        return nan
    return interpolated(investment, value, first) if settings.payback == "interpolated" else float(first + 1)


def first_lasting_year(investment: list[float], value: list[float]) -> int | None:
    """Index of the first year from which the cumulative net stays at or above zero for all the years that follow."""
    floor = -ROUNDING * fsum(investment)
    first = 0
    net = (gained - paid for gained, paid in zip(value, investment, strict=True))
    for year, cumulative in enumerate(accumulate(net)):
        if cumulative < floor:
            first = year + 1
    return first if first < len(value) else None


def interpolated(investment: list[float], value: list[float], first: int) -> float:
    """Whole years before year `first`, plus the part of it that was needed: what was missing ÷ that year's net.

    In the very first year, where nothing was missing before, the part is that year's investment ÷ its value.
    """
    if first == 0:
        return investment[0] / value[0] if value[0] > 0 else 0.0
    missing = fsum(investment[:first]) - fsum(value[:first])
    return first + missing / (value[first] - investment[first])


def annual_value_payback(investment: list[float], value: list[float], horizon_years: int) -> float:
    """The SROI Guide's payback: investment ÷ the first year's value, in years; NaN when that exceeds the horizon.

    The first year is the first with any value; a first year that is not positive gives no payback.
    """
    first_value = next((amount for amount in value if amount), 0.0)
    if first_value <= 0:
        return nan
    years = fsum(investment) / first_value
    return years if years <= horizon_years else nan
