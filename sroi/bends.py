"""Assumptions in which the value bends: looked at where it may turn, and closed in on where the gap changes sign."""

from collections.abc import Sequence

import numpy as np

from chain.model import Chain
from sroi.rootfinding import brackets_to_roots
from sroi.tipping import STRAIGHT, Crossing, Mover, Root, Tipping, finite_range, ratio_of

FINE_STEPS = 64
FARTHEST = 1e6
"""How many times the base (or 1) is searched where the range has no end and the ratio no closed form."""


def bent_crossings(model: Tipping, movers: Sequence[Mover]) -> list[Crossing]:
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
    ends = [(ratio_of(p[0], g[0]), ratio_of(p[-1], g[-1])) for p, g in zip(parts[0], parts[1], strict=True)]
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
    low, high = (mover.lowest, mover.highest) if mover.unit == "share" else finite_range(mover, FARTHEST)
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
    zero = np.concatenate([[True], gaps == 0, [True]])
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
