"""Sums and powers that give the same digits on every computer.

A matrix product leaves the order of its additions to the processor, and a library's power function rounds as its maker
chose. Both move the last digit from one computer to the next, and a kept result must come out alike on all. Here
every operation is a plain multiplication, division, addition or square root, each rounded as IEEE 754 says, in an
order that is laid down.
"""

import numpy as np

AT_ONCE = 100_000
"""Products held in memory at a time; beyond it the rows are taken one after the other, with the same digits."""


def weighed(weights: np.ndarray, series: np.ndarray) -> np.ndarray:
    """Σ_x weights[…, x] × series[x], added in the order of x: (X,) or (A, X) and (X, M) → (M,) or (A, M)."""
    if weights.ndim == 1:
        return weighed(weights[None], series)[0]
    if weights.size * series.shape[1] <= AT_ONCE:
        return summed(weights[:, :, None] * series, axis=1)
    total = np.zeros((len(weights), series.shape[1]))
    for row, column in np.argwhere(weights):
        total[row] += weights[row, column] * series[column]
    return total


def measured(columns: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Σ_x columns[…, x] × weights[x], added in the order of x: (…, X) and (X,) → (…)."""
    total = np.zeros(columns.shape[:-1])
    for at in np.flatnonzero(weights):
        total = total + columns[..., at] * weights[at]
    return total


def summed(terms: np.ndarray, axis: int) -> np.ndarray:
    """The sum over an axis, term after term; 0 where there are none. The result lacks that axis."""
    if not terms.shape[axis]:
        return np.zeros(terms.shape[:axis] + terms.shape[axis + 1 :])
    return np.add.accumulate(terms, axis=axis).take(-1, axis=axis) + 0.0  # never −0


def power(base: "float | np.ndarray", exponent: np.ndarray) -> np.ndarray:
    """base^exponent for whole exponents of either sign, by repeated squaring; shapes broadcast."""
    left = np.abs(exponent).astype(np.int64)
    factor = np.asarray(base, dtype=float)
    result = np.ones(np.broadcast_shapes(factor.shape, left.shape))
    while left.any():
        result = np.where(left & 1, result * factor, result)
        left = left >> 1
        if left.any():
            factor = factor * factor
    below = np.asarray(exponent) < 0
    return np.divide(1.0, result, out=result.copy(), where=below) if below.any() else result
