"""How sure one is of a number, as stated: its ends, what probability they mean, and what cannot be meant."""

from collections.abc import Iterator
from typing import NamedTuple

from chain.assumption import Assumption, Series, Shape
from chain.problem import Problem, Severity, problem

FORECAST_SHARES = frozenset(
    {"start_share", "recovered_share", "girls_share", "uptake_share", "completion_share", "left_share", "probability",
     "control_risk", "factor", "quality_without", "quality_loss"}
)  # fmt: skip
SHARE_FIELDS = FORECAST_SHARES | frozenset(
    {"deadweight", "displacement", "attribution", "drop_off", "share", "cashable_share", "on_cost_share"}
)
"""Fields whose figure is a share, 0–1."""
FITTED = frozenset({Shape.NORMAL, Shape.LOGNORMAL, Shape.BETA, Shape.GAMMA})
"""Shapes told by two points of theirs, low and high; they have no ends, so the points need a probability."""
POSITIVE = frozenset({Shape.LOGNORMAL, Shape.GAMMA})
ROUNDING_SHARE = 0.005
"""How far a stated share may be from hits ÷ size: it may have been rounded to whole per cent."""


class Spread(NamedTuple):
    """What is said of a number: itself, its ends, and what they mean. For a series, of a factor on all its years."""

    is_share: bool
    is_series: bool
    is_years: bool
    low: float | None
    value: float
    high: float | None
    shape: Shape | None
    credibility: float | None
    hits: int | None
    size: int | None

    @property
    def has_sample(self) -> bool:
        """Whether it is told what sample the number was measured in."""
        return self.hits is not None or self.size is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether there is a sample, or an end that is not the number itself; not when it is said to be fixed."""
        is_wide = any(end not in (None, self.value) for end in (self.low, self.high))
        return self.shape is not Shape.FIXED and (self.has_sample or is_wide)

    @property
    def is_one_sided(self) -> bool:
        """Whether only one of the two ends is told."""
        return (self.low is None) != (self.high is None)

    @property
    def is_in_order(self) -> bool:
        """Whether low ≤ the number ≤ high as far as they are told, and a share and its ends are 0–1."""
        stated = self.stated
        return list(stated) == sorted(stated) and not (self.is_share and (stated[0] < 0 or stated[-1] > 1))

    @property
    def stated(self) -> tuple[float, ...]:
        """Low, the number and high, as far as they are told."""
        return tuple(each for each in (self.low, self.value, self.high) if each is not None)


def spread_of(place: str, figure: Assumption | Series) -> Spread:
    """What is said of the figure at a place."""
    field = place.rsplit("/", 1)[-1]
    is_series = isinstance(figure, Series)
    return Spread(
        field in SHARE_FIELDS,
        is_series,
        field.endswith("_years"),
        figure.low_factor if is_series else figure.low,
        1.0 if is_series else figure.value,
        figure.high_factor if is_series else figure.high,
        figure.shape,
        figure.credibility,
        figure.sample_hits,
        figure.sample_size,
    )


def problems_of(spread: Spread, place: str) -> Iterator[Problem]:
    """What keeps a spread from being drawn (errors), and what in it is not used or does not fit (warnings)."""
    found = _about_sample(spread) if spread.has_sample else _about_ends(spread)
    for code, severity, values in found:
        yield problem(code, place, severity, **values)


Found = Iterator[tuple[str, Severity, dict[str, object]]]


def _about_sample(spread: Spread) -> Found:
    hits, size = spread.hits, spread.size
    if not spread.is_share:
        yield _error("spread.sample_of_no_share")
    elif hits is None or not size or hits > size:
        yield _error("spread.sample_impossible")
    elif abs(spread.value - hits / size) > ROUNDING_SHARE:
        yield _warning("spread.sample_differs", value_share=spread.value, sample_share=hits / size)


def _about_ends(spread: Spread) -> Found:
    low, high, shape = spread.low, spread.high, spread.shape
    if spread.credibility is not None and not 0 < spread.credibility < 1:
        yield _error("spread.credibility_outside", credibility_share=spread.credibility)
    if low is not None and high is not None and low > high:
        yield _error("spread.low_above_high", low=low, high=high)
    if low is None and high is None:
        if shape not in (None, Shape.FIXED):
            yield _warning("spread.no_ends", shape=shape)
    elif shape in FITTED and spread.is_uncertain:
        yield from _about_fit(spread)
    elif spread.is_one_sided and spread.is_uncertain and spread.is_in_order:
        yield _warning("spread.one_end", value=spread.value)


def _about_fit(spread: Spread) -> Found:
    low, high, shape = spread.low, spread.high, spread.shape
    if low is None or high is None:
        yield _error("spread.end_missing", shape=shape)
        return
    if spread.credibility is None:
        yield _error("spread.credibility_missing", shape=shape)
    if shape in POSITIVE and not (low > 0 or high < 0):
        yield _error("spread.ends_not_positive", shape=shape)
    if shape is Shape.BETA and spread.is_in_order and not (low > 0 and high < 1):
        yield _error("spread.beta_outside")


def _error(code: str, **values: object) -> tuple[str, Severity, dict[str, object]]:
    return code, Severity.ERROR, values


def _warning(code: str, **values: object) -> tuple[str, Severity, dict[str, object]]:
    return code, Severity.WARNING, values
