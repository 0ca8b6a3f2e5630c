"""Many draws at once: a quantile function kept as straight lines, so that a draw costs a look-up, a product and a sum.

A probability p is read by its distance to the nearer end, t = min(p, 1 − p). Each halving of t has the same number of
lines, so the tails are as finely kept as the middle. Which line holds for a t is told by the first bits of the number
itself.
"""

from collections.abc import Callable

import numpy as np

LINES_BITS = 5
LINES = 2**LINES_BITS
"""Lines for each halving of t."""
HALVINGS = 26
"""Down to t = 2^−27; below it the last line goes on."""
SIDE = LINES * HALVINGS + 1
"""Lines of one side; the last holds t = ½ alone."""
SHIFT = 52 - LINES_BITS
FIRST_LINE = (1023 - HALVINGS - 1) << LINES_BITS

ROUNDING = 1e-15

Quantile = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _ends() -> np.ndarray:
    """Where lines meet, from 2^−27 to ½, (SIDE,)."""
    bits = np.arange(FIRST_LINE, FIRST_LINE + SIDE, dtype=np.int64) << SHIFT
    return bits.view(np.float64)


ENDS = _ends()
REST = 1 - ENDS


def table_of(quantile: Quantile, lowest: float = -np.inf, highest: float = np.inf) -> np.ndarray:
    """The lines of a quantile function, (2, 2 × SIDE): value at t = 0 and slope; first the low side, then the high.

    `quantile` takes the probabilities below and above. No draw is outside `lowest` and `highest`: the ends of the lines
    keep a rounding error away from the highest, and a last line that would cross either is laid flat.
    """
    sides = (quantile(ENDS, REST), quantile(REST, ENDS))
    table = [_lines(np.clip(side, lowest, _just_below(highest))) for side in sides]
    for lines, values in zip(table, sides, strict=True):
        if not lowest <= lines[0, 0] <= highest:
            lines[:, 0] = np.clip(values[0], lowest, highest), 0.0
    return np.concatenate(table, axis=1)


def _just_below(limit: float) -> float:
    return limit if np.isinf(limit) else limit - ROUNDING * abs(limit)


def _lines(values: np.ndarray) -> np.ndarray:
    slope = np.diff(values) / np.diff(ENDS)
    start = values[:-1] - slope * ENDS[:-1]
    return np.array([np.append(start, values[-1]), np.append(slope, 0.0)])


def look_up(table: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Draws (n,) from uniform numbers in 0–1 (n,), contiguous, which are written over.

    Every step writes into memory already at hand: so few arrays stay in the processor's cache.
    """
    line, side = np.empty(len(chances), dtype=np.int64), np.empty(len(chances), dtype=np.int64)
    part = np.subtract(1.0, chances)
    np.greater(chances, 0.5, out=side, casting="unsafe")
    side *= SIDE
    np.minimum(chances, part, out=chances)
    np.right_shift(chances.view(np.int64), SHIFT, out=line)
    line -= FIRST_LINE
    np.maximum(line, 0, out=line)
    line += side
    table[1].take(line, out=part, mode="clip")
    chances *= part
    table[0].take(line, out=part, mode="clip")
    chances += part
    return chances


def mean_and_variance(table: np.ndarray) -> tuple[float, float]:
    """Mean and variance of the draws that a table gives, exactly: each line is a uniform distribution."""
    starts = np.concatenate([[0.0], ENDS[1:-1]])
    widths = np.diff(np.append(starts, 0.5))
    total, squares = [], []
    for side in (table[:, :SIDE], table[:, SIDE:]):
        middle = side[0, :-1] + side[1, :-1] * (starts + widths / 2)
        total.append(widths * middle)
        squares.append(widths * (middle**2 + (side[1, :-1] * widths) ** 2 / 12))
    mean = _added(total)
    return mean, max(0.0, _added(squares) - mean**2)


def _added(parts: list[np.ndarray]) -> float:
    return float(np.add.accumulate(np.concatenate(parts))[-1])
