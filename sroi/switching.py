"""What would tip it: for every assumption the value at which the ratio becomes a target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from chain.model import Chain
from sroi.bends import bent_crossings
from sroi.discounting import INDEXES, Index
from sroi.movable import Movable, Ranges, movables
from sroi.multipliers import Multiplier, multipliers
from sroi.ratio import headline_in
from sroi.sensitivity import number_or_none
from sroi.settings import Settings
from sroi.simulate import Progress
from sroi.straight import lines_of
from sroi.tipping import Crossing, Mover, Tipping, held_up

Standing = Literal["above", "at", "below"]


@dataclass(frozen=True)
class Switching:
    """Where one assumption (or a common multiplier), all else as it is, makes the ratio the target.

    `value` is in the assumption's own unit (shares 0–1, years, a factor for series and multipliers), None when nothing
    in its meaningful range does: it cannot tip it. `others` are further such values, farther from the base. `exact` is
    whether `value` follows in closed form; otherwise it is bracketed to about 1e-12. `ratio_at_lowest` and
    `ratio_at_highest` tell the ratio at the ends of the range (infinite: it grows without bound; None: no ratio).
    """

    mover: Mover
    value: float | None
    others: tuple[float, ...]
    exact: bool
    ratio_at_lowest: float | None
    ratio_at_highest: float | None

    @property
    def place(self) -> str:
        """The assumption's first place, or the multiplier's name."""
        return self.mover.place

    @property
    def tips(self) -> bool:
        """Whether some value within the meaningful range makes the ratio the target."""
        return self.value is not None

    @property
    def change(self) -> float | None:
        """Switching value less base, in the assumption's own unit; for a share, times 100 in percentage points."""
        return None if self.value is None else self.value - self.mover.base

    @property
    def change_share(self) -> float | None:
        """Change as a share of the base (0.1 is 10 per cent more); None where it cannot tip it or the base is 0."""
        return None if self.change is None or not self.mover.base else self.change / abs(self.mover.base)

    @property
    def within_stated(self) -> bool | None:
        """Whether the switching value lies between the stated low and high; None where no range is stated."""
        if not (isinstance(self.mover, Movable) and self.mover.has_range):
            return None
        low, high = self.mover.ends
        return self.value is not None and low <= self.value <= high


@dataclass(frozen=True)
class SwitchingValues:
    """Every assumption against one target, in the settings' perspective.

    `ratio` is the calculation's own and `standing` where it stands: above the target, at it, or already below; both
    None, and nothing else told, when no ratio may be shown. `rows` follow the chain's order. `multipliers` are the
    break-evens of all gains, all quantities, all prices and all costs together.
    """

    perspective: str
    target: float
    ratio: float | None
    standing: Standing | None
    rows: tuple[Switching, ...]
    multipliers: tuple[Switching, ...]

    @cached_property
    def ranked(self) -> tuple[Switching, ...]:
        """The rows that can tip it: those within their stated range first, then by how little it takes."""
        return tuple(sorted((row for row in self.rows if row.tips), key=_reach))

    @property
    def cannot(self) -> tuple[Switching, ...]:
        """The rows that cannot tip it."""
        return tuple(row for row in self.rows if not row.tips)


def _reach(row: Switching) -> tuple[bool, float]:
    """The change as a share of the base; from a base of 0, as a share of 1."""
    return not row.within_stated, abs(row.change) / (abs(row.mover.base) or 1.0)


MOVERS_AT_ONCE = 128
AT_TARGET = 1e-12
"""How near the target (SEK per SEK) a ratio counts as being it: the arithmetic's rounding."""


def switching_values(
    chain: Chain,
    settings: Settings,
    target: float = 1.0,
    indexes: Mapping[str, Index] = INDEXES,
    ranges: Ranges | None = None,
    progress: Progress | None = None,
) -> SwitchingValues:
    """For every assumption the value at which the ratio becomes `target` (SEK per SEK), all else as it is.

    Formula: the root nearest to the base of value(x) − target × investment(x), where the investment is positive. Where
    both are straight lines in x (prices, quantities, shares, costs) the root is base − gap ÷ slope, exactly; where
    they bend at known places (years, added deductions, straight-line drop-off) the same between two bends; else
    (geometric drop-off) it is bracketed. Years may come out broken: the effect then ends within a year. `ranges` as in
    `sroi.movable.movables`; `progress` is told how many assumptions are done. Raises ValueError for a target that is
    not a number ≥ 0. Errors else as in `sroi.ratio.calculate`.
    Source: A Guide to Social Return on Investment (2012), stage 5.3; HM Treasury, The Green Book, switching values.
    """
    if not 0 <= target < np.inf:
        raise ValueError(f"a ratio of {target} cannot be a target")
    ratio = number_or_none(np.nan if (found := headline_in(chain, settings, None, indexes).ratio) is None else found)
    if ratio is None:
        return SwitchingValues(settings.perspective, target, None, None, (), ())
    of_all = multipliers(chain, settings)
    movers: Sequence[Movable | Multiplier] = (*movables(chain, settings, ranges), *of_all)
    found = [_switching(each) for each in _crossings(Tipping(chain, settings, target, indexes), movers, progress)]
    single = len(found) - len(of_all)
    standing = "at" if abs(ratio - target) <= AT_TARGET * max(1.0, target) else "above" if ratio > target else "below"
    return SwitchingValues(settings.perspective, target, ratio, standing, tuple(found[:single]), tuple(found[single:]))


def _crossings(model: Tipping, movers: Sequence[Mover], progress: Progress | None) -> Iterator[Crossing]:
    """Every mover's crossings, in their order, some movers at a time."""
    for start in range(0, len(movers), MOVERS_AT_ONCE):
        part = movers[start : start + MOVERS_AT_ONCE]
        yield from _crossings_of(model, part)
        if progress is not None:
            progress(start + len(part), len(movers))


def _crossings_of(model: Tipping, movers: Sequence[Mover]) -> tuple[Crossing, ...]:
    straight = [line.crossing(model) for line in lines_of(model, movers) if line.is_straight]
    known = {id(each.mover) for each in straight}
    bent = bent_crossings(model, [mover for mover in movers if id(mover) not in known])
    found = {id(each.mover): each for each in held_up(model, [*straight, *bent])}
    return tuple(found[id(mover)] for mover in movers)


def _switching(crossing: Crossing) -> Switching:
    nearest = sorted(crossing.roots, key=lambda root: abs(root.at - crossing.mover.base))
    ends = (number_or_none(np.nan if end is None else end) for end in crossing.ratio_at_ends)
    return Switching(
        crossing.mover,
        nearest[0].at if nearest else None,
        tuple(root.at for root in nearest[1:]),
        nearest[0].exact if nearest else crossing.is_exact,
        *ends,
    )
