"""A measure begun from an effect of a chain: with the same numbers a promise is worth what the ratio says."""

from chain.assumption import Assumption
from chain.model import Chain, MonetisedEffect, ShareOfCohort, by_id
from chain.procurement.model import Measure
from sroi.discounting import KPI, uprate_factor

SAME = ("deadweight", "displacement", "attribution", "drop_off", "lag_years", "duration_years")
"""Numbers that a measure and an effect have in common, with their passports."""


def measure_of(chain: Chain, effect_id: str, price_year: int | None) -> Measure | None:
    """The effect as a measure, everything else of it still to be told; None where the chain has no such effect.

    A unit is one changed case. Its value (SEK a year) = sign × price × units per case, in the price year's money by the
    consumer price index; where none is settled, or the index lacks a year, the price stays in its own, which the lock
    then tells.
    """
    effect = by_id(chain.effects).get(effect_id)
    if effect is None:
        return None
    same = {name: getattr(effect, name) for name in SAME}
    value = _unit_value(chain, effect, price_year)
    return Measure(id=effect.id, name=effect.name, effect_id=effect.id, unit_value=value, **same)


def _unit_value(chain: Chain, effect: MonetisedEffect, price_year: int | None) -> Assumption | None:
    """The price with its passport and its ends, each moved by the same factor."""
    proxy = by_id(chain.proxies).get(effect.proxy_id)
    if proxy is None:
        return None
    units = effect.quantity.units.value if isinstance(effect.quantity, ShareOfCohort) else 1.0
    uprated = uprate_factor(proxy.price.price_year, price_year, KPI)
    factor = effect.sign * units * (uprated or 1.0)
    ends = (None if end is None else end * factor for end in (proxy.price.low, proxy.price.high))
    low, high = ends if factor >= 0 else reversed((*ends,))
    year = proxy.price.price_year if uprated is None or price_year is None else price_year
    moved = {"value": proxy.price.value * factor, "low": low, "high": high, "price_year": year}
    return proxy.price.model_copy(update=moved)
