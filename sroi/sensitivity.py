"""What drives the ratio: one assumption at a time from low to high, and two at a time in a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from chain.problem import Problem
from sroi.discounting import INDEXES, Index
from sroi.movable import Movable, Ranges, at_points, movables
from sroi.settings import Settings


@dataclass(frozen=True)
class Bar:
    """One assumption at its low and at its high, all others as they are. Ratio SEK per SEK (None: none may be shown),
    net value SEK."""

    movable: Movable
    ratio_at_low: float | None
    ratio_at_high: float | None
    net_at_low_sek: float
    net_at_high_sek: float

    @property
    def swing(self) -> float | None:
        """How far the ratio is apart between the two ends; never negative."""
        if self.ratio_at_low is None or self.ratio_at_high is None:
            return None
        return abs(self.ratio_at_high - self.ratio_at_low)

    @property
    def net_swing_sek(self) -> float:
        """How far the net value is apart between the two ends, SEK; never negative."""
        return abs(self.net_at_high_sek - self.net_at_low_sek)


@dataclass(frozen=True)
class Tornado:
    """The assumptions by how much they move the ratio, the widest first.

    `ratio` and `net_sek` are the calculation's own. `without_range` are those that state neither low nor high, nor that
    they do not vary: they may matter more than any bar, nobody has said. `refused` names stated ends that cannot be,
    such as a share above 1; such an assumption has no bar and stands in neither list.
    """

    ratio: float | None
    net_sek: float
    bars: tuple[Bar, ...]
    without_range: tuple[Movable, ...]
    refused: tuple[Problem, ...]


def tornado(
    chain: Chain, settings: Settings, indexes: Mapping[str, Index] = INDEXES, ranges: Ranges | None = None
) -> Tornado:
    """Every assumption with a stated range, one at a time, from its low to its high.

    Formula: swing = |ratio(high) − ratio(low)| in the settings' perspective and horizon, by the ratio's own functions.
    A series moves by its low and high factor; an end that is not stated is the number itself. Where no ratio may be
    shown the net value ranks. `ranges` as in `sroi.movable.movables`. Errors as in `sroi.ratio.calculate`.
    Source: A Guide to Social Return on Investment (2012), stage 5.3; Howard 1988, Decision Analysis (tornado diagrams).
    """
    all_of_them = movables(chain, settings, ranges)
    refused = {each.place: each.outside() for each in all_of_them}
    spread = [each for each in all_of_them if each.has_range and not refused[each.place]]
    points = at_points(chain, settings, [{}, *(each.moved(end) for each in spread for end in each.ends)], indexes)
    ratios, nets = [number_or_none(ratio) for ratio in points.ratio], points.net.tolist()
    bars = [
        Bar(each, ratios[at], ratios[at + 1], nets[at], nets[at + 1])
        for at, each in zip(range(1, len(nets), 2), spread, strict=True)
    ]
    return Tornado(
        ratio=ratios[0],
        net_sek=nets[0],
        bars=tuple(sorted(bars, key=_width, reverse=True)),
        without_range=tuple(each for each in all_of_them if not (each.has_range or each.is_fixed)),
        refused=tuple(found for each in all_of_them for found in refused[each.place]),
    )


def _width(bar: Bar) -> tuple[bool, float, float]:
    """What cannot be shown as a ratio at some end moves it most of all; then the widest, then the most money."""
    return bar.swing is None, bar.swing or 0.0, bar.net_swing_sek


def number_or_none(ratio: float) -> float | None:
    """A ratio as results tell it: None where none may be shown."""
    return None if np.isnan(ratio) else float(ratio)


@dataclass(frozen=True)
class Grid:
    """Two assumptions moved together: `ratio` and `net_sek` (rows, columns), NaN where no ratio may be shown."""

    row: Movable
    column: Movable
    row_values: tuple[float, ...]
    column_values: tuple[float, ...]
    ratio: np.ndarray
    net_sek: np.ndarray


def grid(
    chain: Chain,
    settings: Settings,
    row_place: str,
    column_place: str,
    row_values: Sequence[float] | None = None,
    column_values: Sequence[float] | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> Grid:
    """The ratio for every pair of values of two assumptions, all others as they are.

    Without values, five even steps from the stated low to the stated high. Raises KeyError for a place the ratio does
    not rest on, ValueError when both places are one assumption, when values are asked of one without a range, or when a
    value is outside what the number can be.
    """
    by_place = {place: each for each in movables(chain, settings) for place in each.places}
    row, column = by_place[row_place], by_place[column_place]
    if row is column:
        raise ValueError(f"{row_place} and {column_place} are one assumption")
    down, across = _values(row, row_values), _values(column, column_values)
    points = at_points(chain, settings, [row.moved(r) | column.moved(c) for r in down for c in across], indexes)
    shape = len(down), len(across)
    return Grid(row, column, down, across, points.ratio.reshape(shape), points.net.reshape(shape))


STEPS = 5


def _values(movable: Movable, values: Sequence[float] | None) -> tuple[float, ...]:
    if values is None and not movable.has_range:
        raise ValueError(f"no range stated at {movable.place}")
    values = np.linspace(*movable.ends, STEPS) if values is None else values
    if wrong := [value for value in values if not movable.lowest <= value <= movable.highest]:
        raise ValueError(f"{wrong[0]} is outside {movable.lowest} to {movable.highest} at {movable.place}")
    return tuple(float(value) for value in values)
