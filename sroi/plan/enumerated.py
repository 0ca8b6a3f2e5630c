"""Every portfolio within the limits, where they are few enough to be looked through."""

from collections.abc import Sequence

import numpy as np

from sroi.plan.compiled import Compiled, Limit
from sroi.steady import measured

MOST = 1 << 16
"""Portfolios on the way, beyond which nothing is enumerated."""


def feasible(problem: Compiled, most: int = MOST) -> np.ndarray | None:
    """All portfolios within the limits as rows of bits, in the order of the rule for ties; None when they are too many.

    Option by option, in and out; a portfolio that is above a ceiling which more options only fill is not gone on with.
    """
    count = len(problem.option_ids)
    ceilings = [each for each in problem.limits if _only_fills(each, count)]
    found = np.zeros((1, count), dtype=np.int8)
    for at in range(count):
        with_it = found.copy()
        with_it[:, at] = 1
        found = np.concatenate([found, _within(problem, with_it, ceilings)])
        if len(found) > most:
            return None
    return _in_order(problem, _within(problem, found, problem.limits))


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


def _in_order(problem: Compiled, bits: np.ndarray) -> np.ndarray:
    """By cost, then by the number of options, then those with the first options first."""
    cost = np.round(measured(problem.columns(bits), problem.costs) / problem.tie)
    keys = [1 - bits[:, at] for at in reversed(range(bits.shape[1]))]
    return bits[np.lexsort([*keys, bits.sum(axis=1), cost])]
