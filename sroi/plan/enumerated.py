"""Portfolios within the limits, looked through one option after the other."""

from collections.abc import Sequence

import numpy as np

from sroi.plan.compiled import Compiled, Limit
from sroi.steady import measured

MOST = 1 << 16
"""Portfolios on the way, beyond which nothing is enumerated."""


def feasible(problem: Compiled, most: int = MOST) -> np.ndarray | None:
    """All portfolios within the limits as rows of bits, by the rule for ties; None when they are too many."""
    found = looked_through(problem, np.zeros((2, len(problem.option_ids))), np.inf, most)
    return None if found is None else in_order(problem, found)


def looked_through(
    problem: Compiled, losses: np.ndarray, room: float, most: int, width: int | None = None
) -> np.ndarray | None:
    """The portfolios within the limits whose losses add up to no more than `room`; None when more than `most` come up.

    `losses` (2, options): what leaving each option out costs, and what taking it in does, neither below nought. Option
    by option, those that matter the most first; what is above the room, or above a ceiling that more options only fill,
    is not gone on with. With a `width` only so many of the least loss are gone on with, so that not all are found.
    """
    count = len(problem.option_ids)
    ceilings = [each for each in problem.limits if _only_fills(each, count)]
    weights = np.array([each.weights[:count] for each in ceilings]).reshape(len(ceilings), count)
    highs = np.array([each.high + each.slack for each in ceilings])
    found, lost, used = np.zeros((1, count), dtype=np.int8), np.zeros(1), np.zeros((1, len(ceilings)))
    for at in np.argsort(-np.abs(losses[1] - losses[0]), kind="stable"):
        lost_in, used_in = lost + losses[1, at], used + weights[:, at]
        stay = np.flatnonzero(lost + losses[0, at] <= room)
        come = np.flatnonzero((lost_in <= room) & (used_in <= highs).all(axis=1))
        with_it = found[come]
        with_it[:, at] = 1
        found = np.concatenate([found[stay], with_it])
        lost = np.concatenate([lost[stay] + losses[0, at], lost_in[come]])
        used = np.concatenate([used[stay], used_in[come]])
        if width is not None and len(found) > width:
            kept = np.argsort(lost, kind="stable")[:width]
            found, lost, used = found[kept], lost[kept], used[kept]
        if len(found) > most:
            return None
    return _within(problem, found, problem.limits)


def _only_fills(limit: Limit, count: int) -> bool:
    """Whether one more option can only raise what is used: no weight below nought."""
    is_ceiling = bool(np.isfinite(limit.high)) and bool((limit.weights[:count] >= 0).all())
    return is_ceiling and not limit.weights[count:].any()


def _within(problem: Compiled, bits: np.ndarray, limits: Sequence[Limit]) -> np.ndarray:
    columns = problem.columns(bits)
    keeps = np.ones(len(bits), dtype=bool)
    for each in limits:
        keeps &= each.missed(columns) == 0
    return bits[keeps]


def in_order(problem: Compiled, bits: np.ndarray) -> np.ndarray:
    """Rows of bits by the rule for ties: by cost, then by the number of options, then those with the first options."""
    cost = np.round(measured(problem.columns(bits), problem.costs) / problem.tie)
    keys = [1 - bits[:, at] for at in reversed(range(bits.shape[1]))]
    return bits[np.lexsort([*keys, bits.sum(axis=1), cost])]
