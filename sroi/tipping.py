"""The gap between value and target × investment as a function of one number, and where it closes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from chain.model import Chain
from sroi.discounting import Index
from sroi.flows import Flows, flows_of
from sroi.movable import Movable, at_points
from sroi.multipliers import Multiplier
from sroi.settings import Settings

Mover = Movable | Multiplier
STRAIGHT = 1e-11
"""How far from a straight line, as a share of all money, a point may lie and count as on it: rounding."""
NEXT_TO_NOTHING = 1e-9
"""What share of the own investment counts as nothing invested: rounding."""
NEAR_ENOUGH = 1e-6
"""How far from the target, as a share of it, a ratio may be at a root; farther, and the digits do not reach."""


class Root(NamedTuple):
    """A value at which the ratio is the target, and whether it follows in closed form."""

    at: float
    exact: bool


@dataclass(frozen=True)
class Crossing:
    """All roots of one mover, and the ratio at the ends of its range. `is_exact`: no root can have been overlooked."""

    mover: Mover
    roots: tuple[Root, ...]
    is_exact: bool
    ratio_at_ends: tuple[float | None, float | None]


@dataclass(frozen=True)
class Tipping:
    """The model as a function of one number each: many (mover, value) pairs at once."""

    chain: Chain
    settings: Settings
    target: float
    indexes: Mapping[str, Index]

    @cached_property
    def flows(self) -> Flows:
        """The calculation as it is."""
        return flows_of(self.chain, self.settings, None, self.indexes)

    @property
    def year_count(self) -> int:
        """How many calendar years there are; a longer lag or duration changes nothing."""
        return len(self.flows.timeline.discount)

    @cached_property
    def turnover(self) -> float:
        """All money of every effect and resource without its sign, SEK: what rounding is in proportion to."""
        cost = self.flows.cost(self.flows.timeline.cost_factors)
        return float(np.abs(self.flows.present_value).sum() + np.abs(cost).sum())

    def __call__(self, movers: Sequence[Mover], values: Sequence[float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Investment, value and gap = value − target × investment (SEK), each (n,)."""
        figures = [mover.moved(float(value)) for mover, value in zip(movers, values, strict=True)]
        points = at_points(self.chain, self.settings, figures, self.indexes)
        return points.investment, points.value, points.value - self.target * points.investment


def held_up(model: Tipping, crossings: Sequence[Crossing]) -> list[Crossing]:
    """The crossings without the roots that, put back, have no investment or do not give the target."""
    pairs = [(crossing.mover, root.at) for crossing in crossings for root in crossing.roots]
    movers, at = zip(*pairs, strict=True) if pairs else ((), ())
    paid, _, gap = model(movers, at)
    own = model([crossing.mover for crossing in crossings[:1]], [each.mover.base for each in crossings[:1]])[0]
    good = iter((paid > NEXT_TO_NOTHING * own.sum()) & (np.abs(gap) <= NEAR_ENOUGH * max(1.0, model.target) * paid))
    return [replace(each, roots=tuple(root for root in each.roots if next(good))) for each in crossings]


def finite_range(mover: Mover, times: float) -> tuple[float, float]:
    """The meaningful range, no farther from the base than `times` the base (or 1)."""
    reach = times * (abs(mover.base) or 1.0)
    return max(mover.lowest, mover.base - reach), min(mover.highest, mover.base + reach)


def ratio_of(investment: float, value: float) -> float | None:
    """Value ÷ investment, None where nothing is invested."""
    return float(value / investment) if investment > 0 else None
