"""What has no value stays without one: NaN is never turned into a number by a comparison, a power or a division.

To numpy NaN > 0.5 is no, NaN^0 and 1^NaN are 1, and 5/0 is infinite, of which 1 − exp(−∞) makes a plain 1. A table that
has ended, or a division by nought, would so become a figure that nobody can see is none.
"""

from collections.abc import Callable

import numpy as np

Number = float | np.ndarray


def with_value(operation: Callable) -> Callable:
    """The same operation on two numbers, NaN where one of them is."""

    def watched(one: Number, other: Number, out: np.ndarray | None = None) -> Number:
        missing = np.isnan(one) | np.isnan(other)
        found = operation(one, other) if out is None else operation(one, other, out=out)
        if not np.any(missing):
            return found
        if np.ndim(found):
            found = found if out is not None else found.astype(float)
            found[missing] = np.nan
            return found
        return np.nan

    return watched


def divided(one: Number, other: Number, out: np.ndarray | None = None) -> Number:
    """One by another, NaN where the other is 0."""
    found = np.divide(one, other) if out is None else np.divide(one, other, out=out)
    if np.all(other):
        return found
    return np.multiply(found, np.where(np.equal(other, 0), np.nan, 1.0), out=out)
