"""How sure one is of a number, in one sentence: what was said of it, and what the calculation makes of that."""

from collections.abc import Callable
from functools import partial

from chain.assumption import Assumption, Series, Shape
from chain.problem import Severity
from chain.spread import FITTED, SHARE_FIELDS, Spread, spread_of
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share, rounded
from sroi.distributions import Distribution, distribution_of

TAILS = (0.05, 0.95)
"""Between which probabilities a sample's share is said to lie: 90 % of all it may be."""


def said(language: str, place: str, figure: Assumption | Series, unit: str) -> str:
    """What is said of how sure the figure at a place is, without a full stop; `unit` is `sek`, `share` or `number`.

    A spread that cannot be drawn is said to be one, since the calculation holds the figure fixed.
    """
    spread = spread_of(place, figure)
    distribution, problems = distribution_of(place, figure)
    if any(each.severity is Severity.ERROR for each in problems):
        return text(language, "spread_said.impossible")
    if not spread.is_uncertain:
        return text(language, "spread_said.exact" if spread.shape is Shape.FIXED else "spread_said.nothing")
    write = writer(language, figure, unit)
    if spread.has_sample:
        low, high = (write(rounded(distribution.quantile(chance))) for chance in TAILS)
        size = format_number(language, spread.size)
        hits = format_number(language, spread.hits)
        chance = format_share(language, TAILS[1] - TAILS[0], 0)
        return text(language, "spread_said.sample", hits=hits, size=size, chance=chance, low=low, high=high)
    return _interval(language, spread, write) + _likely(language, spread, distribution, write)


def has_said(place: str, figure: Assumption | Series) -> bool:
    """Whether anyone has said how sure the figure is, also that it is exact."""
    spread = spread_of(place, figure)
    return spread.shape is not None or spread.has_sample or not (spread.low is None and spread.high is None)


def _interval(language: str, spread: Spread, write: Callable[[float], str]) -> str:
    """Between what it lies, and how probably; an end that is not stated is the number itself."""
    low, high = (write(spread.value if end is None else end) for end in (spread.low, spread.high))
    if spread.credibility is None or spread.is_one_sided:
        return text(language, "spread_said.never", low=low, high=high)
    chance = format_share(language, spread.credibility, None)
    return text(language, "spread_said.within", chance=chance, low=low, high=high)


def _likely(language: str, spread: Spread, distribution: Distribution, write: Callable[[float], str]) -> str:
    """Where in the interval it mostly lies: at the number for a peak, in the fitted middle, or nowhere more."""
    if spread.shape is Shape.UNIFORM:
        return text(language, "spread_said.evenly")
    if spread.shape in FITTED:
        return text(language, "spread_said.middle", middle=write(rounded(distribution.quantile(0.5))))
    return text(language, "spread_said.most_likely", value=write(spread.value))


def shape_said(language: str, place: str, figure: Assumption | Series) -> str:
    """Which shape the calculation draws from, and whether someone chose it."""
    spread = spread_of(place, figure)
    if spread.has_sample:
        return text(language, "spread_said.shape_of_sample")
    if spread.shape is None:
        return text(language, "spread_said.shape_not_chosen")
    return text(language, f"shape_says.{spread.shape}")


def kind_of(place: str, is_series: bool, unit: str) -> str:
    """What kind of number it is, for advice about its shape: `factor`, `share`, `sek`, `years` or `number`."""
    field = place.rsplit("/", 1)[-1]
    if is_series:
        return "factor"
    if field in SHARE_FIELDS:
        return "share"
    return "years" if field.endswith("_years") else unit


def writer(language: str, figure: Assumption | Series, unit: str) -> Callable[[float], str]:
    """How a value of the figure is written; a series is told by how far below or above the stated it lies."""
    if isinstance(figure, Series):
        return partial(_beside, language)
    if unit == "sek":
        return lambda sek: format_money(language, sek, 0 if sek % 1 == 0 else 2)
    return partial(format_share, language, decimals=None) if unit == "share" else partial(format_number, language)


def _beside(language: str, factor: float) -> str:
    """`10 % lower`, `20 % higher`, or as stated."""
    share = format_share(language, abs(round(factor - 1, 9)), None)
    if factor == 1:
        return text(language, "spread_said.as_stated")
    return text(language, "spread_said.lower" if factor < 1 else "spread_said.higher", share=share)
