"""The assumptions that a ratio rests on, each as one number that can be moved, and the ratio at many points at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chain.assumption import Assumption, Series, Shape
from chain.checks import SHARE_FIELDS
from chain.model import Chain, passports
from chain.problem import Problem, problem
from sroi.discounting import INDEXES, Index
from sroi.effect_terms import Basis
from sroi.inputs import COHORTS, HIGHEST, LOWEST
from sroi.ratio import headline_in
from sroi.settings import Settings
from sroi.terms import terms_of

Unit = Literal["share", "years", "amount", "factor"]
LONGEST_YEARS = 100.0
"""No horizon is longer (years), so beyond it neither lag nor duration changes anything."""
Ranges = Mapping[str, tuple[float | None, float | None]]
"""Low and high by place."""
AT_ONCE = 128
"""Points calculated in one pass; bounds the memory on large chains."""


@dataclass(frozen=True)
class Movable:
    """One assumption, wherever it stands: places that name the same figure hold one number and move together.

    `name` is the figure's shared name, or else its place; `place` is the first of `places`. `unit` tells how it is
    read: a share 0–1, years, an amount in the figure's own unit, or, for a series by year, a factor on all its years,
    with `base` 1. `low` and `high` are what the chain states, None where it states none; `lowest` to `highest` is the
    range in which the number means anything: shares 0–1, years 0–100, all else on its own side of 0, unless an end on
    the other side is stated. `is_fixed` when the chain says that it does not vary.
    """

    name: str
    place: str
    places: tuple[str, ...]
    unit: Unit
    base: float
    low: float | None
    high: float | None
    lowest: float
    highest: float
    is_fixed: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """The stated low and high; the base stands for an end that is not stated."""
        return (self.base if self.low is None else self.low, self.base if self.high is None else self.high)

    @property
    def has_range(self) -> bool:
        """Whether a low or a high is stated."""
        return self.low is not None or self.high is not None

    def outside(self) -> list[Problem]:
        """Stated ends that the number cannot take, such as a share above 1."""
        stated = (end for end in (self.low, self.high) if end is not None)
        wrong = [end for end in stated if not self.lowest <= end <= self.highest]
        if self.unit == "share":
            return [problem("figure.share_outside", self.place, value_share=end) for end in wrong]
        owner = self.place.split("/")[1]
        return [problem("engine.out_of_range", self.place, value=end, effect=owner) for end in wrong]

    def moved(self, to: "float | np.ndarray") -> "dict[str, float | np.ndarray]":
        """The figures of a calculation in which this assumption is `to`."""
        return dict.fromkeys(self.places, to)


def movables(chain: Chain, settings: Settings, ranges: Ranges | None = None) -> tuple[Movable, ...]:
    """Every assumption that investment or value rests on, in the chain's order.

    Left out are numbers that the ratio does not read: indicators, effects that are not counted, cashable shares.
    Places with the same `figure_id` but different numbers are not the same figure, and stand apart. `ranges` gives low
    and high by place where they are told otherwise than by the figure's own low and high.
    """
    found: dict[object, list[tuple[str, Assumption | Series]]] = {}
    for place, figure in _counted(chain, settings):
        stated = tuple(sorted(figure.values.items())) if isinstance(figure, Series) else figure.value
        key = place if figure.figure_id is None else (figure.figure_id, stated)
        found.setdefault(key, []).append((place, figure))
    names: set[str] = set()
    return tuple(_movable(group, names, ranges or {}) for group in found.values())


def _counted(chain: Chain, settings: Settings) -> Iterator[tuple[str, Assumption | Series]]:
    """The numbers that the ratio reads; an effect with an impossible number is not counted, so none of its are read."""
    terms = terms_of(chain, settings.with_optional)
    numbers = terms.effects.numbers
    possible = ((numbers >= LOWEST) & (numbers <= HIGHEST)).all(axis=1)
    per_person = (possible & (terms.effects.basis == Basis.COHORT_SIZE)).any()
    for place, figure in passports(chain):
        targets = terms.places.get(place, ())
        is_read = any(column != "cashable" and (table != "effects" or possible[row]) for table, column, row in targets)
        if is_read or (place == COHORTS and per_person):
            yield place, figure


def _movable(group: Sequence[tuple[str, Assumption | Series]], names: set[str], ranges: Ranges) -> Movable:
    """One assumption from all the places where it stands; of several stated ranges the widest."""
    place, first = group[0]
    name = place if first.figure_id is None or first.figure_id in names else first.figure_id
    names.add(name)
    is_series = isinstance(first, Series)
    field = place.rsplit("/", 1)[-1]
    unit = "factor" if is_series else "share" if field in SHARE_FIELDS else "years" if "_years" in field else "amount"
    base = 1.0 if is_series else float(first.value)
    lows, highs = zip(*(ranges.get(each) or _stated(figure) for each, figure in group), strict=True)
    low = min((low for low in lows if low is not None), default=None)
    high = max((high for high in highs if high is not None), default=None)
    lowest, highest = _range(unit, [end for end in (base, low, high) if end is not None])
    return Movable(
        name=name,
        place=place,
        places=tuple(each for each, _ in group),
        unit=unit,
        base=base,
        low=low,
        high=high,
        lowest=lowest,
        highest=highest,
        is_fixed=first.shape is Shape.FIXED,
    )


def _range(unit: Unit, stated: Sequence[float]) -> tuple[float, float]:
    """Where the number means anything; an effect that may also do harm is stated with an end below 0."""
    if unit in ("share", "years"):
        return 0.0, 1.0 if unit == "share" else LONGEST_YEARS
    return (-np.inf if min(stated) < 0 else 0.0), (np.inf if max(stated) > 0 or min(stated) >= 0 else 0.0)


def _stated(figure: Assumption | Series) -> tuple[float | None, float | None]:
    if isinstance(figure, Series):
        return figure.low_factor, figure.high_factor
    return figure.low, figure.high


@dataclass(frozen=True)
class Points:
    """The settings' perspective at n points: SEK and SEK per SEK, each (n,). A ratio is NaN where none may be shown."""

    investment: np.ndarray
    value: np.ndarray
    ratio: np.ndarray

    @property
    def net(self) -> np.ndarray:
        """Value less investment, SEK, (n,)."""
        return self.value - self.investment


def at_points(
    chain: Chain, settings: Settings, points: Sequence[Mapping[str, float]], indexes: Mapping[str, Index] = INDEXES
) -> Points:
    """The ratio at each point; a point tells the figures by place that differ from the chain's own.

    The points go through the ratio's own functions side by side, as draws do. Errors as in `sroi.ratio.calculate`.
    """
    own = {place: 1.0 if isinstance(figure, Series) else float(figure.value) for place, figure in passports(chain)}
    parts = [
        _at_once(chain, settings, points[start : start + AT_ONCE], own, indexes)
        for start in range(0, len(points), AT_ONCE)
    ]
    columns = zip(*parts, strict=True) if parts else ((np.empty(0),),) * 3
    return Points(*(np.concatenate(column) for column in columns))


def _at_once(chain, settings, points, own, indexes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    moved = {place for point in points for place in point}
    unknown = moved - own.keys()
    if unknown:
        raise KeyError(f"the chain has no number at {sorted(unknown)}")
    figures = {place: np.array([point.get(place, own[place]) for point in points], dtype=float) for place in moved}
    found = headline_in(chain, settings, figures, indexes)
    ratio = np.nan if found.ratio is None else found.ratio
    return tuple(np.broadcast_to(each, (len(points),)) for each in (found.investment, found.value, ratio))
