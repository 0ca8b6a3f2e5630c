"""What a unit of a promise is worth: the locked value, through the same functions that the ratio is made of."""

from collections.abc import Callable
from decimal import Decimal

import numpy as np

from chain.assumption import Assumption
from chain.procurement.model import Measure, Procurement
from sroi.discounting import discount_factors
from sroi.formulas import shares_left, since_start
from sroi.procurement.exact import NOUGHT, exact, product
from sroi.settings import Settings
from sroi.steady import weighed

FIGURES = ("unit_value", "deadweight", "displacement", "attribution", "drop_off", "lag_years", "duration_years")
"""The numbers of a measure that its worth is made of."""
DEDUCTIONS = ("deadweight", "displacement", "attribution")
Value = Callable[[str, Assumption | None], np.ndarray]
"""The number of a field (1, N): the one that stands there, or draws of it."""


def unit_worth(measure: Measure, model: Procurement) -> tuple[Decimal, ...]:
    """What a unit delivered in each period is worth, SEK, present value in the model's first year.

    Formula: unit value × (1 − deadweight)(1 − displacement)(1 − attribution) × Σ_k remaining(k) ÷ (1 + rate)^t where
    the measure has years of benefit, within the horizon; × 1 where it has none. 0 where there is no value yet.
    """
    if measure.unit_value is None:
        return (NOUGHT,) * len(model.periods)
    deductions = (_share(getattr(measure, name)) for name in DEDUCTIONS)
    left = shares_left(*deductions, settings_of(model))[2]
    first = product(exact(measure.unit_value.value), left)
    factors = lasting(measure, model, _stated)
    return tuple(product(first, exact(float(factor[0]))) for factor in factors)


def _share(figure: Assumption | None) -> Decimal:
    return NOUGHT if figure is None else exact(figure.value)


def _stated(field: str, figure: Assumption | None) -> np.ndarray:
    return np.array([[0.0 if figure is None else figure.value]])


def lasting(measure: Measure, model: Procurement, value: Value) -> np.ndarray:
    """What a krona of value a year comes to for a unit delivered in each period, (P, N); 1 for a value counted once."""
    if measure.duration_years is None:
        return np.ones((len(model.periods), 1))
    settings, years = settings_of(model), model.horizon_years or 1
    factors = discount_factors(np.arange(years), settings)
    lag, duration, drop_off = (
        value(name, getattr(measure, name)) for name in ("lag_years", "duration_years", "drop_off")
    )
    spread = since_start(*np.broadcast_arrays(lag, duration, drop_off), years, settings)[0]
    starts = (each.year - model.periods[0].year for each in model.periods)
    none = np.zeros(spread.shape[1])
    return np.array([weighed(factors[at:], spread[: years - at]) if at < years else none for at in starts])


def settings_of(model: Procurement) -> Settings:
    """The model's own horizon, rate and price year, and otherwise the conventions of the ratio."""
    return Settings(
        name="procurement",
        horizon_years=model.horizon_years or 1,
        discount_rate=model.discount_rate or 0.0,
        price_year=model.price_year,
    )
