"""Closing in on roots that are already bracketed, many at a time."""

from collections.abc import Callable

import numpy as np

ENOUGH = 200
PRECISION = 4 * np.finfo(float).eps
Evaluate = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Values of the functions numbered by the first array, at the points in the second."""


def brackets_to_roots(
    evaluate: Evaluate, left: np.ndarray, right: np.ndarray, at_left: np.ndarray, at_right: np.ndarray
) -> np.ndarray:
    """One root in each bracket, to the precision of the numbers: n functions side by side, all arrays (n,).

    Interpolate, truncate, project: a chord cut towards the middle and kept near it, so that it never needs many more
    steps than halving and mostly far fewer. Each bracket must change sign; then the result is within 4 rounding units
    of a change of sign. Raises ValueError for a bracket that does not.
    Source: Oliveira & Takahashi 2021, An enhancement of the bisection method average performance preserving minmax
    optimality, ACM Transactions on Mathematical Software 47(1).
    """
    a, b, ya, yb = (np.array(each, dtype=float) for each in (left, right, at_left, at_right))
    if not (np.sign(ya) * np.sign(yb) < 0).all():
        raise ValueError("a bracket without a change of sign")
    tolerance = PRECISION * np.maximum(np.maximum(np.abs(left), np.abs(right)), 1e-12)
    most = np.ceil(np.log2(np.maximum(np.abs(b - a) / tolerance, 1.0))) + 1
    first_width = np.maximum(np.abs(b - a), tolerance)
    for step in range(ENOUGH):
        open_ = np.flatnonzero(b - a > tolerance)
        if not open_.size:
            break
        x = _next(a[open_], b[open_], ya[open_], yb[open_], tolerance[open_], most[open_] - step, first_width[open_])
        y = evaluate(open_, x)
        same = np.sign(y) == np.sign(ya[open_])
        a[open_], ya[open_] = np.where(same | (y == 0), x, a[open_]), np.where(same, y, ya[open_])
        b[open_], yb[open_] = np.where(same & (y != 0), b[open_], x), np.where(same, yb[open_], y)
    return (a + b) / 2


def _next(a, b, ya, yb, tolerance, steps_left, first_width) -> np.ndarray:
    """The point to try: the chord's, moved towards the middle, never farther from it than halving allows."""
    middle, width = (a + b) / 2, b - a
    chord = (yb * a - ya * b) / (yb - ya)
    side = np.sign(middle - chord)
    towards = np.minimum(0.2 / first_width * width**2, np.abs(middle - chord))
    truncated = chord + side * towards
    radius = np.maximum(tolerance / 2 * 2.0 ** np.clip(steps_left, 0, 60) - width / 2, 0.0)
    return np.where(np.abs(truncated - middle) <= radius, truncated, middle - side * radius)
