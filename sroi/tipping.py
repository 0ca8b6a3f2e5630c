"""Where value − target × investment crosses zero as one number moves: straight lines solved, bends bracketed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from chain.model import Chain
from sroi.discounting import INDEXES, Index
from sroi.flows import flows_of
from sroi.movable import Movable, at_points
from sroi.multipliers import Multiplier
from sroi.rootfinding import brackets_to_roots
from sroi.settings import Settings

Mover = Movable | Multiplier
STRAIGHT = 1e-11
"""How far from a straight line, as a share of all money, a point may lie and count as on it: rounding."""
NEXT_TO_NOTHING = 1e-9
"""What share of the own investment counts as nothing invested: rounding."""
FINE_STEPS = 64
FARTHEST = 1e6
"""How many times the base (or 1) is searched where the range has no end and the ratio no closed form."""


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
    def year_count(self) -> int:
        """How many calendar years there are; a longer lag or duration changes nothing."""
        return len(flows_of(self.chain, self.settings, None, self.indexes).timeline.discount)

    def __call__(self, movers: Sequence[Mover], values: Sequence[float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Investment, value and gap = value − target × investment (SEK), each (n,)."""
        figures = [mover.moved(float(value)) for mover, value in zip(movers, values, strict=True)]
        points = at_points(self.chain, self.settings, figures, self.indexes)
        return points.investment, points.value, points.value - self.target * points.investment


def crossings(
    chain: Chain,
    settings: Settings,
    movers: Sequence[Mover],
    target: float,
    indexes: Mapping[str, Index] = INDEXES,
) -> tuple[Crossing, ...]:
    """Every mover's crossings, in their order."""
    model = Tipping(chain, settings, target, indexes)
    found = {id(line.mover): line.crossing(model) for line in _lines(model, movers) if line.is_straight}
    bent = [mover for mover in movers if id(mover) not in found]
    found |= {id(each.mover): each for each in _bent(model, bent)}
    return tuple(found[id(mover)] for mover in movers)


# --- straight lines --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """Investment and value of one mover at its probes, base first; all (4,)."""

    mover: Mover
    at: np.ndarray
    investment: np.ndarray
    value: np.ndarray
    could_be: bool

    @property
    def is_straight(self) -> bool:
        """Whether value and investment are straight lines: by what the number is, and at every probe."""
        scale = np.abs(self.value).max() + np.abs(self.investment).max()
        return self.could_be and all(
            _off_line(self.at, each) <= STRAIGHT * scale for each in (self.value, self.investment)
        )

    def crossing(self, model: Tipping) -> Crossing:
        """The closed form: base − gap ÷ slope, where that lies in range and the investment is positive."""
        (value, value_slope), (cost, cost_slope) = map(self._line, (self.value, self.investment))
        slope, gap, base = value_slope - model.target * cost_slope, value - model.target * cost, self.mover.base
        at = base - gap / slope if slope else np.nan
        within = self.mover.lowest <= at <= self.mover.highest
        good = within and cost + cost_slope * (at - base) > NEXT_TO_NOTHING * abs(cost)
        ends = self._end(1, value_slope, cost_slope, -1), self._end(-1, value_slope, cost_slope, 1)
        return Crossing(self.mover, (Root(float(at), True),) if good else (), True, ends)

    def _end(self, probe: int, value_slope: float, cost_slope: float, side: int) -> float | None:
        """The ratio at the lower or upper end of the range: at the probe there, or far out where it has no end."""
        if np.isfinite(self.mover.lowest if side < 0 else self.mover.highest):
            return _quotient(self.investment[probe], self.value[probe])
        if cost_slope:
            return value_slope / cost_slope if cost_slope * side > 0 else None
        if not value_slope:
            return _quotient(self.investment[0], self.value[0])
        return float(np.copysign(np.inf, value_slope * side))

    def _line(self, y: np.ndarray) -> tuple[float, float]:
        """Height at the base and slope; a slope within rounding is none."""
        slope = (y[-1] - y[1]) / (self.at[-1] - self.at[1])
        scale = (np.abs(self.value).max() + np.abs(self.investment).max()) / np.ptp(self.at)
        return float(y[0]), float(slope) if abs(slope) > STRAIGHT * scale * 1e-3 else 0.0


def _off_line(at: np.ndarray, y: np.ndarray) -> float:
    """Largest distance from the straight line through the second and the last probe."""
    return float(np.abs(y - (y[1] + (y[-1] - y[1]) * (at - at[1]) / (at[-1] - at[1]))).max())


def _lines(model: Tipping, movers: Sequence[Mover]) -> list[Line]:
    probes = [_probes(mover) for mover in movers]
    repeated = [mover for mover in movers for _ in range(4)]
    investment, value, _ = model(repeated, np.concatenate(probes) if probes else ())
    shape = len(movers), 4
    return [
        Line(mover, at, paid, gained, _could_be_straight(mover, model.settings))
        for mover, at, paid, gained in zip(movers, probes, investment.reshape(shape), value.reshape(shape), strict=True)
    ]


def _probes(mover: Mover) -> np.ndarray:
    """The base, then three values well apart within the range; the second and last are its ends where it has any."""
    low, high = _finite(mover, 2.0)
    return np.array([mover.base, low, low + 0.4142 * (high - low), high])


def _finite(mover: Mover, times: float) -> tuple[float, float]:
    reach = times * (abs(mover.base) or 1.0)
    return max(mover.lowest, mover.base - reach), min(mover.highest, mover.base + reach)


def _could_be_straight(mover: Mover, settings: Settings) -> bool:
    """Years and drop-off bend wherever the probes happen to lie; deductions that are added stop at 0."""
    fields = {place.rsplit("/", 1)[-1] for place in getattr(mover, "places", ())}
    bending = {"drop_off", "lag_years", "duration_years"}
    if settings.filters == "additive":
        bending |= {"deadweight", "displacement", "attribution"}
    return not fields & bending


# --- bends -----------------------------------------------------------------------------------------------------------


def _bent(model: Tipping, movers: Sequence[Mover]) -> list[Crossing]:
    """Look at every mover's bends and fine steps, then close in on each change of sign, all together."""
    if not movers:
        return []
    nodes = [_nodes(mover, model) for mover in movers]
    repeated = [mover for mover, at in zip(movers, nodes, strict=True) for _ in at]
    paid, gained, gap = model(repeated, np.concatenate(nodes))
    parts = [np.split(each, np.cumsum([len(at) for at in nodes])[:-1]) for each in (paid, gained, gap)]
    spans = [
        (mover, at[left], at[left + 1], gaps[left], gaps[left + 1])
        for mover, at, gaps in zip(movers, nodes, parts[2], strict=True)
        for left in np.flatnonzero(np.sign(gaps[:-1]) * np.sign(gaps[1:]) < 0)
    ]
    roots = _closed_in(model, spans)
    for mover, at, gaps in zip(movers, nodes, parts[2], strict=True):
        roots += [(mover, Root(float(each), True)) for each in at[(gaps == 0) & _alone(gaps)]]
    roots = _with_investment(model, roots)
    ends = [(_quotient(p[0], g[0]), _quotient(p[-1], g[-1])) for p, g in zip(parts[0], parts[1], strict=True)]
    return [
        Crossing(mover, tuple(root for owner, root in roots if owner is mover), False, each)
        for mover, each in zip(movers, ends, strict=True)
    ]


def _nodes(mover: Mover, model: Tipping) -> np.ndarray:
    """Where to look: the ends, the base, whole years, every bend that is known.

    A number that stands in one place moves the value one way only between two bends. One that stands in several may
    turn in between, and is looked at in fine steps too.
    """
    if mover.unit == "years":
        return np.unique([*range(model.year_count + 1), mover.base, mover.highest])
    low, high = (mover.lowest, mover.highest) if mover.unit == "share" else _finite(mover, FARTHEST)
    looked = [low, mover.base, high, *_bends(mover, model)]
    if len(mover.moved(0.0)) > 1:
        looked += np.linspace(low, high, FINE_STEPS + 1).tolist() if mover.unit == "share" else _growing(mover.base)
    return np.unique([each for each in looked if low <= each <= high])


def _growing(base: float) -> list[float]:
    steps = (abs(base) or 1.0) * np.geomspace(1e-3, FARTHEST, FINE_STEPS)
    return [*(base - steps), *(base + steps)]


def _bends(mover: Mover, model: Tipping) -> list[float]:
    """Where added deductions have taken everything, and where a straight line of drop-off has reached nothing."""
    bends = _fully_deducted(mover, model.chain)
    if model.settings.drop_off == "straight_line":
        bends += [1 / years for years in range(1, model.year_count + 1)]
    return bends


def _fully_deducted(mover: Mover, chain: Chain) -> list[float]:
    """Deductions at which those that are added have taken everything."""
    names = ("deadweight", "displacement", "attribution")
    moved = set(mover.moved(0.0))
    found = []
    for effect in chain.effects:
        shares = {name: getattr(effect, name) for name in names}
        mine = [name for name in names if f"effects/{effect.id}/{name}" in moved]
        if mine and None not in shares.values():
            found.append((1 - sum(shares[name].value for name in names if name not in mine)) / len(mine))
    return found


def _alone(gaps: np.ndarray) -> np.ndarray:
    """Nodes that are not within a stretch where the gap stays at zero."""
    zero = np.concatenate([[False], gaps == 0, [False]])
    return ~(zero[:-2] & zero[2:])


def _closed_in(model: Tipping, spans: list[tuple]) -> list[tuple[Mover, Root]]:
    if not spans:
        return []
    movers, *columns = zip(*spans, strict=True)
    left, right, gap_left, gap_right = (np.array(column, dtype=float) for column in columns)
    middle = model(movers, (left + right) / 2)[2]
    size = np.abs(gap_left) + np.abs(gap_right)
    straight = np.abs(middle - (gap_left + gap_right) / 2) <= STRAIGHT * size
    at = left + (right - left) * gap_left / (gap_left - gap_right)
    bent = np.flatnonzero(~straight)
    if bent.size:
        owners = [movers[each] for each in bent]
        at[bent] = brackets_to_roots(
            lambda which, x: model([owners[each] for each in which], x)[2],
            *(column[bent] for column in (left, right, gap_left, gap_right)),
        )
    return [(mover, Root(float(x), bool(exact))) for mover, x, exact in zip(movers, at, straight, strict=True)]


def _with_investment(model: Tipping, roots: list[tuple[Mover, Root]]) -> list[tuple[Mover, Root]]:
    """Only where something is invested is there a ratio."""
    movers = [mover for mover, _ in roots]
    paid, own = (model(movers, at)[0] for at in ([root.at for _, root in roots], [mover.base for mover in movers]))
    return [each for each, is_paid in zip(roots, paid > NEXT_TO_NOTHING * own, strict=True) if is_paid]


def _quotient(investment: float, value: float) -> float | None:
    return float(value / investment) if investment > 0 else None
