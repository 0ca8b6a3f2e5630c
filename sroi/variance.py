"""How much of the spread each assumption accounts for: by itself, and with all it does together with others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import math

import numpy as np

from sroi.binning import Binned

BINS = 64
Draws = Mapping[str, np.ndarray]
"""Draws by name (a place, or a name of one's own), each (N,)."""


@dataclass(frozen=True)
class VarianceShare:
    """The share of the result's variance (0–1) that goes with one assumption or group, and its standard error.

    An estimate can fall a little below 0 or above 1; it is told as it came out.
    """

    name: str
    share: float
    standard_error: float


def first_order(draws: Draws, result: np.ndarray) -> tuple[VarianceShare, ...]:
    """Share of variance that would vanish if one assumption were known, the largest first: Var(E[Y|X]) ÷ Var(Y).

    From draws (N,) that have been calculated already, without another run of the model: E[Y|X] is the mean of Y among
    draws with about the same X, in bins of equal count; what chance alone would give is taken off. Where draws are
    correlated, an assumption also gets the share of those it moves with. Standard errors by the influence function. A
    result that does not vary gives shares of 0. Raises ValueError for arrays of unequal length or draws that are not
    finite (a draw without a ratio: take the net value instead).
    Source: Plischke, Borgonovo & Smith 2013, Global sensitivity measures from given data, EJOR 226(3).
    """
    result = np.asarray(result, dtype=float)
    found = [_first_order(name, np.asarray(draw, dtype=float), result) for name, draw in draws.items()]
    return tuple(sorted(found, key=lambda each: -each.share))


def _first_order(name: str, draw: np.ndarray, result: np.ndarray) -> VarianceShare:
    if draw.shape != result.shape:
        raise ValueError(f"{draw.size} draws of {name}, {result.size} results")
    if not (np.isfinite(draw).all() and np.isfinite(result).all()):
        raise ValueError(f"draws of {name} or of the result that are not finite")
    if not np.ptp(result) or not np.ptp(draw):
        return VarianceShare(name, 0.0, 0.0)
    bins = Binned.of(draw, result[:, None], BINS)
    inside = result[bins.order] - np.repeat(bins.means[:, 0], bins.counts)
    around = result[bins.order] - result.mean()
    spread = around.var()
    between = 1 - (inside @ inside / (result.size - bins.counts.size)) / (around @ around / (result.size - 1))
    explained = around - inside
    influence = (2 * explained * around - explained**2 - between * around**2) / spread
    return VarianceShare(name, float(between), float(influence.std() / math.sqrt(result.size)))


@dataclass(frozen=True)
class TotalShares:
    """Shares from runs in which one assumption at a time is drawn anew: alone (`first`) and in all (`total`)."""

    first: tuple[VarianceShare, ...]
    total: tuple[VarianceShare, ...]
    runs: int


Model = Callable[[Draws], np.ndarray]
"""From draws by name, each (N,), to the result (N,)."""


def total_order(
    model: Model, one: Draws, other: Draws, groups: Mapping[str, Iterable[str]] | None = None
) -> TotalShares:
    """Share of variance that would remain if all but one assumption were known: E[Var(Y|all but X)] ÷ Var(Y).

    Pick and freeze: the model is run on two independent sets of N draws and, for each assumption or group, on the first
    set with its draws taken from the other; so (2 + groups) × N runs, mostly a thousand draws are enough. Formulas
    (Jansen): total = mean((f(A) − f(A with X of B))²) ÷ 2 Var(Y), first = 1 − mean((f(B) − f(A with X of B))²) ÷ 2
    Var(Y). Both need assumptions that are drawn independently: what is correlated belongs in one group. Largest first,
    with standard errors by the influence function. Raises KeyError for a group with an unknown name.
    Source: Saltelli et al. 2010, Variance based sensitivity analysis of model output, Comput. Phys. Commun. 181(2).
    """
    members = (
        {name: (name,) for name in one} if groups is None else {name: tuple(each) for name, each in groups.items()}
    )
    ours, theirs = model(one), model(other)
    both = np.concatenate([ours, theirs])
    size, spread = ours.size, both.var()
    if not spread:
        none = tuple(VarianceShare(name, 0.0, 0.0) for name in members)
        return TotalShares(none, none, 2 * size)
    first, total = [], []
    for name, places in members.items():
        mixed = model({**one, **{place: other[place] for place in places}})
        total.append(_half_squares(name, ours - mixed, ours, theirs, spread))
        rest = _half_squares(name, theirs - mixed, ours, theirs, spread)
        first.append(VarianceShare(name, 1 - rest.share, rest.standard_error))
    by_share = [tuple(sorted(each, key=lambda share: -share.share)) for each in (first, total)]
    return TotalShares(*by_share, runs=(2 + len(members)) * size)


def _half_squares(name: str, gap: np.ndarray, ours: np.ndarray, theirs: np.ndarray, spread: float) -> VarianceShare:
    """Mean of half the squared gaps ÷ variance; the variance's own error counts in the standard error."""
    share = (gap @ gap) / (2 * gap.size * spread)
    middle = (ours.mean() + theirs.mean()) / 2
    squares = ((ours - middle) ** 2 + (theirs - middle) ** 2) / 2
    influence = (gap**2 / 2 - share * squares) / spread
    return VarianceShare(name, float(share), float(influence.std() / math.sqrt(gap.size)))
