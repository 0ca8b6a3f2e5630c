"""Assumptions in which value and investment are straight lines: what tips the ratio follows in closed form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sroi.settings import Settings
from sroi.tipping import STRAIGHT, Crossing, Mover, Root, Tipping, finite_range, ratio_of

FLAT = 1e-13
"""How little of all money a straight line may rise from end to end and count as flat: rounding."""


@dataclass(frozen=True)
class Line:
    """Investment and value of one mover at its probes, base first; all (4,)."""

    mover: Mover
    at: np.ndarray
    investment: np.ndarray
    value: np.ndarray
    turnover: float
    could_be: bool

    @property
    def is_straight(self) -> bool:
        """Whether value and investment are straight lines: by what the number is, and at every probe."""
        return self.could_be and all(
            _off_line(self.at, each) <= STRAIGHT * self.scale for each in (self.value, self.investment)
        )

    @property
    def scale(self) -> float:
        """The money that rounding is in proportion to, SEK."""
        return max(self.turnover, np.abs(self.value).max() + np.abs(self.investment).max())

    def crossing(self, model: Tipping) -> Crossing:
        """The closed form: base − gap ÷ slope, where that lies in range and the investment is positive."""
        (value, value_slope), (cost, cost_slope) = map(self._line, (self.value, self.investment))
        slope, gap, base = value_slope - model.target * cost_slope, value - model.target * cost, self.mover.base
        at = base - gap / slope if slope else np.nan
        good = self.mover.lowest <= at <= self.mover.highest
        ends = self._end(1, value_slope, cost_slope, -1), self._end(-1, value_slope, cost_slope, 1)
        return Crossing(self.mover, (Root(float(at), True),) if good else (), True, ends)

    def _end(self, probe: int, value_slope: float, cost_slope: float, side: int) -> float | None:
        """The ratio at the lower or upper end of the range: at the probe there, or far out where it has no end."""
        if np.isfinite(self.mover.lowest if side < 0 else self.mover.highest):
            return ratio_of(self.investment[probe], self.value[probe])
        if cost_slope:
            return value_slope / cost_slope if cost_slope * side > 0 else None
        if not value_slope:
            return ratio_of(self.investment[0], self.value[0])
        return float(np.copysign(np.inf, value_slope * side))

    def _line(self, y: np.ndarray) -> tuple[float, float]:
        """Height at the base and slope; a slope within rounding is none."""
        rise = y[-1] - y[1]
        return float(y[0]), float(rise / (self.at[-1] - self.at[1])) if abs(rise) > FLAT * self.scale else 0.0


def _off_line(at: np.ndarray, y: np.ndarray) -> float:
    """Largest distance from the straight line through the second and the last probe."""
    return float(np.abs(y - (y[1] + (y[-1] - y[1]) * (at - at[1]) / (at[-1] - at[1]))).max())


def lines_of(model: Tipping, movers: Sequence[Mover]) -> list[Line]:
    """Every mover probed at its base and three more values, all in one go."""
    probes = [_probes(mover) for mover in movers]
    repeated = [mover for mover in movers for _ in range(4)]
    investment, value, _ = model(repeated, np.concatenate(probes) if probes else ())
    shape = len(movers), 4
    return [
        Line(mover, at, paid, gained, model.turnover, _could_be_straight(mover, model.settings))
        for mover, at, paid, gained in zip(movers, probes, investment.reshape(shape), value.reshape(shape), strict=True)
    ]


def _probes(mover: Mover) -> np.ndarray:
    """The base, then three values well apart within the range; the second and last are its ends where it has any."""
    low, high = finite_range(mover, 2.0)
    return np.array([mover.base, low, low + 0.4142 * (high - low), high])


def _could_be_straight(mover: Mover, settings: Settings) -> bool:
    """Years and drop-off bend wherever the probes happen to lie; deductions that are added stop at 0."""
    fields = {place.rsplit("/", 1)[-1] for place in getattr(mover, "places", ())}
    bending = {"drop_off", "lag_years", "duration_years"}
    if settings.filters == "additive":
        bending |= {"deadweight", "displacement", "attribution"}
    return not fields & bending
